import { BlockStack, Card, Divider } from "@shopify/polaris";
import { HoldOutField } from "~/ui/hold-out-field";
import { InvitationTiming } from "~/ui/invitation-timing";
import { ProductListField } from "~/ui/product-list-field";
import { useWords } from "~/ui/use-words";
import { Whole, YesNo } from "~/ui/setting-fields";

export function TouchpointsSection() {
  const say = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        <YesNo
          path="touchpoints.thank_you_note.enabled"
          label={say("touchpoint.thank_you_note")}
          help={say("settings.thankYou.help")}
        />
        <Whole path="touchpoints.thank_you_note.afterMinutes" label={say("settings.thankYou.after")} />
        <Divider />
        <YesNo
          path="touchpoints.delay_notice.enabled"
          label={say("touchpoint.delay_notice")}
          help={say("settings.delayNotice.help")}
        />
        <YesNo
          path="touchpoints.delay_update.enabled"
          label={say("touchpoint.delay_update")}
          help={say("settings.delayUpdate.help")}
        />
        <YesNo
          path="touchpoints.arrival_notice.enabled"
          label={say("touchpoint.arrival_notice")}
          help={say("settings.arrival.help")}
        />
        <Divider />
        <YesNo
          path="touchpoints.feedback_invitation.enabled"
          label={say("touchpoint.feedback_invitation")}
          help={say("settings.invitation.help")}
        />
        <InvitationTiming />
        <HoldOutField kind="feedback_invitation" />
        <Divider />
        <YesNo
          path="touchpoints.recovery_offer.enabled"
          label={say("touchpoint.recovery_offer")}
          help={say("settings.recovery.help")}
        />
        <YesNo
          path="touchpoints.product_follow_up.enabled"
          label={say("touchpoint.product_follow_up")}
          help={say("settings.followUp.help")}
        />
        <Whole
          path="touchpoints.product_follow_up.afterDeliveryDays"
          label={say("settings.invitation.afterDelivery")}
        />
        <HoldOutField kind="product_follow_up" />
        <YesNo
          path="touchpoints.win_back.enabled"
          label={say("touchpoint.win_back")}
          help={say("settings.winBack.help")}
        />
        <Whole path="touchpoints.win_back.afterDays" label={say("settings.winBack.after")} />
        <HoldOutField kind="win_back" />
        <YesNo
          path="touchpoints.vip_reward.enabled"
          label={say("touchpoint.vip_reward")}
          help={say("settings.vip.help")}
        />
        <HoldOutField kind="vip_reward" />
        <YesNo
          path="touchpoints.surprise.enabled"
          label={say("touchpoint.surprise")}
          help={say("settings.surprise.help")}
        />
        <YesNo
          path="touchpoints.replenishment.enabled"
          label={say("touchpoint.replenishment")}
          help={say("settings.replenishment.help")}
        />
        <ProductListField
          path="touchpoints.replenishment.products"
          label={say("settings.replenishment.products")}
          lines={2}
        />
        <Divider />
        <YesNo
          path="touchpoints.nps_survey.enabled"
          label={say("touchpoint.nps_survey")}
          help={say("settings.nps.help")}
        />
      </BlockStack>
    </Card>
  );
}
