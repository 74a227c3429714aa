import { BlockStack, Card, Text } from "@shopify/polaris";
import type { PreviewedPromise } from "~/promises/preview-promises";
import { countryName } from "~/insights/country-name";
import { useDraft } from "~/ui/settings-draft";
import { useShopTime } from "~/ui/shop-time";
import { useAskedAnew } from "~/ui/use-asked-anew";
import { useWords } from "~/ui/use-words";

/**
 * "Ordered now to Italy: promised Thu 26 – Fri 27": what the rules mean, while they are being changed. Always on the
 * screen: beside the rules, on a phone at its lower edge.
 */
export function PromisePreview() {
  const say = useWords();
  const time = useShopTime();
  const { fields } = useDraft();
  const rules = JSON.stringify(Object.entries(fields).filter(([path]) => path.startsWith("promiseRules.")));
  const action = "/app/settings/promise-preview";
  const data = useAskedAnew<{ promises: PreviewedPromise[] | null }>(rules, { action });
  return (
    <div className="promise-preview">
      <Card>
        <BlockStack gap="150">
          <Text as="h2" variant="headingMd">
            {say("promisePreview.title")}
          </Text>
          <div role="status" className="promise-preview-lines" tabIndex={0}>
            {data?.promises === null ? (
              <Text as="p" tone="subdued">
                {say("promisePreview.unreadable")}
              </Text>
            ) : null}
            <BlockStack gap="200">
              {data?.promises?.map(({ country, shipBy, ...range }) => (
                <Text as="p" key={country}>
                  {say("promisePreview.line", {
                    country: countryName(country, say.language) ?? country,
                    range: time.range(range),
                  })}
                  {shipBy ? ` ${say("story.shipBy", { at: time.at(shipBy) })}` : ""}
                </Text>
              ))}
            </BlockStack>
          </div>
        </BlockStack>
      </Card>
    </div>
  );
}
