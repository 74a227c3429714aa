import { BlockStack, Button, ButtonGroup, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { replySubjectLimit, replyTextLimit } from "~/surveys/follow-up";
import type { ReplyDraft } from "~/surveys/reply-draft";
import { useWords } from "./use-words";

interface ReplyFormProps {
  draft: ReplyDraft;
  refusal: string | null;
  isBusy: boolean;
  onCancel(): void;
}

/** A mail to her in the shop's frame, begun in her language. Opened in the browser only: it makes its own id. */
export function FollowUpReplyForm({ draft, refusal, isBusy, onCancel }: ReplyFormProps) {
  const say = useWords();
  const [replyId] = useState(() => crypto.randomUUID());
  const [subject, setSubject] = useState(draft.subject);
  const [text, setText] = useState(draft.text);
  return (
    <BlockStack gap="300">
      <input type="hidden" name="intent" value="reply" />
      <input type="hidden" name="replyId" value={replyId} />
      <TextField
        name="subject"
        label={say("followUp.reply.subject")}
        autoComplete="off"
        maxLength={replySubjectLimit}
        value={subject}
        onChange={setSubject}
        error={refusal === "subject" ? say("followUp.reply.subject.missing") : false}
      />
      <TextField
        name="text"
        label={say("followUp.reply.text")}
        helpText={say(`followUp.reply.help.${draft.language}`)}
        autoComplete="off"
        multiline={6}
        maxLength={replyTextLimit}
        value={text}
        onChange={setText}
        error={refusal === "text" ? say("followUp.reply.text.missing") : false}
      />
      {refusal === "no_address" || refusal === "no_contact" ? (
        <Text as="p" tone="critical">
          {say("followUp.reply.cannot")}
        </Text>
      ) : null}
      <ButtonGroup>
        <Button submit variant="primary" loading={isBusy} disabled={text.trim() === draft.text.trim()}>
          {say("followUp.reply.send")}
        </Button>
        <Button onClick={onCancel}>{say("followUp.notYet")}</Button>
      </ButtonGroup>
    </BlockStack>
  );
}
