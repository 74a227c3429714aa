import { BlockStack, Box, Button, Card, FormLayout, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { goodwillCauses, goodwillCustomers, goodwillGifts } from "~/settings/goodwill-settings";
import { giftWords } from "~/ui/goodwill-words";
import { money } from "~/ui/money";
import { RemoveRow } from "~/ui/remove-row";
import { Choice, Whole, YesNo } from "~/ui/setting-fields";
import { rowsUnder, useDraft } from "~/ui/settings-draft";
import { useWords } from "~/ui/use-words";
import type { Words } from "~/ui/words/speaker";

interface GoodwillSectionProps {
  currency: string;
  /** The touchpoint's switch: off, and no rule goes by itself. */
  mayGoByItself: boolean;
}

/** What is given when something went wrong, and how much of it in all. */
export function GoodwillSection({ currency, mayGoByItself }: GoodwillSectionProps) {
  const say = useWords();
  return (
    <>
      <Ladder currency={currency} mayGoByItself={mayGoByItself} />
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {say("settings.goodwill.caps")}
          </Text>
          <FormLayout>
            <FormLayout.Group>
              <Whole
                path="goodwill.customerCap"
                label={say("settings.goodwill.customerCap")}
                help={say("settings.goodwill.customerCap.help")}
                unit={currency}
              />
              <Whole
                path="goodwill.monthCap"
                label={say("settings.goodwill.monthCap")}
                help={say("settings.goodwill.monthCap.help")}
                unit={currency}
              />
            </FormLayout.Group>
            <FormLayout.Group>
              <Whole
                path="goodwill.shippingWorth"
                label={say("settings.goodwill.shippingWorth")}
                unit={currency}
              />
              <Whole
                path="goodwill.expiresDays"
                label={say("settings.goodwill.expiresDays")}
                help={say("settings.goodwill.expiresDays.help")}
              />
            </FormLayout.Group>
          </FormLayout>
        </BlockStack>
      </Card>
    </>
  );
}

const table = "goodwill.ladder";
const newRule = {
  cause: "late",
  fromDays: "1",
  orderFrom: "0",
  customer: "any",
  spentFrom: "0",
  gives: "words",
  amount: "0",
  automatic: "false",
};

/** The rules in their order, each in a sentence; one is opened at a time, and one with an error is never folded. */
function Ladder({ currency, mayGoByItself }: GoodwillSectionProps) {
  const say = useWords();
  const draft = useDraft();
  const [opened, setOpened] = useState<number | null>(null);
  const rows = rowsUnder(draft.fields, table);
  const up = (n: number) => {
    const [before, row] = [rows[n - 1], rows[n]];
    if (!before || !row) return;
    draft.setRows(table, [...rows.slice(0, n - 1), row, before, ...rows.slice(n + 1)]);
    setOpened(n - 1);
  };
  const add = () => {
    draft.setRows(table, [...rows, newRule]);
    setOpened(rows.length);
  };
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {say("settings.goodwill.ladder")}
          </Text>
          <Text as="p" tone="subdued">
            {say("settings.goodwill.ladder.help")}
          </Text>
          <Text as="p" tone="subdued">
            {say("settings.goodwill.ladder.defaults")}
          </Text>
          <Text as="p">
            {say(mayGoByItself ? "settings.goodwill.automatic.help" : "settings.goodwill.automatic.off")}
          </Text>
        </BlockStack>
        {rows.length === 0 ? <Text as="p">{say("settings.goodwill.empty")}</Text> : null}
        <BlockStack gap="200">
          {rows.map((row, n) => {
            const path = `${table}.${String(n)}`;
            const isWrong = Object.keys(row).some((field) => draft.problemOf(`${path}.${field}`) !== null);
            const isOpen = opened === n || isWrong;
            return (
              <Box key={n} padding="300" background="bg-surface-secondary" borderRadius="200">
                <BlockStack gap="300">
                  <RuleHead
                    row={row}
                    n={n}
                    currency={currency}
                    isOpen={isOpen}
                    turn={() => setOpened(isOpen ? null : n)}
                  />
                  {isOpen ? (
                    <div id={bodyId(n)}>
                      <BlockStack gap="300">
                        <Rule row={row} path={path} currency={currency} />
                        <InlineStack gap="200">
                          <Button
                            disabled={n === 0}
                            accessibilityLabel={say("settings.goodwill.up", { n: n + 1 })}
                            onClick={() => up(n)}
                          >
                            {say("settings.goodwill.up.do")}
                          </Button>
                          <RemoveRow
                            table={table}
                            rows={rows}
                            n={n}
                            label={say("settings.goodwill.remove", { n: n + 1 })}
                            onRemoved={() => setOpened(null)}
                          />
                        </InlineStack>
                      </BlockStack>
                    </div>
                  ) : null}
                </BlockStack>
              </Box>
            );
          })}
        </BlockStack>
        <InlineStack>
          <Button onClick={add}>{say("settings.goodwill.add")}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

const bodyId = (n: number) => `goodwill-rule-${String(n)}`;

interface RuleHeadProps {
  row: Record<string, string>;
  n: number;
  currency: string;
  isOpen: boolean;
  turn(): void;
}

/** "4. It arrived late" · "5 business days or more, voucher of 15 %" */
function RuleHead({ row, n, currency, isOpen, turn }: RuleHeadProps) {
  const say = useWords();
  const cause = goodwillCauses.find((one) => one === row["cause"]);
  return (
    <InlineGrid columns="1fr auto" gap="200" alignItems="start">
      <BlockStack gap="050">
        <Text as="h3" variant="headingSm">
          {`${String(n + 1)}. ${cause ? say(`cause.${cause}`) : ""}`}
        </Text>
        <Text as="p" tone="subdued">
          {ruleWords(row, currency, say)}
        </Text>
      </BlockStack>
      <Button
        disclosure={isOpen ? "up" : "down"}
        ariaExpanded={isOpen}
        {...(isOpen ? { ariaControls: bodyId(n) } : {})}
        accessibilityLabel={say(isOpen ? "settings.goodwill.fold" : "settings.goodwill.open", { n: n + 1 })}
        onClick={turn}
      >
        {say(isOpen ? "settings.goodwill.fold.do" : "settings.goodwill.open.do")}
      </Button>
    </InlineGrid>
  );
}

/** For whom and from when on, then what is given; what is not asked for is left out. */
function ruleWords(row: Record<string, string>, currency: string, say: Words): string {
  const { cause = "", gives = "", customer, automatic } = row;
  const [days, order, spent] = [Number(row["fromDays"]), Number(row["orderFrom"]), Number(row["spentFrom"])];
  const worth = (amount: number) => money(String(amount), currency, say.language);
  const known = goodwillCustomers.find((one) => one === customer);
  const parts = [
    cause.startsWith("late") && days > 0 ? say.n("settings.goodwill.short.fromDays", days) : null,
    known === undefined || known === "any" ? null : say(`goodwillFor.${known}`),
    order > 0 ? say("settings.goodwill.short.orderFrom", { worth: worth(order) }) : null,
    spent > 0 ? say("settings.goodwill.short.spentFrom", { worth: worth(spent) }) : null,
    giftWords({ gives, amount: Number(row["amount"]), currency }, say),
    automatic === "true" && gives !== "replacement" ? say("settings.goodwill.short.automatic") : null,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

/** Fields that mean nothing for what is chosen are left out; what stood in them stays. */
function Rule({ row, path, currency }: { row: Record<string, string>; path: string; currency: string }) {
  const say = useWords();
  const { cause = "", gives = "" } = row;
  const isLate = cause.startsWith("late");
  const isNumbered = gives.startsWith("voucher") || gives === "store_credit";
  return (
    <BlockStack gap="300">
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
        <Choice
          path={`${path}.cause`}
          label={say("settings.goodwill.cause")}
          options={goodwillCauses.map((value) => ({ value, label: say(`cause.${value}`) }))}
        />
        <Choice
          path={`${path}.customer`}
          label={say("settings.goodwill.customer")}
          options={goodwillCustomers.map((value) => ({ value, label: say(`goodwillFor.${value}`) }))}
        />
      </InlineGrid>
      <InlineGrid columns={{ xs: 1, sm: isLate ? "1fr 2fr" : 1 }} gap="300" alignItems="end">
        {isLate ? <Whole path={`${path}.fromDays`} label={say("settings.goodwill.fromDays")} /> : null}
        <InlineGrid columns={2} gap="300" alignItems="end">
          <Whole path={`${path}.orderFrom`} label={say("settings.goodwill.orderFrom")} unit={currency} />
          <Whole path={`${path}.spentFrom`} label={say("settings.goodwill.spentFrom")} unit={currency} />
        </InlineGrid>
      </InlineGrid>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300" alignItems="end">
        <Choice
          path={`${path}.gives`}
          label={say("settings.goodwill.gives")}
          options={goodwillGifts.map((value) => ({ value, label: say(`gives.${value}`) }))}
        />
        {isNumbered ? (
          <Whole
            path={`${path}.amount`}
            label={say("settings.goodwill.amount")}
            unit={gives === "voucher_percent" ? "%" : currency}
          />
        ) : null}
      </InlineGrid>
      {gives === "replacement" ? null : (
        <YesNo path={`${path}.automatic`} label={say("settings.goodwill.automatic")} />
      )}
    </BlockStack>
  );
}
