import { BlockStack, Box, Button, Card, FormLayout, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { goodwillCauses, goodwillCustomers, goodwillGifts } from "~/settings/goodwill-settings";
import { RemoveRow } from "~/ui/remove-row";
import { Choice, Whole, YesNo } from "~/ui/setting-fields";
import { rowsUnder, useDraft } from "~/ui/settings-draft";
import { useWords } from "~/ui/use-words";

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

function Ladder({ currency, mayGoByItself }: GoodwillSectionProps) {
  const say = useWords();
  const draft = useDraft();
  const rows = rowsUnder(draft.fields, table);
  const up = (n: number) => {
    const [before, row] = [rows[n - 1], rows[n]];
    if (before && row) draft.setRows(table, [...rows.slice(0, n - 1), row, before, ...rows.slice(n + 1)]);
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
        {rows.map((row, n) => (
          <Box key={n} padding="300" background="bg-surface-secondary" borderRadius="200">
            <BlockStack gap="300">
              <InlineStack align="space-between" blockAlign="center">
                <Text as="h3" variant="headingSm">
                  {say("settings.goodwill.rule", { n: n + 1 })}
                </Text>
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
                  />
                </InlineStack>
              </InlineStack>
              <Rule row={row} path={`${table}.${String(n)}`} currency={currency} />
            </BlockStack>
          </Box>
        ))}
        <InlineStack>
          <Button onClick={() => draft.setRows(table, [...rows, newRule])}>
            {say("settings.goodwill.add")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
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
