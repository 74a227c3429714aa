import { BlockStack, Button, InlineGrid, InlineStack, Text as Words } from "@shopify/polaris";
import { countryOptions } from "~/ui/countries";
import { RemoveRow } from "~/ui/remove-row";
import { Choice, Text } from "~/ui/setting-fields";
import { rowsUnder, useDraft } from "~/ui/settings-draft";
import { useWords } from "~/ui/use-words";

const table = "promiseRules.locations";

/** Where goods leave from by other clocks and days than the shop's. */
export function LocationsTable() {
  const say = useWords();
  const draft = useDraft();
  const rows = rowsUnder(draft.fields, table);
  const newRow = {
    name: "",
    country: draft.fields["promiseRules.originCountry"] ?? "",
    timeZone: draft.fields["promiseRules.timeZone"] ?? "",
    cutOff: draft.fields["promiseRules.cutOff"] ?? "",
    closedOn: "",
  };
  return (
    <BlockStack gap="300">
      <BlockStack gap="100">
        <Words as="h3" variant="headingSm">
          {say("settings.locations")}
        </Words>
        <Words as="p" tone="subdued">
          {say("settings.locations.help")}
        </Words>
      </BlockStack>
      {rows.map((row, n) => {
        const path = `${table}.${String(n)}`;
        return (
          <BlockStack key={n} gap="200">
            <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
              <Text path={`${path}.name`} label={say("settings.locations.name")} />
              <Choice
                path={`${path}.country`}
                label={say("settings.locations.country")}
                options={countryOptions(say.language, [row.country])}
              />
              <Text path={`${path}.timeZone`} label={say("settings.promise.timeZone")} />
              <Text path={`${path}.cutOff`} type="time" label={say("settings.promise.cutOff")} />
            </InlineGrid>
            <Text
              path={`${path}.closedOn`}
              label={say("settings.locations.closedOn")}
              placeholder="2026-12-24, 2026-12-31"
            />
            <RemoveRow
              table={table}
              rows={rows}
              n={n}
              label={say("settings.locations.removeRow", { n: n + 1 })}
            />
          </BlockStack>
        );
      })}
      <InlineStack>
        <Button onClick={() => draft.setRows(table, [...rows, newRow])}>
          {say("settings.locations.add")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
