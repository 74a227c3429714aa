// The merchant's part: goes live and saves settings, as with the buttons on the app's own pages.

import type { Sandbox } from "../start";

const userAgent =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** Throws when the app does not go live: nothing worth simulating would follow. */
export async function goLive({
  sandbox,
  appUrl,
}: {
  sandbox: Pick<Sandbox, "idToken">;
  appUrl: string;
}): Promise<void> {
  const { status, answer } = await submit({ sandbox, appUrl }, "/app/settings/go-live", {
    intent: "go-live",
  });
  if (status !== 200 || !/"(already_)?live"/.test(answer)) {
    throw new Error(`Going live answered ${status}: ${answer.slice(0, 300)}`);
  }
}

/** Saves settings by their dotted paths; throws when the app refuses them. */
export async function saveSettings(
  sandbox: Pick<Sandbox, "idToken" | "appUrl">,
  fields: Record<string, string>,
): Promise<void> {
  const { status, answer } = await submit(
    { sandbox, appUrl: sandbox.appUrl ?? "" },
    "/app/settings.data?index",
    fields,
  );
  if (status !== 200 || !answer.includes('"saved"')) {
    throw new Error(`Saving settings answered ${status}: ${answer.slice(0, 300)}`);
  }
}

/** Says yes to what is proposed for an order; where nothing is, nothing happens. */
export async function approveGoodwill(
  sandbox: Pick<Sandbox, "idToken" | "appUrl">,
  orderId: string,
): Promise<void> {
  const { status, answer } = await submit({ sandbox, appUrl: sandbox.appUrl ?? "" }, "/app/goodwill.data", {
    intent: "goodwill-approve",
    orderId,
  });
  if (status !== 200) throw new Error(`Approving answered ${status}: ${answer.slice(0, 300)}`);
}

async function submit(
  { sandbox, appUrl }: { sandbox: Pick<Sandbox, "idToken">; appUrl: string },
  path: string,
  fields: Record<string, string>,
): Promise<{ status: number; answer: string }> {
  const response = await fetch(`${appUrl}${path}`, {
    method: "POST",
    headers: {
      // Shopify's library turns away callers that say they are programs.
      "User-Agent": userAgent,
      Authorization: `Bearer ${sandbox.idToken()}`,
      "Content-Type": "application/x-www-form-urlencoded",
      Origin: new URL(appUrl).origin,
    },
    body: new URLSearchParams(fields).toString(),
    redirect: "manual",
  });
  return { status: response.status, answer: await response.text() };
}
