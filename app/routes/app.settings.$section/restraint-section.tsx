import { BlockStack, Button, Card, FormLayout, Text as Words } from "@shopify/polaris";
import { useState } from "react";
import { useWords } from "~/ui/use-words";
import { Text, Whole, YesNo } from "~/ui/setting-fields";

/** Where Lastmile holds its tongue. */
export function RestraintSection() {
  const say = useWords();
  return (
    <Card>
      <FormLayout>
        <FormLayout.Group>
          <Text
            path="quietHours.startsAt"
            type="time"
            label={say("settings.quiet.from")}
            help={say("settings.quiet.help")}
          />
          <Text path="quietHours.endsAt" type="time" label={say("settings.quiet.until")} />
        </FormLayout.Group>
        <YesNo
          path="quietHours.exceptServiceSameDay"
          label={say("settings.quiet.except")}
          help={say("settings.quiet.except.help")}
        />
        <FormLayout.Group>
          <Whole
            path="pressureCap.messages"
            label={say("settings.cap.messages")}
            help={say("settings.cap.help")}
          />
          <Whole path="pressureCap.days" label={say("settings.cap.days")} />
        </FormLayout.Group>
        <FormLayout.Group>
          <Whole
            path="pressureCap.maxAgeDays"
            label={say("settings.cap.maxAge")}
            help={say("settings.cap.maxAge.help")}
          />
          <Whole path="surveyEveryDays" label={say("settings.surveyEvery")} />
        </FormLayout.Group>
        <FormLayout.Group>
          <Whole
            path="troubleCoolDownDays"
            label={say("settings.coolDown")}
            help={say("settings.coolDown.help")}
          />
          <Whole
            path="followUpHours"
            label={say("settings.followUpHours")}
            help={say("settings.followUpHours.help")}
          />
        </FormLayout.Group>
        <ShownOnCustomers />
      </FormLayout>
    </Card>
  );
}

/** The permission is optional: it is asked for here, and whoever has given it is asked nothing again. */
function ShownOnCustomers() {
  const say = useWords();
  const [isAllowed, setAllowed] = useState(false);
  const ask = async () => {
    const granted = await window.shopify?.scopes.request(["write_customers"]);
    setAllowed(granted?.result === "granted-all");
  };
  return (
    <BlockStack gap="200" inlineAlign="start">
      <Words as="p" tone="subdued">
        {say(isAllowed ? "settings.troubleMark.done" : "settings.troubleMark")}
      </Words>
      {isAllowed ? null : <Button onClick={() => void ask()}>{say("settings.troubleMark.do")}</Button>}
    </BlockStack>
  );
}
