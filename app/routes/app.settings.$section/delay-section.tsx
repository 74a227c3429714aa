import { Card, FormLayout, Text } from "@shopify/polaris";
import { useWords } from "~/ui/use-words";
import { Whole } from "~/ui/setting-fields";

export function DelaySection() {
  const say = useWords();
  return (
    <Card>
      <FormLayout>
        <FormLayout.Group>
          <Whole path="delays.unshippedGraceDays" label={say("settings.delays.unshipped")} />
          <Whole path="delays.unscannedDays" label={say("settings.delays.unscanned")} />
        </FormLayout.Group>
        <FormLayout.Group>
          <Whole path="delays.stalledDomesticDays" label={say("settings.delays.stalledDomestic")} />
          <Whole path="delays.stalledInternationalDays" label={say("settings.delays.stalledInternational")} />
        </FormLayout.Group>
        <Text as="p" tone="subdued">
          {say("settings.delays.stalled.learned")}
        </Text>
        <FormLayout.Group>
          <Whole
            path="delays.predictedLateThreshold"
            label={say("settings.delays.threshold")}
            help={say("settings.delays.threshold.why")}
          />
          <Whole path="delays.predictedLateEarliestDays" label={say("settings.delays.earliest")} />
          <Whole path="delays.predictedLateLatestDays" label={say("settings.delays.latest")} />
        </FormLayout.Group>
        <FormLayout.Group>
          <Whole path="delays.maxNotices" label={say("settings.delays.maxNotices")} />
          <Whole path="delays.hoursBetweenNotices" label={say("settings.delays.between")} />
        </FormLayout.Group>
      </FormLayout>
    </Card>
  );
}
