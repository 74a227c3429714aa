import { data, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, InlineGrid, Page } from "@shopify/polaris";
import { useState } from "react";
import { getDeps } from "~/deps.server";
import { dryRunDays, dryRunOrders } from "~/delays/dry-run.server";
import { isUntried } from "~/insights/tried-kinds";
import { editorDays, readTouchpointEditor } from "~/insights/touchpoint-editor.server";
import { previewTouchpoint } from "~/insights/touchpoint-preview.server";
import { differenceFromOurs, type WordsPlace } from "~/messages/own-words";
import { getShop } from "~/settings/shops.server";
import { authenticate } from "~/shopify.server";
import { touchpointKinds } from "~/touchpoints/touchpoint-kinds";
import { touchpointWords } from "~/ui/kind-words";
import { merchantLanguageOf } from "~/ui/merchant-language";
import { pageTitle } from "~/ui/page-title";
import { SaveBar } from "~/ui/save-bar";
import { SettingsDraft, useDraft, useNewDraft } from "~/ui/settings-draft";
import { useToast } from "~/ui/toast";
import { TouchpointState } from "~/ui/touchpoint-state";
import { useWords } from "~/ui/use-words";
import { ConditionsCard } from "./conditions-card";
import { DryRunCard, NoDryRun } from "./dry-run-card";
import { editTouchpoint, type EditOutcome } from "./edit-touchpoint.server";
import { editorFields } from "./editor-fields";
import { HistoryCard } from "./history-card";
import { LivePreview, useLivePreview } from "./live-preview";
import { PreviewPane } from "./preview-pane";
import previewPaneStyles from "./preview-pane.css?url";
import { WhenCard } from "./when-card";
import { WordsCard } from "./words-card";

export const meta = pageTitle("journey.title");
export const links: LinksFunction = () => [{ rel: "stylesheet", href: previewPaneStyles }];

function kindOf(params: { kind?: string | undefined }) {
  const kind = touchpointKinds.find((known) => known === params.kind);
  if (!kind) throw data(null, { status: 404 });
  return kind;
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const deps = getDeps();
  const kind = kindOf(params);
  const asked = new URL(request.url).searchParams;
  const shop = await getShop(deps.db, session.shop);
  const merchantReads = merchantLanguageOf(request, shop.locale);
  const editor = await readTouchpointEditor(deps, { shop, kind, asked, merchantReads });
  const preview = await previewTouchpoint(deps, {
    shopId: session.shop,
    place: editor.place,
    words: differenceFromOurs(editor.place, editor.words),
    orderNumber: null,
  });
  return { ...editor, kind, preview, days: editorDays, dryRun: { days: dryRunDays, most: dryRunOrders } };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const asked = new URL(request.url).searchParams;
  const form = await request.formData();
  return editTouchpoint(getDeps(), { shopId: session.shop, kind: kindOf(params), asked, form });
}

export default function TouchpointEditor() {
  const editor = useLoaderData<typeof loader>();
  const { kind, place, settings, savedAt } = editor;
  const say = useWords();
  const fetcher = useFetcher<EditOutcome>();
  const answer = fetcher.data;
  const errors = answer?.outcome === "refused" ? answer.errors : {};
  const version = [savedAt, place.variant, place.language, place.voice].join("/");
  const draft = useNewDraft({ saved: editorFields(kind, editor), errors, version });
  const isRefused = answer?.outcome === "refused";
  useToast(answer, answer ? say(isRefused ? "settings.refused" : "settings.saved") : null, {
    isError: isRefused,
  });
  const save = () => fetcher.submit(draft.submit(), { method: "post", action: placeUrl(place) });
  const isOn = settings.touchpoints[kind].enabled;
  return (
    <Page
      fullWidth
      title={touchpointWords(kind, say)}
      titleMetadata={<TouchpointState kind={kind} isOn={isOn} />}
      backAction={{ content: say("nav.journey"), url: "/app/journey" }}
    >
      <SaveBar
        id="touchpoint"
        isDirty={draft.isDirty}
        isSaving={fetcher.state !== "idle"}
        onSave={save}
        onDiscard={draft.discard}
      />
      <SettingsDraft.Provider value={draft}>
        <Editor key={version} editor={editor} />
      </SettingsDraft.Provider>
    </Page>
  );
}

/** The address of the very words on the page: what it leaves out would be chosen anew. */
const placeUrl = (place: WordsPlace) => `?${new URLSearchParams({ ...place }).toString()}`;

/** Writing on the left, what comes of it on the right; on a phone right below it, and the history last. */
function Editor({ editor }: { editor: ReturnType<typeof useLoaderData<typeof loader>> }) {
  const { kind, place, preview: saved, days } = editor;
  const { isDirty } = useDraft();
  const [order, setOrder] = useState("");
  const previewUrl = `/app/journey/${kind}/preview?${new URLSearchParams({ ...place }).toString()}`;
  const preview = useLivePreview(saved, { action: previewUrl, orderNumber: order });
  const hasWords = kind !== "nps_survey";
  // The goodwill ladder has conditions of its own; a welcome no order to ask them of.
  const hasConditions = hasWords && !["recovery_offer", "welcome"].includes(kind);
  return (
    <LivePreview.Provider value={preview}>
      <InlineGrid columns={{ xs: 1, lg: 2 }} gap="400" alignItems="start">
        <BlockStack gap="400">
          <WhenCard kind={kind} currency={editor.currency} />
          {hasConditions ? <ConditionsCard kind={kind} currency={editor.currency} /> : null}
          {isUntried(kind) ? <NoDryRun kind={kind} /> : <DryRunCard kind={kind} {...editor.dryRun} />}
          {hasWords ? <WordsCard editor={editor} /> : null}
        </BlockStack>
        <PreviewPane
          editor={editor}
          preview={preview}
          days={days}
          previewUrl={previewUrl}
          order={order}
          onOrder={setOrder}
        />
        {hasWords ? (
          <HistoryCard versions={editor.versions} action={placeUrl(place)} isDirty={isDirty} />
        ) : null}
      </InlineGrid>
    </LivePreview.Provider>
  );
}
