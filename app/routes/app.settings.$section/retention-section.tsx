import { Card, FormLayout } from "@shopify/polaris";
import { useWords } from "~/ui/use-words";
import { Whole } from "~/ui/setting-fields";

/** How long shoppers are known. */
export function RetentionSection() {
  const say = useWords();
  return (
    <Card>
      <FormLayout>
        <Whole
          path="retention.months"
          label={say("settings.retention")}
          help={say("settings.retention.help")}
        />
      </FormLayout>
    </Card>
  );
}
