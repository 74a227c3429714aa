import { BlockStack, Button, Card, InlineGrid, List, Select, Text } from "@shopify/polaris";
import { countryName } from "~/insights/country-name";
import { countryOptions } from "~/ui/countries";
import { problemWords } from "~/ui/setting-fields";
import { useDraft } from "~/ui/settings-draft";
import { useWords } from "~/ui/use-words";
import type { WordKey } from "~/ui/words/speaker";

const path = "consent.surveyNeedsOptIn";

/** Why a country stands in the list before anybody chose it. */
const reasons: Record<string, WordKey> = {
  DE: "settings.consent.reason.DE",
  IT: "settings.consent.reason.IT",
};

/** Where a question by e-mail needs consent, each country with its reason; and what holds everywhere. */
export function ConsentSection() {
  const say = useWords();
  const draft = useDraft();
  const countries = (draft.fields[path] ?? "").split(/[,;\s]+/).filter(Boolean);
  const write = (chosen: string[]) => draft.set(path, chosen.join(", "));
  const problem = problemWords(draft.problemOf(path), path, say);
  const others = countryOptions(say.language, []).filter(({ value }) => !countries.includes(value));
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {say("settings.consent.countries")}
          </Text>
          {countries.length === 0 ? (
            <Text as="p" tone="subdued">
              {say("settings.consent.nowhere")}
            </Text>
          ) : null}
          {countries.map((country) => {
            const name = countryName(country, say.language) ?? country;
            return (
              <InlineGrid key={country} columns="1fr auto" gap="300" alignItems="center">
                <BlockStack gap="050">
                  <Text as="h3" variant="headingSm">
                    {name}
                  </Text>
                  <Text as="p" tone="subdued">
                    {say(reasons[country] ?? "settings.consent.reason.own")}
                  </Text>
                </BlockStack>
                <Button
                  accessibilityLabel={say("settings.consent.remove", { country: name })}
                  onClick={() => write(countries.filter((other) => other !== country))}
                >
                  {say("settings.transit.remove")}
                </Button>
              </InlineGrid>
            );
          })}
          <Select
            label={say("settings.consent.add")}
            options={[{ value: "", label: say("settings.consent.choose") }, ...others]}
            value=""
            onChange={(country) => write([...countries, country])}
            {...(problem ? { error: problem } : {})}
          />
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {say("settings.consent.everywhere")}
          </Text>
          <List>
            <List.Item>{say("settings.consent.service")}</List.Item>
            <List.Item>{say("settings.consent.survey")}</List.Item>
            <List.Item>{say("settings.consent.care")}</List.Item>
          </List>
        </BlockStack>
      </Card>
    </BlockStack>
  );
}
