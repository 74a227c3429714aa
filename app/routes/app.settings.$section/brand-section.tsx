import { BlockStack, Box, Card, FormLayout, InlineGrid, Text as Words } from "@shopify/polaris";
import { voices } from "~/messages/voices";
import { readableOn } from "~/ui/readable-on";
import { useWords } from "~/ui/use-words";
import { Choice, Text } from "~/ui/setting-fields";
import { useDraft } from "~/ui/settings-draft";

export function BrandSection({ shopName }: { shopName: string }) {
  const say = useWords();
  const draft = useDraft();
  return (
    <InlineGrid columns={{ xs: 1, lg: 2 }} gap="400" alignItems="start">
      <Card>
        <FormLayout>
          <Text path="brand.name" label={say("settings.brand.name")} placeholder={shopName} />
          <Text
            path="brand.color"
            label={say("settings.brand.color")}
            prefix={
              <input
                type="color"
                aria-label={say("settings.brand.color.pick")}
                value={colorOf(draft.fields["brand.color"])}
                onChange={(event) => draft.set("brand.color", event.target.value)}
              />
            }
          />
          <Text
            path="brand.logoUrl"
            type="url"
            label={say("settings.brand.logo")}
            help={say("settings.brand.logo.help")}
            placeholder="https://"
          />
          <Choice
            path="brand.voice"
            label={say("settings.brand.voice")}
            options={voices.map((value) => ({ value, label: say(`voice.${value}`) }))}
          />
          <Text
            path="brand.signature"
            label={say("settings.brand.signature")}
            help={say("settings.brand.signature.help")}
          />
        </FormLayout>
      </Card>
      <Preview shopName={shopName} />
    </InlineGrid>
  );
}

const anyColor = /^#[0-9a-f]{6}$/i;

function colorOf(written: string | undefined): string {
  return written && anyColor.test(written) ? written : "#1f5f4f";
}

/** How a message will look and speak, as the merchant types. */
function Preview({ shopName }: { shopName: string }) {
  const say = useWords();
  const { fields } = useDraft();
  const color = colorOf(fields["brand.color"]);
  const voice = voices.find((one) => one === fields["brand.voice"]) ?? "warm";
  return (
    <Card>
      <BlockStack gap="300">
        <Words as="h3" variant="headingSm">
          {say("settings.preview")}
        </Words>
        <Box borderWidth="025" borderColor="border" borderRadius="200" overflowX="hidden" overflowY="hidden">
          <div style={{ background: color, color: readableOn(color), padding: "12px 16px", fontWeight: 600 }}>
            {fields["brand.name"] || shopName}
          </div>
          <Box padding="400">
            <BlockStack gap="300" inlineAlign="start">
              <Words as="p">{say(`voice.${voice}.sample`)}</Words>
              <span
                style={{
                  background: color,
                  color: readableOn(color),
                  padding: "8px 16px",
                  borderRadius: "6px",
                }}
              >
                {say("settings.preview.button")}
              </span>
              {fields["brand.signature"] ? <Words as="p">{fields["brand.signature"]}</Words> : null}
            </BlockStack>
          </Box>
        </Box>
      </BlockStack>
    </Card>
  );
}
