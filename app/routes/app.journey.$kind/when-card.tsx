import { BlockStack, Card, FormLayout, Link, Text } from "@shopify/polaris";
import { heldOutKinds } from "~/touchpoints/hold-out";
import type { TouchpointKind } from "~/touchpoints/touchpoint-kinds";
import { HoldOutField } from "~/ui/hold-out-field";
import { InvitationTiming } from "~/ui/invitation-timing";
import { ProductListField } from "~/ui/product-list-field";
import { Text as TextField, Whole, YesNo } from "~/ui/setting-fields";
import { touchpointHelp } from "~/ui/touchpoint-help";
import { useWords } from "~/ui/use-words";
import type { WordKey } from "~/ui/words/speaker";

/** What the switch does where it sends nothing by being on. */
const switchLabels: Partial<Record<TouchpointKind, WordKey>> = {
  recovery_offer: "editor.byItself",
  surprise: "editor.pack",
  nps_survey: "editor.ask",
};

interface WhenProps {
  kind: TouchpointKind;
  /** The shop's, for what is counted in money. */
  currency: string;
}

/** On or off, when, and whether it is measured. */
export function WhenCard({ kind, currency }: WhenProps) {
  const say = useWords();
  const measured = heldOutKinds.find((one) => one === kind);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {say("editor.when")}
        </Text>
        <YesNo
          path={`touchpoints.${kind}.enabled`}
          label={say(switchLabels[kind] ?? "editor.enabled")}
          help={say(touchpointHelp[kind])}
        />
        <Timing kind={kind} currency={currency} />
        {measured ? <HoldOutField kind={measured} /> : null}
      </BlockStack>
    </Card>
  );
}

function Timing({ kind, currency }: WhenProps) {
  const say = useWords();
  switch (kind) {
    case "thank_you_note":
      return <Whole path="touchpoints.thank_you_note.afterMinutes" label={say("settings.thankYou.after")} />;
    case "delay_notice":
    case "delay_update":
      return (
        <FormLayout>
          <FormLayout.Group>
            <Whole path="delays.maxNotices" label={say("settings.delays.maxNotices")} />
            <Whole path="delays.hoursBetweenNotices" label={say("settings.delays.between")} />
          </FormLayout.Group>
          <Text as="p" tone="subdued">
            {say("editor.delayRules")} <Link url="/app/settings/delays">{say("editor.delayRules.do")}</Link>
          </Text>
        </FormLayout>
      );
    case "arrival_notice":
      return null;
    case "recovery_offer":
      return (
        <Text as="p" tone="subdued">
          {say("editor.ladder")} <Link url="/app/settings/goodwill">{say("editor.ladder.do")}</Link>
        </Text>
      );
    case "product_follow_up":
      return (
        <Whole
          path="touchpoints.product_follow_up.afterDeliveryDays"
          label={say("settings.invitation.afterDelivery")}
        />
      );
    case "win_back":
      return (
        <Whole
          path="touchpoints.win_back.afterDays"
          label={say("settings.winBack.after")}
          help={say("settings.winBack.rhythm")}
        />
      );
    case "replenishment":
      return (
        <FormLayout>
          <ProductListField
            path="touchpoints.replenishment.products"
            label={say("settings.replenishment.products")}
            lines={3}
          />
          <Whole
            path="touchpoints.replenishment.afterDays"
            label={say("settings.winBack.after")}
            help={say("settings.replenishment.rhythm")}
          />
        </FormLayout>
      );
    case "welcome":
      return (
        <FormLayout>
          <Whole
            path="touchpoints.welcome.afterMinutes"
            label={say("settings.welcome.after")}
            help={say("settings.welcome.after.help")}
          />
          <RewardCode kind="welcome" />
        </FormLayout>
      );
    case "new_arrivals":
      return (
        <Whole
          path="touchpoints.new_arrivals.everyDays"
          label={say("settings.arrivals.every")}
          help={say("settings.arrivals.every.help")}
        />
      );
    case "surprise":
      return <SurpriseRules currency={currency} />;
    case "vip_reward":
      return <VipTiming currency={currency} />;
    case "feedback_invitation":
      return <InvitationTiming />;
    case "nps_survey":
      return (
        <Text as="p" tone="subdued">
          {say("editor.question.words")}
        </Text>
      );
  }
}

function VipTiming({ currency }: Pick<WhenProps, "currency">) {
  const say = useWords();
  const path = "touchpoints.vip_reward";
  return (
    <FormLayout>
      <FormLayout.Group>
        <Whole
          path={`${path}.ordersFrom`}
          label={say("settings.vip.orders")}
          help={say("settings.vip.either")}
        />
        <Whole
          path={`${path}.spentFrom`}
          label={say("settings.vip.spent")}
          help={say("settings.vip.either")}
          unit={currency}
        />
      </FormLayout.Group>
      <Whole path={`${path}.afterDays`} label={say("settings.vip.after")} />
      <RewardCode kind="vip_reward" />
    </FormLayout>
  );
}

function RewardCode({ kind }: { kind: "vip_reward" | "welcome" }) {
  const say = useWords();
  return (
    <TextField
      path={`touchpoints.${kind}.code`}
      label={say("settings.vip.code")}
      help={say(kind === "welcome" ? "settings.welcome.code.help" : "settings.vip.code.help")}
    />
  );
}

function SurpriseRules({ currency }: Pick<WhenProps, "currency">) {
  const say = useWords();
  const path = "touchpoints.surprise";
  return (
    <FormLayout>
      <YesNo path={`${path}.onFirst`} label={say("settings.surprise.first")} />
      <YesNo
        path={`${path}.onAnniversary`}
        label={say("settings.surprise.anniversary")}
        help={say("settings.surprise.anniversary.help")}
      />
      <FormLayout.Group>
        <Whole
          path={`${path}.everyOrders`}
          label={say("settings.surprise.every")}
          help={say("settings.vip.either")}
        />
        <TextField
          path={`${path}.tag`}
          label={say("settings.surprise.tag")}
          help={say("settings.vip.either")}
        />
      </FormLayout.Group>
      <FormLayout.Group>
        <Whole path={`${path}.worth`} label={say("settings.surprise.worth")} unit={currency} />
        <Whole path={`${path}.monthBudget`} label={say("settings.surprise.budget")} unit={currency} />
      </FormLayout.Group>
      <TextField
        path={`${path}.note`}
        label={say("settings.surprise.note")}
        help={say("settings.surprise.note.help")}
      />
    </FormLayout>
  );
}
