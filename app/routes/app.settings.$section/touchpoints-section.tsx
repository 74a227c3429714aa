import { BlockStack, Card, Divider, InlineGrid, Text } from "@shopify/polaris";
import { repurchaseDays } from "~/insights/repurchase";
import { heldOutKinds } from "~/touchpoints/hold-out";
import { InvitationTiming } from "~/ui/invitation-timing";
import { ProductListField } from "~/ui/product-list-field";
import { useWords } from "~/ui/use-words";
import { Whole, YesNo } from "~/ui/setting-fields";

export function TouchpointsSection() {
  return (
    <>
      <Touchpoints />
      <HoldOuts />
    </>
  );
}

function Touchpoints() {
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
        <Divider />
        <YesNo
          path="touchpoints.recovery_offer.enabled"
          label={say("touchpoint.recovery_offer")}
          help={say("settings.recovery.help")}
        />
        <Divider />
        <YesNo
          path="touchpoints.product_follow_up.enabled"
          label={say("touchpoint.product_follow_up")}
          help={say("settings.followUp.help")}
        />
        <Whole
          path="touchpoints.product_follow_up.afterDeliveryDays"
          label={say("settings.invitation.afterDelivery")}
        />
        <Divider />
        <YesNo
          path="touchpoints.win_back.enabled"
          label={say("touchpoint.win_back")}
          help={say("settings.winBack.help")}
        />
        <Whole path="touchpoints.win_back.afterDays" label={say("settings.winBack.after")} />
        <Divider />
        <YesNo
          path="touchpoints.vip_reward.enabled"
          label={say("touchpoint.vip_reward")}
          help={say("settings.vip.help")}
        />
        <Divider />
        <YesNo
          path="touchpoints.surprise.enabled"
          label={say("touchpoint.surprise")}
          help={say("settings.surprise.help")}
        />
        <Divider />
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
          path="touchpoints.welcome.enabled"
          label={say("touchpoint.welcome")}
          help={say("settings.welcome.help")}
        />
        <Whole path="touchpoints.welcome.afterMinutes" label={say("settings.welcome.after")} />
        <Divider />
        <YesNo
          path="touchpoints.new_arrivals.enabled"
          label={say("touchpoint.new_arrivals")}
          help={say("settings.arrivals.help")}
        />
        <Whole path="touchpoints.new_arrivals.everyDays" label={say("settings.arrivals.every")} />
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

/** How many shoppers are left without a message, to see what it does: said once for all of them. */
function HoldOuts() {
  const say = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {say("settings.holdOut")}
          </Text>
          <Text as="p" tone="subdued">
            {say("settings.holdOut.help", { days: repurchaseDays })}
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400" alignItems="end">
          {heldOutKinds.map((kind) => (
            <Whole key={kind} path={`holdOut.${kind}`} label={say(`touchpoint.${kind}`)} />
          ))}
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}
