import { useFetcher } from "@remix-run/react";
import { Button, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { SentTest } from "~/channels/send-test-mail.server";
import { useDraft } from "~/ui/settings-draft";
import { useToast } from "~/ui/toast";
import { useWords } from "~/ui/use-words";

/** Sends what the preview shows, unsaved words included, to the merchant. */
export function TestSend({
  address,
  action,
  order,
}: {
  address: string | null;
  action: string;
  order: string;
}) {
  const say = useWords();
  const draft = useDraft();
  const fetcher = useFetcher<SentTest>();
  const [to, setTo] = useState(address ?? "");
  const answer = fetcher.data;
  const isRefused = answer !== undefined && answer.outcome !== "sent";
  useToast(answer, answer?.outcome === "sent" ? say("test.sent", { to: answer.to }) : null);
  const send = () => {
    const form = new FormData();
    for (const [name, text] of Object.entries(draft.fields))
      if (name.startsWith("words.")) form.set(name, text);
    form.set("order", order);
    form.set("sendTo", to);
    void fetcher.submit(form, { method: "post", action });
  };
  return (
    <TextField
      label={say("test.to")}
      type="email"
      autoComplete="email"
      value={to}
      onChange={setTo}
      connectedRight={
        <Button onClick={send} loading={fetcher.state !== "idle"}>
          {say("test.send")}
        </Button>
      }
      {...(isRefused ? { error: say(`test.${answer.outcome}`) } : {})}
    />
  );
}
