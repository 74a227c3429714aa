import { BlockStack, Card, Divider, InlineGrid, Text } from "@shopify/polaris";
import { Fragment } from "react";
import { repurchaseDays } from "~/insights/repurchase";
import { heldOutKinds } from "~/touchpoints/hold-out";
import type { TouchpointKind } from "~/touchpoints/touchpoint-kinds";
import { InvitationTiming } from "~/ui/invitation-timing";
import { ProductListField } from "~/ui/product-list-field";
import { touchpointHelp } from "~/ui/touchpoint-help";
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

// Her order first, then care; those of one group stand together, with a line below them.
const groups: TouchpointKind[][] = [
  ["thank_you_note"],
  ["delay_notice", "delay_update", "arrival_notice"],
  ["feedback_invitation"],
  ["recovery_offer"],
  ["product_follow_up"],
  ["win_back"],
  ["vip_reward"],
  ["surprise"],
  ["replenishment"],
  ["welcome"],
  ["new_arrivals"],
  ["nps_survey"],
];

function Touchpoints() {
  const say = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        {groups.map((kinds, position) => (
          <Fragment key={kinds.join()}>
            {position > 0 && <Divider />}
            {kinds.map((kind) => (
              <Fragment key={kind}>
                <YesNo
                  path={`touchpoints.${kind}.enabled`}
                  label={say(`touchpoint.${kind}`)}
                  help={say(touchpointHelp[kind])}
                />
                <Timing kind={kind} />
              </Fragment>
            ))}
          </Fragment>
        ))}
      </BlockStack>
    </Card>
  );
}

/** When it is written, where one number says it; the rest is set on the touchpoint's own page. */
function Timing({ kind }: { kind: TouchpointKind }) {
  const say = useWords();
  switch (kind) {
    case "thank_you_note":
      return <Whole path="touchpoints.thank_you_note.afterMinutes" label={say("settings.thankYou.after")} />;
    case "feedback_invitation":
      return <InvitationTiming />;
    case "product_follow_up":
      return (
        <Whole
          path="touchpoints.product_follow_up.afterDeliveryDays"
          label={say("settings.invitation.afterDelivery")}
        />
      );
    case "win_back":
      return <Whole path="touchpoints.win_back.afterDays" label={say("settings.winBack.after")} />;
    case "replenishment":
      return (
        <ProductListField
          path="touchpoints.replenishment.products"
          label={say("settings.replenishment.products")}
          lines={2}
        />
      );
    case "welcome":
      return <Whole path="touchpoints.welcome.afterMinutes" label={say("settings.welcome.after")} />;
    case "new_arrivals":
      return <Whole path="touchpoints.new_arrivals.everyDays" label={say("settings.arrivals.every")} />;
    default:
      return null;
  }
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
