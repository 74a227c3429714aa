import {
  BlockStack,
  Button,
  Card,
  ChoiceList,
  FormLayout,
  InlineGrid,
  InlineStack,
  Text as Words,
} from "@shopify/polaris";
import { countryOptions } from "~/ui/countries";
import { useWords } from "~/ui/use-words";
import { Choice, problemWords, Text, Whole } from "~/ui/setting-fields";
import { RemoveRow } from "~/ui/remove-row";
import { rowsUnder, useDraft } from "~/ui/settings-draft";
import { LocationsTable } from "./locations-table";
import { PromisePreview } from "./promise-preview";

const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;

export function PromiseRulesSection() {
  const say = useWords();
  const draft = useDraft();
  const path = "promiseRules.workingDays";
  const problem = problemWords(draft.problemOf(path), path, say);
  return (
    <div className="promise-rules">
      <Card>
        <FormLayout>
          <FormLayout.Group>
            <Choice
              path="promiseRules.originCountry"
              label={say("settings.promise.origin")}
              options={countryOptions(say.language, [draft.fields["promiseRules.originCountry"]])}
            />
            <Text
              path="promiseRules.timeZone"
              label={say("settings.promise.timeZone")}
              help={say("settings.promise.timeZone.help")}
            />
          </FormLayout.Group>
          <FormLayout.Group>
            <Text
              path="promiseRules.cutOff"
              type="time"
              label={say("settings.promise.cutOff")}
              help={say("settings.promise.cutOff.help")}
            />
            <Whole
              path="promiseRules.handlingDays"
              label={say("settings.promise.handling")}
              help={say("settings.promise.handling.help")}
            />
          </FormLayout.Group>
          <ChoiceList
            allowMultiple
            title={say("settings.promise.workingDays")}
            choices={weekdays.map((value) => ({ value, label: say(`weekday.${value}`) }))}
            selected={(draft.fields[path] ?? "").split(/,\s*/)}
            onChange={(days) => draft.set(path, days.filter(Boolean).sort().join(", "))}
            {...(problem ? { error: problem } : {})}
          />
          <Text
            path="promiseRules.closedOn"
            lines={2}
            label={say("settings.promise.closedOn")}
            help={say("settings.promise.closedOn.help")}
            placeholder="2026-12-24, 2026-12-31"
          />
          <TransitTable />
          <LocationsTable />
        </FormLayout>
      </Card>
      <PromisePreview />
    </div>
  );
}

const table = "promiseRules.transit";
const newRow = { to: "international", method: "", minDays: "3", maxDays: "6" };

/** How long a parcel travels, by destination and shipping method. */
function TransitTable() {
  const say = useWords();
  const draft = useDraft();
  const rows = rowsUnder(draft.fields, table);
  const destinations = [
    { value: "domestic", label: say("settings.transit.domestic") },
    { value: "international", label: say("settings.transit.international") },
    ...countryOptions(
      say.language,
      rows.map((row) => row.to),
    ),
  ];
  return (
    <BlockStack gap="300">
      <BlockStack gap="100">
        <Words as="h3" variant="headingSm">
          {say("settings.transit")}
        </Words>
        <Words as="p" tone="subdued">
          {say("settings.transit.help")}
        </Words>
      </BlockStack>
      {rows.map((_, n) => (
        <InlineGrid key={n} columns={{ xs: 2, sm: "3fr 3fr 2fr 2fr auto" }} gap="200" alignItems="end">
          <Choice
            path={`${table}.${String(n)}.to`}
            label={say("settings.transit.to")}
            options={destinations}
          />
          <Text
            path={`${table}.${String(n)}.method`}
            label={say("settings.transit.method")}
            placeholder={say("settings.transit.anyMethod")}
          />
          <Whole path={`${table}.${String(n)}.minDays`} label={say("settings.transit.from")} unitInLabel />
          <Whole path={`${table}.${String(n)}.maxDays`} label={say("settings.transit.until")} unitInLabel />
          <RemoveRow
            table={table}
            rows={rows}
            n={n}
            label={say("settings.transit.removeRow", { n: n + 1 })}
            disabled={rows.length === 1}
          />
        </InlineGrid>
      ))}
      <InlineStack>
        <Button onClick={() => draft.setRows(table, [...rows, newRow])}>{say("settings.transit.add")}</Button>
      </InlineStack>
    </BlockStack>
  );
}
