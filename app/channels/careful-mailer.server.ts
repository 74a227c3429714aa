import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Logger } from "~/platform/log.server";
import { takeTurns } from "~/platform/turns";
import type { Mailer, MailReceipt, OutgoingMail } from "./email.server";
import {
  afterCutOff,
  inGoodStanding,
  mayMailLeave,
  probeMs,
  type MailServerStanding,
} from "./mail-server-standing";

interface Deps {
  db: Database;
  clock: Clock;
  log: Logger;
  mailer: Pick<Mailer, "send">;
}

// Real time: what another process has found out is known here a moment later, and not asked for with every mail.
const knownForMs = 250;

/**
 * A mailer that stops when its server takes mails without confirming them, and goes on with one mail at a time. What is
 * known of the server, `serverId` (host and port), is shared by all processes. No more mails are under way at once than
 * the mailer has connections: the next one already knows what became of those before it.
 */
export function createCarefulMailer(
  { db, clock, log, mailer }: Deps,
  { serverId, connections }: { serverId: string; connections: number },
): Mailer {
  const turn = takeTurns(connections);
  let known: { standing: MailServerStanding; atMs: number } | null = null;
  let reading: Promise<MailServerStanding> | null = null;

  const remember = (standing: MailServerStanding): MailServerStanding => {
    known = { standing, atMs: performance.now() };
    return standing;
  };
  const read = async (): Promise<MailServerStanding> => {
    const row = await db.mailServer.findUnique({ where: { id: serverId } });
    return remember(row ?? inGoodStanding);
  };
  const standingNow = (): Promise<MailServerStanding> => {
    if (known && performance.now() - known.atMs < knownForMs) return Promise.resolve(known.standing);
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };

  /** Of all who would try the server one does; the others wait until it is over. */
  const takeTry = async (now: Date): Promise<boolean> => {
    const { count } = await db.mailServer.updateMany({
      where: { id: serverId, pauses: { gt: 0 }, pausedUntil: { lte: now } },
      data: { pausedUntil: new Date(now.getTime() + probeMs) },
    });
    await read();
    return count === 1;
  };

  const noteCutOff = (isTry: boolean): Promise<void> =>
    db.$transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO "MailServer" ("id") VALUES (${serverId}) ON CONFLICT DO NOTHING`;
      const [before = inGoodStanding] = await tx.$queryRaw<MailServerStanding[]>`
        SELECT "cutOffs", "pauses", "pausedUntil" FROM "MailServer" WHERE "id" = ${serverId} FOR UPDATE`;
      const { cutOffs, pauses, pausedUntil } = remember(afterCutOff(before, { isTry, now: clock.now() }));
      await tx.mailServer.update({ where: { id: serverId }, data: { cutOffs, pauses, pausedUntil } });
      if (pauses > before.pauses) {
        const fields = { serverId, cutOffs, pauses, until: pausedUntil?.toISOString() };
        log.error(fields, "the mail server takes mails and does not confirm them: sending is paused");
      }
    });

  const noteAccepted = async (standing: MailServerStanding): Promise<void> => {
    if (standing.cutOffs === 0 && standing.pauses === 0) return;
    await db.mailServer.updateMany({ where: { id: serverId }, data: inGoodStanding });
    remember(inGoodStanding);
    if (standing.pauses > 0) log.info({ serverId }, "the mail server confirms mails again: sending goes on");
  };

  const sendInTurn = async (mail: OutgoingMail): Promise<MailReceipt> => {
    const now = clock.now();
    const standing = await standingNow();
    const may = mayMailLeave(standing, now);
    const isTry = may === "to_try" && (await takeTry(now));
    if (may !== "freely" && !isTry) {
      const { pausedUntil } = await standingNow();
      return { outcome: "held", until: pausedUntil ?? now };
    }
    const receipt = await mailer.send(mail);
    if (receipt.outcome === "accepted") await noteAccepted(await standingNow());
    else if (receipt.outcome === "refused" && receipt.cutOff) await noteCutOff(isTry);
    else if (isTry) await read(); // Told nothing of what we wanted to know: the next one tries, when its time comes.
    return receipt;
  };

  return {
    send: (mail) => turn(() => sendInTurn(mail)),
    async heldUntil() {
      const standing = await standingNow();
      return mayMailLeave(standing, clock.now()) === "not_yet" ? standing.pausedUntil : null;
    },
  };
}
