import { useState } from "preact/hooks";

import { commentLimit } from "../../shared/comment-limit";

interface FollowUpProps {
  question: string;
  comment: string | null;
  sending: boolean;
  onSend(comment: string | null): void;
  onSkip(): void;
}

/** One more question, worded by her rating. Her words are welcome, never needed. */
export function FollowUp({ question, comment, sending, onSend, onSkip }: FollowUpProps) {
  const [words, setWords] = useState(comment ?? "");
  return (
    <s-stack gap="base">
      <s-text-area
        label={question}
        name="comment"
        rows={3}
        maxLength={commentLimit}
        value={words}
        onInput={(event) =>
          setWords((event.currentTarget as HTMLElementTagNameMap["s-text-area"]).value ?? "")
        }
      />
      <s-stack direction="inline" gap="base">
        <s-button
          variant="primary"
          loading={sending}
          onClick={() => onSend(words.trim() === "" ? null : words.trim())}
        >
          {shopify.i18n.translate("send")}
        </s-button>
        <s-button variant="secondary" onClick={onSkip}>
          {shopify.i18n.translate("skip")}
        </s-button>
      </s-stack>
    </s-stack>
  );
}
