import { simpleParser, type ParsedMail } from "mailparser";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { createMailer, refusalOf, type OutgoingMail } from "./email.server";

const mail: OutgoingMail = {
  from: { name: "Caffè Così, S.p.A.", address: "ciao@acme.example" },
  replyTo: "aiuto@acme.example",
  to: "marta@example.com",
  subject: "Può arrivare 1-2 giorni più tardi",
  html: '<p>Ciao Marta, è in viaggio · <a href="https://acme.example/?a=1&amp;b=2">segui</a></p>',
  text: "Ciao Marta,\n\nè in viaggio\n.\nhttps://acme.example/?a=1&b=2\n",
  messageId: "<0b1c@acme.example>",
  headers: {
    "X-Lastmile-Kind": "delay_notice",
    "X-Lastmile-Order": "5678901234567890123",
    "List-Unsubscribe": `<https://app.example/u/${"t".repeat(200)}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  },
};

const closing: Array<() => void | Promise<void>> = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Refusal {
  responseCode: number;
  message: string;
}

async function aMailServer({ refuse, login = false }: { refuse?: Refusal; login?: boolean } = {}) {
  const received: Array<{ mail: ParsedMail; from: string; to: string[] }> = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: !login,
    disabledCommands: ["STARTTLS"],
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onConnect: (_session, callback) => {
      connections += 1;
      callback();
    },
    onAuth: ({ username, password }, _session, callback) =>
      username === "u@acme" && password === "p:w/d"
        ? callback(null, { user: username })
        : callback(new Error("Invalid login")),
    onRcptTo: (_address, _session, callback) =>
      callback(refuse ? Object.assign(new Error(refuse.message), refuse) : null),
    onData: (stream, session, callback) => {
      void simpleParser(stream).then((parsed) => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          mail: parsed,
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
        });
        callback();
      });
    },
  });
  server.on("error", () => undefined);
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => resolve((listening.address() as AddressInfo).port));
  });
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { received, port, connections: () => connections };
}

function aMailer(smtpUrl: string, connections = 5) {
  const mailer = createMailer({ smtpUrl, connections });
  closing.unshift(() => mailer.close());
  return mailer;
}

test("a mail arrives as it was written: words, accents, headers, both parts", async () => {
  const server = await aMailServer();
  const receipt = await aMailer(`smtp://127.0.0.1:${server.port}`).send(mail);
  expect(receipt).toMatchObject({ outcome: "accepted" });
  const [arrived] = server.received;
  expect(arrived).toMatchObject({ from: "ciao@acme.example", to: ["marta@example.com"] });
  expect(arrived?.mail).toMatchObject({ subject: mail.subject, messageId: mail.messageId });
  expect(arrived?.mail.from?.value).toEqual([mail.from]);
  expect(arrived?.mail.replyTo?.text).toBe("aiuto@acme.example");
  expect(arrived?.mail.html).toContain(mail.html);
  expect(arrived?.mail.text).toBe(mail.text);
  expect(arrived?.mail.headers.get("x-lastmile-order")).toBe("5678901234567890123");
  const headerLines = arrived?.mail.headerLines.map(({ line }) => line.replace(/\r?\n\s+/g, " ")) ?? [];
  expect(headerLines).toContain(`List-Unsubscribe: ${mail.headers["List-Unsubscribe"]}`);
  expect(headerLines).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
});

test("the shop logs in where its mail server asks for it", async () => {
  const server = await aMailServer({ login: true });
  const receipt = await aMailer(`smtp://u%40acme:p%3Aw%2Fd@127.0.0.1:${server.port}`).send(mail);
  expect(receipt.outcome).toBe("accepted");
});

test("a hundred mails share a few connections", async () => {
  const server = await aMailServer();
  const mailer = aMailer(`smtp://127.0.0.1:${server.port}`, 3);
  const receipts = await Promise.all(Array.from({ length: 100 }, () => mailer.send(mail)));
  expect(receipts.every(({ outcome }) => outcome === "accepted")).toBe(true);
  expect(server.connections()).toBeLessThanOrEqual(3);
});

test("one address is one recipient, however it is written", async () => {
  const server = await aMailServer();
  const mailer = aMailer(`smtp://127.0.0.1:${server.port}`);
  await mailer.send({ ...mail, to: "marta@example.com, eve@example.com" });
  await mailer.send({ ...mail, to: "marta@example.com\r\nBcc: eve@example.com" });
  expect(server.received.flatMap(({ to }) => to)).not.toContain("eve@example.com");
});

test("a mailbox that does not exist is refused for good", async () => {
  const server = await aMailServer({ refuse: { responseCode: 550, message: "No such user here" } });
  expect(await aMailer(`smtp://127.0.0.1:${server.port}`).send(mail)).toEqual({
    outcome: "refused",
    permanent: true,
    reason: expect.stringContaining("No such user here"),
  });
});

test("a full mailbox is tried again later", async () => {
  const server = await aMailServer({ refuse: { responseCode: 452, message: "Mailbox full" } });
  expect(await aMailer(`smtp://127.0.0.1:${server.port}`).send(mail)).toMatchObject({
    outcome: "refused",
    permanent: false,
  });
});

test("a mail server that is away is tried again later", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  // Nobody can have taken it: no second mail is possible.
  expect(await aMailer(`smtp://127.0.0.1:${port}`).send(mail)).toEqual({
    outcome: "refused",
    permanent: false,
    reason: expect.stringContaining("ECONNREFUSED") as string,
  });
});

/** A mail server that hangs up as soon as it has heard `last`. */
async function aServerThatHangsUpAfter(last: string) {
  let heard = "";
  const server = createServer((socket) => {
    socket.write("220 hello\r\n");
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      const said = bytes.toString("latin1");
      heard += said;
      if (heard.includes(last)) socket.destroy();
      else if (/^DATA\r\n/m.test(said)) socket.write("354 go on\r\n");
      else if (!heard.includes("DATA\r\n")) socket.write("250 fine\r\n");
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  closing.push(() => void server.close());
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const surelyNotTaken = { outcome: "refused", permanent: false, reason: expect.any(String) as string };

test.each(["EHLO", "MAIL FROM", "DATA"])(
  "a mail server that hangs up at %s has surely not taken the mail",
  async (last) => {
    expect(await aMailer(await aServerThatHangsUpAfter(last)).send(mail)).toEqual(surelyNotTaken);
  },
);

test("a mail server that hangs up after the last line of the mail may have taken it", async () => {
  const mailer = aMailer(await aServerThatHangsUpAfter("\r\n.\r\n"));
  expect(await mailer.send(mail)).toEqual({ ...surelyNotTaken, cutOff: true });
});

test("a wrong password is ours to mend, not the mail's end", async () => {
  const server = await aMailServer({ login: true });
  expect(await aMailer(`smtp://u:wrong@127.0.0.1:${server.port}`).send(mail)).toMatchObject({
    outcome: "refused",
    permanent: false,
  });
});

test("an address nobody could send to is refused for good", async () => {
  const server = await aMailServer();
  expect(await aMailer(`smtp://127.0.0.1:${server.port}`).send({ ...mail, to: "" })).toMatchObject({
    outcome: "refused",
    permanent: true,
  });
});

test.each([
  [{ responseCode: 421 }, false],
  [{ responseCode: 451 }, false],
  [{ responseCode: 554 }, true],
  [{ code: "EAUTH", responseCode: 535 }, false],
  [{ code: "EENVELOPE" }, true],
  [{ code: "ETIMEDOUT" }, false],
  [{}, false],
])("trouble %o: for good %s", (trouble, permanent) => {
  const error = Object.assign(new Error("trouble"), trouble);
  expect(refusalOf(error, { isHandedOver: false })).toMatchObject({ permanent });
});
