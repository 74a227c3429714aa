import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { ShortLink } from "~/platform/prisma/client";
import { codeLength, type Secrets } from "~/platform/secrets.server";

// A text has 160 characters; a signed link alone would fill them. Its place takes a code that the table knows.

type LeadsTo = Pick<ShortLink, "shopId" | "orderId" | "expiresAt">;

interface LinkDeps {
  db: Database;
  secrets: Pick<Secrets, "shortCode" | "codeKey">;
}

/** The code of a touchpoint's text; sent a second time after a crash it carries the same one. */
export async function keepShortLink(
  { db, secrets }: LinkDeps,
  { touchpointId, ...leadsTo }: LeadsTo & { touchpointId: string },
): Promise<string> {
  const code = secrets.shortCode(`${leadsTo.shopId}\n${touchpointId}`);
  const codeKey = secrets.codeKey(code);
  await db.shortLink.createMany({ data: { codeKey, ...leadsTo }, skipDuplicates: true });
  return code;
}

export type FoundLink = ({ outcome: "found" } & LeadsTo) | { outcome: "expired" | "forged" };

const aCode = new RegExp(`^[0-9A-Za-z]{${String(codeLength)}}$`);

/** Where a code leads. The one read that no shop narrows: the code is all that whoever opens it brings. */
export async function findShortLink(
  { db, secrets, clock }: LinkDeps & { clock: Clock },
  code: string,
): Promise<FoundLink> {
  if (!aCode.test(code)) return { outcome: "forged" };
  const link = await db.shortLink.findUnique({ where: { codeKey: secrets.codeKey(code) } });
  if (link === null) return { outcome: "forged" };
  const { shopId, orderId, expiresAt } = link;
  return clock.now() > expiresAt ? { outcome: "expired" } : { outcome: "found", shopId, orderId, expiresAt };
}
