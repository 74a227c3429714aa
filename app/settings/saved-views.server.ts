import { randomUUID } from "node:crypto";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { SavedView } from "~/platform/prisma/client";

/** More than this nobody finds anything among. */
const viewLimit = 20;
export const viewNameLimit = 40;

export type SavedViewOutcome = { outcome: "saved" | "too_many" | "nameless" };

/** The oldest first, as the merchant made them. */
export function listSavedViews(db: Database, shopId: string): Promise<SavedView[]> {
  return db.savedView.findMany({ where: { shopId }, orderBy: [{ savedAt: "asc" }, { id: "asc" }] });
}

/** Keeps filters under a name; a name that is there already gets the new ones. */
export async function saveView(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, name, query }: { shopId: string; name: string; query: string },
): Promise<SavedViewOutcome> {
  const called = name.replace(/\s+/g, " ").trim().slice(0, viewNameLimit);
  if (called === "") return { outcome: "nameless" };
  const views = await listSavedViews(db, shopId);
  const known = views.find((view) => view.name.toLowerCase() === called.toLowerCase());
  if (!known && views.length >= viewLimit) return { outcome: "too_many" };
  const id = known?.id ?? randomUUID();
  const view = { name: called, query, savedAt: clock.now() };
  await db.savedView.upsert({
    where: { shopId_id: { shopId, id } },
    create: { shopId, id, ...view },
    update: view,
  });
  return { outcome: "saved" };
}

export async function dropView(
  { db }: { db: Database },
  { shopId, viewId }: { shopId: string; viewId: string },
): Promise<{ outcome: "dropped" }> {
  await db.savedView.deleteMany({ where: { shopId, id: viewId } });
  return { outcome: "dropped" };
}
