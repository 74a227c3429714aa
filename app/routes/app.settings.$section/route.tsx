import { data, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Box, Page } from "@shopify/polaris";
import { mailServerNeeds, readSenderCheck } from "~/channels/check-sender.server";
import { recordsToAdd } from "~/channels/sender-domain";
import { getDeps } from "~/deps.server";
import type { SaveOutcome } from "~/settings/save-shop-settings.server";
import { settingsFields } from "~/settings/settings-form";
import { getShop } from "~/settings/shops.server";
import { authenticate } from "~/shopify.server";
import { pageTitle } from "~/ui/page-title";
import { SaveBar } from "~/ui/save-bar";
import { SettingsDraft, useNewDraft } from "~/ui/settings-draft";
import { sectionFacts, settingsSections, type SettingsSection } from "~/ui/settings-sections";
import { useToast } from "~/ui/toast";
import { useWords } from "~/ui/use-words";
import { BlocklistSection } from "./blocklist-section";
import { BrandSection } from "./brand-section";
import { ConsentSection } from "./consent-section";
import { ContactsSection } from "./contacts-section";
import { DelaySection } from "./delay-section";
import { GoodwillSection } from "./goodwill-section";
import promiseRulesStyles from "./promise-rules.css?url";
import { PromiseRulesSection } from "./promise-rules-section";
import { RestraintSection } from "./restraint-section";
import { RetentionSection } from "./retention-section";
import { SenderSection } from "./sender-section";
import { TextsSection } from "./texts-section";
import { TouchpointsSection } from "./touchpoints-section";

export const meta = pageTitle("settings.title");
export const links: LinksFunction = () => [{ rel: "stylesheet", href: promiseRulesStyles }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const section = settingsSections.find((known) => known === params.section);
  if (!section) throw data(null, { status: 404 });
  const { db, env } = getDeps();
  const shop = await getShop(db, session.shop);
  const { email } = shop.settings.sender;
  const check = section === "sender" ? await readSenderCheck(db, { shopId: shop.id, email }) : null;
  return {
    section,
    senderCheck: check && { ...check, toAdd: recordsToAdd(check.domain, check, mailServerNeeds(env)) },
    settings: shop.settings,
    currency: shop.currency,
    shopName: shop.name ?? shop.id,
    savedAt: shop.settingsUpdatedAt?.toISOString() ?? "",
  };
}

/** One part of the settings as a form; saving it leaves the other parts as they are. */
export default function SettingsSectionPage() {
  const { section, settings, savedAt } = useLoaderData<typeof loader>();
  const say = useWords();
  const { title, why, paths } = sectionFacts[section];
  const fetcher = useFetcher<SaveOutcome>();
  const answer = fetcher.data;
  const errors = answer?.outcome === "refused" ? answer.errors : {};
  const saved = Object.fromEntries(
    Object.entries(settingsFields(settings)).filter(([path]) => paths.some((part) => path.startsWith(part))),
  );
  const draft = useNewDraft({ saved, errors, version: `${section}/${savedAt}` });
  const isRefused = answer?.outcome === "refused";
  useToast(answer, answer ? say(isRefused ? "settings.refused" : "settings.saved") : null, {
    isError: isRefused,
  });
  const save = () => fetcher.submit(draft.submit(), { method: "post", action: "/app/settings?index" });
  return (
    <Page
      fullWidth={section === "promise-rules"}
      title={say(title)}
      subtitle={say(why)}
      backAction={{ content: say("nav.settings"), url: "/app/settings" }}
    >
      <SaveBar
        id="settings"
        isDirty={draft.isDirty}
        isSaving={fetcher.state !== "idle"}
        onSave={save}
        onDiscard={draft.discard}
      />
      <SettingsDraft.Provider value={draft}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <Box paddingBlockEnd="800">
            <BlockStack gap="400">
              {draft.problems > 0 ? (
                <Banner tone="critical" title={say.n("settings.problems", draft.problems)}>
                  <p>{say("settings.problems.advice")}</p>
                </Banner>
              ) : null}
              <Section section={section} />
            </BlockStack>
          </Box>
        </form>
      </SettingsDraft.Provider>
    </Page>
  );
}

function Section({ section }: { section: SettingsSection }) {
  const { shopName, senderCheck, currency, settings } = useLoaderData<typeof loader>();
  switch (section) {
    case "sender":
      return <SenderSection shopName={shopName} check={senderCheck} />;
    case "brand":
      return <BrandSection shopName={shopName} />;
    case "promise-rules":
      return <PromiseRulesSection />;
    case "messages":
      return <TouchpointsSection />;
    case "delays":
      return <DelaySection />;
    case "goodwill":
      return (
        <GoodwillSection currency={currency} mayGoByItself={settings.touchpoints.recovery_offer.enabled} />
      );
    case "restraint":
      return <RestraintSection />;
    case "consent":
      return <ConsentSection />;
    case "blocklist":
      return <BlocklistSection />;
    case "texts":
      return <TextsSection />;
    case "contacts":
      return <ContactsSection />;
    case "retention":
      return <RetentionSection />;
  }
}
