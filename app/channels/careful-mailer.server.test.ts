import { beforeEach, describe, expect, test } from "vitest";

import { useTestDatabase } from "../../tests/harness/database";
import { createCarefulMailer } from "./careful-mailer.server";
import type { MailReceipt, OutgoingMail } from "./email.server";

const { db, deps } = useTestDatabase();

const connections = 2;
const serverId = "smtp.example:587";

/** What the played server does with the next mails, and how many it has been given. */
let server: { answer: () => MailReceipt | Promise<MailReceipt>; given: string[] };
const takes = (): MailReceipt => ({ outcome: "accepted", response: "250 OK" });
const cutsOff = (): MailReceipt => ({
  ...{ outcome: "refused", permanent: false, reason: "closed", cutOff: true },
});

beforeEach(() => {
  server = { answer: takes, given: [] };
});

/** One process of several, with what it knows of the server only from the database. */
const aProcess = () =>
  createCarefulMailer(
    {
      ...deps,
      mailer: {
        async send({ messageId }) {
          server.given.push(messageId);
          return server.answer();
        },
      },
    },
    { serverId, connections },
  );

const mail = (n: number): OutgoingMail => ({
  ...{ from: { name: "Acme", address: "ciao@acme.example" }, replyTo: null, to: "marta@example.com" },
  ...{ subject: "Grazie", html: "<p>Grazie</p>", text: "Grazie", messageId: `<${n}>`, headers: {} },
});
const send = (n: number, mailer = aProcess()) => mailer.send(mail(n));
const minutesOn = (minutes: number) => new Date(deps.clock.now().getTime() + minutes * 60_000);

async function threeCutOffs() {
  server.answer = cutsOff;
  for (const n of [1, 2, 3]) await send(n);
}

describe("a mail server that takes mails and hangs up", () => {
  test("gets no more of many that are due than it takes to be sure, and the operator is told", async () => {
    server.answer = cutsOff;
    const mailer = aProcess();
    const receipts = await Promise.all(Array.from({ length: 50 }, (_, n) => send(n, mailer)));
    expect(server.given.length).toBeLessThanOrEqual(3 + connections - 1);
    expect(receipts.at(-1)).toEqual({ outcome: "held", until: minutesOn(15) });
    expect(deps.log.lines.filter(({ message }) => message.includes("sending is paused"))).toHaveLength(1);
  });

  test("is left alone by other processes too, for as long as the pause lasts", async () => {
    await threeCutOffs();
    expect(await aProcess().heldUntil()).toEqual(minutesOn(15));
    deps.clock.advance({ minutes: 14 });
    expect(await send(4)).toMatchObject({ outcome: "held" });
    expect(server.given).toHaveLength(3);
  });

  test("is then tried with one mail at a time, by all processes together", async () => {
    await threeCutOffs();
    deps.clock.advance({ minutes: 15 });
    const answer = Promise.withResolvers<MailReceipt>();
    server.answer = () => answer.promise;
    const tries = [4, 5, 6].map((n) => send(n));
    const others = await Promise.all([Promise.race(tries), send(7)]);
    expect(others).toEqual([
      { outcome: "held", until: minutesOn(2) },
      { outcome: "held", until: minutesOn(2) },
    ]);
    answer.resolve(cutsOff());
    const outcomes = (await Promise.all(tries)).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(["held", "held", "refused"]);
    expect(server.given).toHaveLength(4);
    expect(await aProcess().heldUntil()).toEqual(minutesOn(30));
  });

  test("gets every mail again once it has confirmed one", async () => {
    await threeCutOffs();
    deps.clock.advance({ minutes: 15 });
    server.answer = takes;
    const mailer = aProcess();
    const receipts = [];
    for (const n of [4, 5, 6]) receipts.push((await send(n, mailer)).outcome);
    expect(receipts).toEqual(["accepted", "accepted", "accepted"]);
    expect(await db.mailServer.findMany()).toEqual([
      { id: serverId, cutOffs: 0, pauses: 0, pausedUntil: null },
    ]);
  });

  test("is tried again by another mail where the process of the one that tried it has died", async () => {
    await threeCutOffs();
    deps.clock.advance({ minutes: 15 });
    server.answer = () => new Promise(() => undefined);
    void send(4);
    await expect.poll(() => server.given.length).toBe(4);
    server.answer = takes;
    deps.clock.advance({ minutes: 2 });
    expect(await send(5)).toMatchObject({ outcome: "accepted" });
  });
});

describe("a mail server that is only busy or away", () => {
  test("is tried with every mail: none of them was taken", async () => {
    server.answer = () => ({ outcome: "refused", permanent: false, reason: "451 later" });
    for (const n of [1, 2, 3, 4, 5]) expect(await send(n)).toMatchObject({ outcome: "refused" });
    expect(await db.mailServer.count()).toBe(0);
  });

  test("after a pause has not shown what it does with a mail: the next one tries it too", async () => {
    await threeCutOffs();
    deps.clock.advance({ minutes: 15 });
    server.answer = () => ({ outcome: "refused", permanent: false, reason: "421 away" });
    expect(await send(4)).toMatchObject({ outcome: "refused" });
    deps.clock.advance({ minutes: 2 });
    expect(await send(5)).toMatchObject({ outcome: "refused" });
    expect(await db.mailServer.findMany()).toMatchObject([{ pauses: 1 }]);
  });
});
