import { describe, expect, test } from "vitest";

import { hourMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import { aFollowUp, anOrder, aShop, aSurveyResponse, shopId } from "../../tests/harness/records";
import { replyToFollowUp, type ReplyForm } from "./reply-to-follow-up.server";
import { sendReply, sweepHeldReplies } from "./send-reply.server";

const { db, deps } = useTestDatabase();
const env = { MAIL_FROM: "post@lastmile.test" };

const replyId = "11111111-1111-4111-8111-111111111111";
const write = (difference: Partial<ReplyForm & { shopId: string }> = {}) =>
  replyToFollowUp(deps, {
    ...{ shopId, followUpId: "follow-up-1043", replyId, subject: "Ordine #1043" },
    text: "Buongiorno Marta,\n\nil vaso nuovo parte **domani**.",
    ...difference,
  });
const send = () => sendReply({ ...deps, env }, { shopId, replyId });

async function anUnhappyMarta() {
  await aShop(db, { settings: { sender: { replyTo: "cura@acme.example" } } });
  await anOrder(db);
  await aSurveyResponse(db, { rating: 3, mayContact: true });
  await aFollowUp(db, { surveyResponseId: "response-1043" });
}

describe("a reply from the page", () => {
  test("goes out once, however often the button was pressed", async () => {
    await anUnhappyMarta();
    expect(await write()).toEqual({ outcome: "reply_written" });
    expect(await write()).toEqual({ outcome: "reply_known" });
    expect(deps.queue.sent).toEqual([{ job: "reply.send", payload: { shopId, replyId }, joined: true }]);
    expect([await send(), await send()]).toEqual([{ outcome: "sent" }, { outcome: "not_ours" }]);
    expect(deps.mailer.sent).toHaveLength(1);
  });

  test("is one mail of two buttons pressed at once", async () => {
    await anUnhappyMarta();
    const outcomes = (await Promise.all([write(), write()])).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(["reply_known", "reply_written"]);
    expect(deps.queue.payloadsOf("reply.send")).toHaveLength(1);
  });

  test("comes in the shop's frame and her language, and she answers to the merchant", async () => {
    await anUnhappyMarta();
    await write({ text: "Buongiorno Marta,\n\nil vaso <nuovo> parte **domani**." });
    await send();
    const [mail] = deps.mailer.sent;
    expect(mail).toMatchObject({
      ...{ to: "marta@example.com", subject: "Ordine #1043", replyTo: "cura@acme.example" },
      headers: { "X-Lastmile-Kind": "reply", "X-Lastmile-Order": "1043" },
    });
    expect(mail?.html).toContain('lang="it"');
    expect(mail?.html).toContain("il vaso &lt;nuovo&gt; parte <strong>domani</strong>.");
    expect(mail?.text).toContain("Questa e-mail è stata scritta da una persona di Acme");
    expect(mail?.html).not.toContain("unsubscribe");
    expect(await db.followUpReply.findFirstOrThrow()).toMatchObject({
      ...{ state: "sent", language: "it", sentAt: deps.clock.now() },
    });
  });

  test("counts for no cap: nothing is written where surveys and marketing are counted", async () => {
    await anUnhappyMarta();
    await write();
    await send();
    expect(await db.touchpoint.count()).toBe(0);
    expect(await db.touchpointRollup.count()).toBe(0);
  });

  test("cannot smuggle a header in with its subject", async () => {
    await anUnhappyMarta();
    await write({ subject: "Ordine\r\nBcc: everybody@example.com" });
    expect(await db.followUpReply.findFirstOrThrow()).toMatchObject({
      subject: "Ordine Bcc: everybody@example.com",
    });
  });

  test.each([
    ["without a subject", { subject: "  " }, "subject"],
    ["without words", { text: " \n" }, "text"],
    ["as long as a book", { text: "a".repeat(5001) }, "text"],
    ["to a follow-up of another shop", { shopId: "other.myshopify.com" }, "unknown"],
    ["from a form nobody opened", { replyId: "1" }, "unknown"],
  ])("%s is refused", async (_, difference, reason) => {
    await anUnhappyMarta();
    expect(await write(difference)).toEqual({ outcome: "refused", reason });
    expect(await db.followUpReply.count()).toBe(0);
  });

  test("is refused where she does not want to be contacted, or has no address", async () => {
    await anUnhappyMarta();
    await db.surveyResponse.updateMany({ data: { mayContact: false } });
    expect(await write()).toEqual({ outcome: "refused", reason: "no_contact" });
    await db.order.updateMany({ data: { email: null } });
    expect(await write()).toEqual({ outcome: "refused", reason: "no_address" });
  });
});

describe("a reply that waits", () => {
  const away = { outcome: "refused", permanent: false, reason: "451 later" } as const;

  test("is tried again while the mail server is away, and the page says so after the last try", async () => {
    await anUnhappyMarta();
    await write();
    deps.mailer.answerNext(...Array<typeof away>(10).fill(away));
    for (let attempt = 1; attempt < 10; attempt += 1) await expect(send()).rejects.toThrow("451 later");
    expect(await send()).toEqual({ outcome: "given_up", reason: "channel_down" });
    expect(await db.followUpReply.findFirstOrThrow()).toMatchObject({ state: "failed" });
  });

  test.each([
    ["was taken off the shop's order", () => db.order.updateMany({ data: { email: null } }), "no_address"],
    [
      "belongs to a shop that left",
      () => db.shop.updateMany({ data: { uninstalledAt: deps.clock.now() } }),
      "uninstalled",
    ],
  ])("is not sent when its address %s", async (_, change, reason) => {
    await anUnhappyMarta();
    await write();
    await change();
    expect(await send()).toEqual({ outcome: "given_up", reason });
    expect(deps.mailer.sent).toEqual([]);
  });

  test("that the mail server took and did not confirm is left to a person, and is not sent again", async () => {
    await anUnhappyMarta();
    await write();
    deps.mailer.answerNext({ outcome: "refused", permanent: false, reason: "closed", cutOff: true });
    expect(await send()).toEqual({ outcome: "given_up", reason: "not_confirmed" });
    expect(await db.followUpReply.findFirstOrThrow()).toMatchObject({ state: "unconfirmed" });
    expect(await send()).toEqual({ outcome: "not_ours" });
  });

  test("is held back while no mail leaves, however long, and has all its tries left afterwards", async () => {
    await anUnhappyMarta();
    await write();
    for (let pause = 1; pause <= 12; pause += 1) {
      const until = new Date(deps.clock.now().getTime() + 2 * hourMs);
      deps.mailer.answerNext({ outcome: "held", until });
      expect(await send()).toEqual({ outcome: "held" });
      expect(await send()).toEqual({ outcome: "not_ours" });
      await sweepHeldReplies(deps);
      deps.clock.advance({ hours: 2 });
      await Promise.all([sweepHeldReplies(deps), sweepHeldReplies(deps)]);
      expect(deps.queue.payloadsOf("reply.send")).toHaveLength(1 + pause);
    }
    deps.mailer.answerNext(...Array<typeof away>(9).fill(away));
    for (let attempt = 1; attempt < 10; attempt += 1) await expect(send()).rejects.toThrow("451 later");
    expect(await send()).toEqual({ outcome: "sent" });
  });

  test("that the mail server will never take is not tried again", async () => {
    await anUnhappyMarta();
    await write();
    deps.mailer.answerNext({ outcome: "refused", permanent: true, reason: "550 no such box" });
    expect(await send()).toEqual({ outcome: "given_up", reason: "provider_refused" });
  });
});
