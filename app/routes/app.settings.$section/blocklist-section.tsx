import { Card, FormLayout } from "@shopify/polaris";
import { ProductListField } from "~/ui/product-list-field";
import { Text } from "~/ui/setting-fields";
import { useWords } from "~/ui/use-words";

/** Whom nobody writes to, whatever happens. */
export function BlocklistSection() {
  const say = useWords();
  return (
    <Card>
      <FormLayout>
        <Text
          path="blocklist.emails"
          lines={6}
          label={say("settings.block.emails")}
          help={say("settings.block.emails.help")}
        />
        <Text
          path="blocklist.tags"
          label={say("settings.block.tags")}
          help={say("settings.block.tags.help")}
        />
        <ProductListField path="blocklist.products" label={say("settings.block.products")} lines={3} />
      </FormLayout>
    </Card>
  );
}
