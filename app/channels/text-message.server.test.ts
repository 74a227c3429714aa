import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createTextMessenger } from "./text-message.server";

const closing: Array<() => void> = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function aProvider(status: number, answer: object) {
  const calls: Array<{
    path: string | undefined;
    authorization: string | undefined;
    fields: URLSearchParams;
  }> = [];
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      calls.push({
        path: request.url,
        authorization: request.headers.authorization,
        fields: new URLSearchParams(body),
      });
      response
        .writeHead(status, { "Content-Type": "application/json", Connection: "close" })
        .end(JSON.stringify(answer));
    });
  };
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  closing.push(() => server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const messenger = (from: string) =>
    createTextMessenger({ accountSid: "AC1", authToken: "secret", from, baseUrl });
  return { calls, baseUrl, messenger };
}

test("a text message reaches the provider with its words and its number", async () => {
  const { calls, messenger } = await aProvider(201, { sid: "SM1" });
  const receipt = await messenger("+390200000").send({
    to: "+393331234567",
    body: "Acme: può arrivare più tardi.",
    statusCallback: "https://app.example/status",
  });
  expect(receipt).toEqual({ outcome: "accepted", id: "SM1", segments: 1 });
  expect(calls[0]?.path).toBe("/2010-04-01/Accounts/AC1/Messages.json");
  expect(calls[0]?.authorization).toBe(`Basic ${Buffer.from("AC1:secret").toString("base64")}`);
  expect(Object.fromEntries(calls[0]?.fields ?? [])).toEqual({
    To: "+393331234567",
    From: "+390200000",
    Body: "Acme: può arrivare più tardi.",
    StatusCallback: "https://app.example/status",
  });
});

test("WhatsApp goes out from the WhatsApp form of our number", async () => {
  const { calls, messenger } = await aProvider(201, { sid: "SM1" });
  await messenger("+390200000").send({ to: "whatsapp:+393331234567", body: "x" });
  expect(calls[0]?.fields.get("From")).toBe("whatsapp:+390200000");
});

test("a messaging service chooses the number itself", async () => {
  const { calls, messenger } = await aProvider(201, { sid: "SM1" });
  await messenger("MG123").send({ to: "+393331234567", body: "x" });
  expect(calls[0]?.fields.get("MessagingServiceSid")).toBe("MG123");
  expect(calls[0]?.fields.has("From")).toBe(false);
});

test("a number that cannot be reached is refused for good", async () => {
  const { messenger } = await aProvider(400, {
    code: 21211,
    message: "Invalid 'To' Phone Number",
    status: 400,
  });
  expect(await messenger("+1").send({ to: "12", body: "x" })).toEqual({
    outcome: "refused",
    permanent: true,
    reason: expect.stringContaining("21211"),
  });
});

test.each([401, 429, 500, 503])("a provider that answers %i is tried again later", async (status) => {
  const { messenger } = await aProvider(status, { code: 20000, message: "later", status });
  expect(await messenger("+1").send({ to: "+39333", body: "x" })).toMatchObject({
    outcome: "refused",
    permanent: false,
  });
});

test("a provider that is away is tried again later", async () => {
  const { baseUrl } = await aProvider(201, {});
  for (const close of closing.splice(0)) close();
  const messenger = createTextMessenger({ accountSid: "AC1", authToken: "s", from: "+1", baseUrl });
  expect(await messenger.send({ to: "+39333", body: "x" })).toMatchObject({
    outcome: "refused",
    permanent: false,
  });
});
