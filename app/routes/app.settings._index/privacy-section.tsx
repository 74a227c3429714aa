import { Card, FormLayout, Layout, Link } from "@shopify/polaris";
import { useWords } from "~/ui/use-words";
import { Whole } from "~/ui/setting-fields";

/** How long shoppers are known, and the way to what they asked. */
export function PrivacySection() {
  const say = useWords();
  return (
    <Layout.AnnotatedSection
      id="privacy"
      title={say("settings.privacy")}
      description={say("settings.privacy.why")}
    >
      <Card>
        <FormLayout>
          <Whole
            path="retention.months"
            label={say("settings.retention")}
            help={say("settings.retention.help")}
          />
          <Link url="/app/settings/privacy">{say("settings.privacy.requests")}</Link>
          <Link url="/app/settings/data">{say("settings.data")}</Link>
        </FormLayout>
      </Card>
    </Layout.AnnotatedSection>
  );
}
