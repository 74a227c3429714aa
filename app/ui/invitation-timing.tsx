import { FormLayout, Text } from "@shopify/polaris";
import { Whole } from "./setting-fields";
import { useWords } from "./use-words";

/** When the feedback invitation goes out, with and without a delivery scan. */
export function InvitationTiming() {
  const say = useWords();
  return (
    <FormLayout>
      <Whole
        path="touchpoints.feedback_invitation.afterDeliveryDays"
        label={say("settings.invitation.afterDelivery")}
      />
      <Text as="p" tone="subdued">
        {say("settings.invitation.noScan")}
      </Text>
      <FormLayout.Group>
        <Whole
          path="touchpoints.feedback_invitation.afterShippingDomesticDays"
          label={say("settings.invitation.domestic")}
        />
        <Whole
          path="touchpoints.feedback_invitation.afterShippingInternationalDays"
          label={say("settings.invitation.international")}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}
