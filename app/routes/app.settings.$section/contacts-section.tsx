import { Card, FormLayout } from "@shopify/polaris";
import { useWords } from "~/ui/use-words";
import { Text } from "~/ui/setting-fields";

export function ContactsSection() {
  const say = useWords();
  return (
    <Card>
      <FormLayout>
        <FormLayout.Group>
          <Text path="contacts.email" type="email" label={say("settings.contacts.email")} />
          <Text path="contacts.phone" type="tel" label={say("settings.contacts.phone")} />
        </FormLayout.Group>
        <FormLayout.Group>
          <Text path="contacts.whatsapp" type="tel" label={say("settings.contacts.whatsapp")} />
          <Text
            path="contacts.chatUrl"
            type="url"
            label={say("settings.contacts.chat")}
            placeholder="https://"
          />
        </FormLayout.Group>
        <FormLayout.Group>
          <Text
            path="contacts.faqUrl"
            type="url"
            label={say("settings.contacts.faq")}
            placeholder="https://"
          />
          <Text
            path="contacts.returnsUrl"
            type="url"
            label={say("settings.contacts.returns")}
            placeholder="https://"
          />
        </FormLayout.Group>
        <FormLayout.Group>
          <Text
            path="contacts.policyUrl"
            type="url"
            label={say("settings.contacts.policy")}
            placeholder="https://"
          />
          <Text
            path="reviewUrl"
            type="url"
            label={say("settings.contacts.review")}
            help={say("settings.contacts.review.help")}
            placeholder="https://"
          />
        </FormLayout.Group>
      </FormLayout>
    </Card>
  );
}
