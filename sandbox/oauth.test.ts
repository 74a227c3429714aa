import { expect, test } from "vitest";
import { signIdToken } from "./id-token";
import { createTokenDesk } from "./oauth";

const shopDomain = "fior-di-casa.myshopify.com";
const app = { apiKey: "key", apiSecret: "secret", shopDomain };

function desk() {
  const installs: string[] = [];
  const tokens = createTokenDesk({
    ...app,
    scopes: () => ["read_orders"],
    onInstall: () => installs.push("installed"),
    onChange: () => undefined,
  });
  return { tokens, installs };
}

const exchangeForm = (subjectToken: string) => ({
  client_id: "key",
  client_secret: "secret",
  grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
  subject_token: subjectToken,
  subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
  requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
  expiring: "1",
});
const refreshForm = (token: unknown) => ({
  client_id: "key",
  client_secret: "secret",
  grant_type: "refresh_token",
  refresh_token: token,
});

test("a good id token is exchanged for an expiring offline token and installs the app", () => {
  const { tokens, installs } = desk();
  const answer = tokens.exchange(exchangeForm(signIdToken({ ...app, lifetimeSeconds: 60 })));
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ scope: "read_orders", expires_in: 3600 });
  expect(answer.body).toHaveProperty("refresh_token");
  expect(tokens.isGood(String(answer.body["access_token"]))).toBe(true);
  expect(installs).toEqual(["installed"]);
});

test.each([
  ["signed with another secret", signIdToken({ ...app, apiSecret: "other", lifetimeSeconds: 60 })],
  ["meant for another app", signIdToken({ ...app, apiKey: "other", lifetimeSeconds: 60 })],
  ["of another shop", signIdToken({ ...app, shopDomain: "acme.myshopify.com", lifetimeSeconds: 60 })],
  ["too old", signIdToken({ ...app, lifetimeSeconds: -30 })],
])("an id token %s is refused", (_what, token) => {
  const { tokens, installs } = desk();
  expect(tokens.exchange(exchangeForm(token)).status).toBe(400);
  expect(installs).toEqual([]);
});

test("a wrong app secret is refused", () => {
  const { tokens } = desk();
  expect(tokens.exchange({ ...exchangeForm("x"), client_secret: "wrong" }).status).toBe(401);
});

test("a token that never expires is not given any more", () => {
  const { tokens } = desk();
  const form = { ...exchangeForm(signIdToken({ ...app, lifetimeSeconds: 60 })), expiring: "0" };
  expect(tokens.exchange(form).status).toBe(400);
});

test("the previous refresh token stays good until the new one is first used, then it is dead", () => {
  const { tokens } = desk();
  const first = tokens.exchange(exchangeForm(signIdToken({ ...app, lifetimeSeconds: 60 }))).body[
    "refresh_token"
  ];
  const second = tokens.exchange(refreshForm(first)).body["refresh_token"];
  expect(tokens.exchange(refreshForm(first)).status).toBe(200);
  expect(tokens.exchange(refreshForm(second)).status).toBe(200);
  expect(tokens.exchange(refreshForm(first)).status).toBe(400);
});

test("an access token that has expired is not good any more", () => {
  const { tokens } = desk();
  const answer = tokens.exchange(exchangeForm(signIdToken({ ...app, lifetimeSeconds: 60 })));
  tokens.expireAll();
  expect(tokens.isGood(String(answer.body["access_token"]))).toBe(false);
});
