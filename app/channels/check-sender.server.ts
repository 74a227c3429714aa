import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Dns, TextRecords } from "~/platform/dns.server";
import { dayMs } from "~/platform/durations";
import type { Env } from "~/platform/env.server";
import type { SenderCheck } from "~/platform/prisma/client";
import { loadShopSettings } from "~/settings/shops.server";
import { domainOf, judgeDkim, judgeDmarc, judgeSpf, type MailServerNeeds } from "./sender-domain";

type MailEnv = Pick<Env, "MAIL_SPF_INCLUDE" | "MAIL_DKIM_SELECTOR" | "MAIL_DKIM_TARGET">;

export function mailServerNeeds(env: MailEnv): MailServerNeeds {
  return {
    spfInclude: env.MAIL_SPF_INCLUDE ?? null,
    dkimSelector: env.MAIL_DKIM_SELECTOR ?? null,
    dkimTarget: env.MAIL_DKIM_TARGET ?? null,
  };
}

/** Asks the DNS about the sender's domain and keeps the answer; null while there is no sender. */
export async function checkSender(
  { db, clock, dns, env }: { db: Database; clock: Clock; dns: Dns; env: MailEnv },
  { shopId }: { shopId: string },
): Promise<SenderCheck | null> {
  const { sender } = await loadShopSettings(db, shopId);
  const domain = domainOf(sender.email);
  if (domain === null) return null;
  const needs = mailServerNeeds(env);
  const [spf, dkim, dmarc] = await Promise.all([
    dns.textRecords(domain),
    needs.dkimSelector === null ? null : dns.textRecords(`${needs.dkimSelector}._domainkey.${domain}`),
    findDmarc(dns, domain),
  ]);
  const check = {
    domain,
    ...judgeSpf(spf, needs),
    dkim: dkim === null ? "not_asked" : judgeDkim(dkim),
    dmarc: judgeDmarc(dmarc),
    checkedAt: clock.now(),
  };
  return db.senderCheck.upsert({ where: { shopId }, create: { shopId, ...check }, update: check });
}

const lookAgainAfterMs = dayMs;

/** The same, once a day: records are taken out as quietly as they are put in. */
export async function refreshSenderCheck(
  deps: Parameters<typeof checkSender>[0],
  { shopId }: { shopId: string },
): Promise<void> {
  const check = await deps.db.senderCheck.findUnique({ where: { shopId } });
  if (check && deps.clock.now().getTime() - check.checkedAt.getTime() < lookAgainAfterMs) return;
  await checkSender(deps, { shopId });
}

/** A subdomain without a record of its own stands under that of the domain above it. */
async function findDmarc(dns: Dns, domain: string): Promise<TextRecords> {
  const own = await dns.textRecords(`_dmarc.${domain}`);
  const above = domain.split(".").slice(1);
  return own.outcome === "none" && above.length > 1 ? dns.textRecords(`_dmarc.${above.join(".")}`) : own;
}

/** Asks only where the sender's domain is another one than the one last asked about. */
export async function lookUpNewSender(
  deps: Parameters<typeof checkSender>[0],
  { shopId }: { shopId: string },
): Promise<void> {
  const { sender } = await loadShopSettings(deps.db, shopId);
  if ((await readSenderCheck(deps.db, { shopId, email: sender.email })) === null)
    await checkSender(deps, { shopId });
}

/** What was last found of the domain the sender has now; an answer about another domain is none. */
export async function readSenderCheck(
  db: Database,
  { shopId, email }: { shopId: string; email: string | null },
): Promise<SenderCheck | null> {
  const check = await db.senderCheck.findUnique({ where: { shopId } });
  return check && check.domain === domainOf(email) ? check : null;
}
