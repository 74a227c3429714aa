// As App Bridge does: requests to the app's own origin carry a session token and the merchant's language, and one that
// was refused for its token is sent once more with a fresh one.

import type { IdTokens } from "./id-tokens";

export function authenticateFetch(tokens: IdTokens, original: typeof fetch): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (url.origin !== location.origin) return original(input, init);
    const send = async () => {
      // A Request's body can be read once only, and it may have to be sent twice.
      const request = new Request(input instanceof Request ? input.clone() : input, init);
      if (!request.headers.has("Authorization"))
        request.headers.set("Authorization", `Bearer ${await tokens.get()}`);
      request.headers.set("Accept-Language", languageOfAdmin());
      return original(request);
    };
    const answer = await send();
    const reauthorizeUrl = answer.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
    if (reauthorizeUrl) location.assign(new URL(reauthorizeUrl, location.href));
    if (answer.status !== 401 || !answer.headers.has("X-Shopify-Retry-Invalid-Session-Request"))
      return answer;
    tokens.forget();
    return send();
  };
}

export function languageOfAdmin(): string {
  return sessionStorage.getItem("sandbox.locale") ?? "en";
}
