import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Box, Layout, Page } from "@shopify/polaris";
import { lookUpNewSender, mailServerNeeds, readSenderCheck } from "~/channels/check-sender.server";
import { recordsToAdd } from "~/channels/sender-domain";
import { getDeps } from "~/deps.server";
import { saveShopSettings, type SaveOutcome } from "~/settings/save-shop-settings.server";
import { settingsFields, settingsPatchFromForm } from "~/settings/settings-form";
import { getShop } from "~/settings/shops.server";
import { authenticate } from "~/shopify.server";
import { SaveBar } from "~/ui/save-bar";
import { useToast } from "~/ui/toast";
import { pageTitle } from "~/ui/page-title";
import { useWords } from "~/ui/use-words";
import { BrandSection } from "./brand-section";
import { ContactsSection } from "./contacts-section";
import { DelaySection } from "./delay-section";
import { GoLiveCard } from "./go-live-card";
import { PrivacySection } from "./privacy-section";
import { PromiseRulesSection } from "./promise-rules-section";
import { RestraintSection } from "./restraint-section";
import { SenderSection } from "./sender-section";
import { TextsSection } from "./texts-section";
import { SettingsDraft, useNewDraft } from "~/ui/settings-draft";
import { TouchpointsSection } from "./touchpoints-section";

export const meta = pageTitle("settings.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { db, env } = getDeps();
  const shop = await getShop(db, session.shop);
  const check = await readSenderCheck(db, { shopId: shop.id, email: shop.settings.sender.email });
  return {
    senderCheck: check && { ...check, toAdd: recordsToAdd(check.domain, check, mailServerNeeds(env)) },
    settings: shop.settings,
    shopName: shop.name ?? shop.id,
    liveAt: shop.liveAt,
    savedAt: shop.settingsUpdatedAt?.toISOString() ?? "",
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const patch = settingsPatchFromForm(await request.formData());
  const saved = await saveShopSettings(getDeps(), { shopId: session.shop, patch });
  // A new sender is looked up at once, so that the page can say what is lacking.
  if (saved.outcome === "saved") await lookUpNewSender(getDeps(), { shopId: session.shop });
  return saved;
}

export default function Settings() {
  const { settings, senderCheck, shopName, liveAt, savedAt } = useLoaderData<typeof loader>();
  const say = useWords();
  const fetcher = useFetcher<SaveOutcome>();
  const answer = fetcher.data;
  const errors = answer?.outcome === "refused" ? answer.errors : {};
  const draft = useNewDraft({ saved: settingsFields(settings), errors, version: savedAt });
  const isRefused = answer?.outcome === "refused";
  useToast(answer, answer ? say(isRefused ? "settings.refused" : "settings.saved") : null, {
    isError: isRefused,
  });

  const save = () => fetcher.submit(draft.submit(), { method: "post" });
  return (
    <Page title={say("settings.title")}>
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
          <BlockStack gap="400">
            {draft.problems > 0 ? (
              <Banner tone="critical" title={say.n("settings.problems", draft.problems)}>
                <p>{say("settings.problems.advice")}</p>
              </Banner>
            ) : null}
            <Layout>
              <SenderSection shopName={shopName} check={senderCheck} />
              <BrandSection shopName={shopName} />
              <PromiseRulesSection />
              <TouchpointsSection />
              <DelaySection />
              <RestraintSection />
              <TextsSection />
              <ContactsSection />
              <PrivacySection />
            </Layout>
          </BlockStack>
        </form>
      </SettingsDraft.Provider>
      <Box paddingBlockStart="400" paddingBlockEnd="800">
        <Layout>
          <GoLiveCard liveAt={liveAt} canGoLive={settings.sender.email !== null} isDirty={draft.isDirty} />
        </Layout>
      </Box>
    </Page>
  );
}
