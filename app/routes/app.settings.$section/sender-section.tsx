import { Card, FormLayout } from "@shopify/polaris";
import { languages } from "~/messages/voices";
import { useWords } from "~/ui/use-words";
import { SenderCheck, type ShownSenderCheck } from "~/ui/sender-check";
import { Choice, Text } from "~/ui/setting-fields";

export function SenderSection({ shopName, check }: { shopName: string; check: ShownSenderCheck | null }) {
  const say = useWords();
  return (
    <Card>
      <FormLayout>
        <Text path="sender.name" label={say("settings.sender.name")} placeholder={shopName} />
        <Text
          path="sender.email"
          type="email"
          label={say("settings.sender.email")}
          help={say("settings.sender.email.help")}
        />
        <Text
          path="sender.replyTo"
          type="email"
          label={say("settings.sender.replyTo")}
          help={say("settings.sender.replyTo.help")}
        />
        <Choice
          path="languages.fallback"
          label={say("settings.language")}
          help={say("settings.language.help")}
          options={languages.map((value) => ({ value, label: say(`language.${value}`) }))}
        />
        <SenderCheck check={check} />
      </FormLayout>
    </Card>
  );
}
