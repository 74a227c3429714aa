// The merchant's part: goes live, as with the button on the app's own page.

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
  const response = await fetch(`${appUrl}/app/settings/go-live`, {
    method: "POST",
    headers: {
      // Shopify's library turns away callers that say they are programs.
      "User-Agent": userAgent,
      Authorization: `Bearer ${sandbox.idToken()}`,
      "Content-Type": "application/x-www-form-urlencoded",
      Origin: new URL(appUrl).origin,
    },
    body: "intent=go-live",
    redirect: "manual",
  });
  const answer = await response.text();
  if (response.status !== 200 || !/"(already_)?live"/.test(answer)) {
    throw new Error(`Going live answered ${response.status}: ${answer.slice(0, 300)}`);
  }
}
