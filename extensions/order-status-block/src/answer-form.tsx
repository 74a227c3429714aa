import { useState } from "preact/hooks";

import { commentLimit } from "../../shared/comment-limit";
import type { Answer, Question } from "./order-status-api";

interface AnswerFormProps {
  words: Question;
  answer: Answer;
  sending: boolean;
  onSend(answer: Answer): void;
}

/** Reasons to tap, a few words, and whether we may write back: all of it welcome, none of it needed. */
export function AnswerForm({ words, answer, sending, onSend }: AnswerFormProps) {
  const [reasons, setReasons] = useState(answer.reasons);
  const [comment, setComment] = useState(answer.comment ?? "");
  const [mayContact, setMayContact] = useState(answer.mayContact);

  function toggle(reason: string) {
    setReasons(reasons.includes(reason) ? reasons.filter((one) => one !== reason) : [...reasons, reason]);
  }

  return (
    <s-stack gap="base">
      <s-text type="strong">{words.reasons.label}</s-text>
      <s-stack
        direction="inline"
        gap="small-200"
        accessibilityRole="section"
        accessibilityLabel={words.reasons.label}
      >
        {words.reasons.options.map(({ reason, label }) => (
          <s-press-button key={reason} pressed={reasons.includes(reason)} onClick={() => toggle(reason)}>
            {label}
          </s-press-button>
        ))}
      </s-stack>
      <s-text-area
        label={words.comment}
        name="comment"
        rows={3}
        maxLength={commentLimit}
        value={comment}
        onInput={(event) =>
          setComment((event.currentTarget as HTMLElementTagNameMap["s-text-area"]).value ?? "")
        }
      />
      <s-checkbox
        label={words.mayContact}
        name="mayContact"
        checked={mayContact}
        onChange={(event) =>
          setMayContact((event.currentTarget as HTMLElementTagNameMap["s-checkbox"]).checked ?? false)
        }
      />
      <s-stack direction="inline">
        <s-button
          variant="primary"
          loading={sending}
          onClick={() =>
            onSend({
              rating: answer.rating,
              reasons,
              comment: comment.trim() === "" ? null : comment.trim(),
              mayContact,
            })
          }
        >
          {shopify.i18n.translate("send")}
        </s-button>
      </s-stack>
    </s-stack>
  );
}
