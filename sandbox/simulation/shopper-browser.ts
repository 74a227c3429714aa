// The shopper's browser and mail program: opens the thank-you page's block and the links of her mails over the network.

import { signIdToken } from "../id-token";
import { readForms, type PageForm } from "./page-form";

export interface ShopperBrowserOptions {
  /** Read at every request: the app may be restarted on another port. */
  appUrl: () => string | null;
  shopDomain: string;
  apiKey: string;
  apiSecret: string;
  /** She tries again where nothing or an error came back: only where the app is broken on purpose. */
  reloads?: boolean;
}

export interface ShopperBrowser {
  /** What the thank-you block does when it appears. */
  openThankYouPage(page: ThankYouPage): Promise<Answered>;
  answerOnThankYouPage(
    page: ThankYouPage,
    answer: { rating: number; comment: string | null },
  ): Promise<Answered>;
  /** Opens a link of a mail and presses the page's button, with her own answers filled in; false when the page takes none. */
  followAndSend(link: string, answers: HerAnswers): Promise<boolean>;
  /** Opens the page only, as mail scanners do. */
  open(link: string): Promise<Answered>;
  /** RFC 8058: the mail program's own unsubscribe button. */
  unsubscribeAtOnce(link: string): Promise<Answered>;
  /** Whether a link leads to the app; nothing else is ever opened. */
  leadsToApp(link: string): boolean;
}

export interface ThankYouPage {
  checkoutToken: string;
  /** Where she is logged in: whoever has bought here before. */
  customerId: string | null;
  locale: string;
  firstOrder: boolean;
}

export interface Answered {
  status: number;
  body: string;
}

/** Shopify's library turns away callers that say they are programs. */
const userAgent =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

const checkoutOrigin = "https://extensions.shopifycdn.com";
const tokenLifetimeSeconds = 300;
const patienceMs = 15_000;
const reloadAfterMs = 500;
const reloadsAtMost = 60;

export function createShopperBrowser(options: ShopperBrowserOptions): ShopperBrowser {
  const base = () => {
    const url = options.appUrl();
    if (url === null) throw new Error("The app is not running.");
    return url;
  };
  const leadsToApp = (link: string) => {
    const url = options.appUrl();
    return url !== null && URL.canParse(link) && new URL(link).origin === new URL(url).origin;
  };
  const request = async (url: string, init: RequestInit = {}): Promise<Answered> => {
    for (let attempt = 1; ; attempt += 1) {
      const isLast = !options.reloads || attempt === reloadsAtMost;
      try {
        const answered = await requestOnce(url, init);
        if (answered.status < 500 || isLast) return answered;
      } catch (error) {
        if (isLast) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, reloadAfterMs));
    }
  };
  const requestOnce = async (url: string, init: RequestInit): Promise<Answered> => {
    const headers = { "User-Agent": userAgent, "Accept-Language": "it,en;q=0.8", ...init.headers };
    const response = await fetch(url, {
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
      ...init,
      headers,
    });
    return { status: response.status, body: await response.text() };
  };
  const fromCheckout = (path: string, customerId: string | null, init: RequestInit = {}) => {
    const token = signIdToken({
      ...options,
      dest: options.shopDomain,
      lifetimeSeconds: tokenLifetimeSeconds,
      ...(customerId === null ? {} : { subject: `gid://shopify/Customer/${customerId}` }),
    });
    const headers = { Authorization: `Bearer ${token}`, Origin: checkoutOrigin, ...init.headers };
    return request(`${base()}${path}`, { ...init, headers });
  };
  const open = (link: string) => request(link, { headers: { Accept: "text/html" } });

  return {
    leadsToApp,
    open,
    openThankYouPage({ checkoutToken, customerId, locale, firstOrder }) {
      const query = new URLSearchParams({
        checkoutToken,
        locale,
        firstOrder: String(firstOrder),
        ask: "true",
      });
      return fromCheckout(`/api/thank-you?${query.toString()}`, customerId);
    },
    answerOnThankYouPage({ checkoutToken, customerId, locale }, answer) {
      return fromCheckout("/api/survey-responses", customerId, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ checkoutToken, locale, ...answer }),
      });
    },
    async followAndSend(link, answers) {
      const page = await open(link);
      const form = readForms(page.body).find((candidate) => candidate.method === "post");
      if (!form) return false;
      const sent = await request(new URL(form.action || link, link).href, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: new URL(link).origin },
        body: fieldsSent(form, answers).toString(),
      });
      return sent.status < 400;
    },
    unsubscribeAtOnce: (link) =>
      request(link, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      }),
  };
}

/** What she taps and writes: by field name, one value or several. */
export type HerAnswers = Readonly<Record<string, string | readonly string[]>>;

/** What stands in the form, with her answers where it offers them, and the button she presses: hers by name, else the first. */
export function fieldsSent(form: PageForm, answers: HerAnswers): URLSearchParams {
  const fields = new URLSearchParams(form.fields);
  for (const [name, answer] of Object.entries(answers)) {
    const offered = form.choices.get(name);
    const values = [answer].flat().filter((value) => offered?.includes(value) ?? form.writable.has(name));
    if (values.length === 0) continue;
    fields.delete(name);
    for (const value of values) fields.append(name, value);
  }
  const button = form.buttons.find(([name, value]) => answers[name] === value) ?? form.buttons[0];
  if (button) fields.append(...button);
  return fields;
}
