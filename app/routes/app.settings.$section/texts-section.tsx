import { Card, FormLayout } from "@shopify/polaris";
import { Choice, Text, YesNo } from "~/ui/setting-fields";
import { useWords } from "~/ui/use-words";

/** To whom news about a parcel goes by text message. */
export function TextsSection() {
  const say = useWords();
  return (
    <Card>
      <FormLayout>
        <Choice
          path="texts.way"
          label={say("settings.texts.way")}
          options={[
            { value: "sms", label: say("settings.texts.sms") },
            { value: "whatsapp", label: "WhatsApp" },
          ]}
        />
        <Text
          path="texts.countries"
          label={say("settings.texts.countries")}
          help={say("settings.texts.countries.help")}
        />
        <YesNo
          path="texts.toSubscribers"
          label={say("settings.texts.toSubscribers")}
          help={say("settings.texts.toSubscribers.help")}
        />
      </FormLayout>
    </Card>
  );
}
