import type { Database, Transaction } from "~/platform/database.server";
import type { MessageWords } from "./message-words";
import { differenceFromOurs, faultsOf, type PartFault, type WordsPlace } from "./own-words";
import type { WordsOverride } from "./render-words";
import { wordsParts } from "./words-parts";

interface WordsVersion {
  version: number;
  savedAt: Date;
  restoredFrom: number | null;
}

type Place = WordsPlace & { shopId: string };

const keyOf = ({ shopId, kind, variant, language, voice }: Place) => ({
  shopId,
  kind,
  variant,
  language,
  voice,
});

/** The merchant's live words there; {} where she leaves it to ours. */
export async function loadOwnWords(db: Database | Transaction, place: Place): Promise<WordsOverride> {
  const [words] = await loadOwnWordsOf(db, [place]);
  return words ?? {};
}

/** The same for many places, in order. */
export async function loadOwnWordsOf(db: Database | Transaction, places: Place[]): Promise<WordsOverride[]> {
  const [shopIds, kinds, variants, tongues, voices] = [
    places.map(({ shopId }) => shopId),
    places.map(({ kind }) => kind),
    places.map(({ variant }) => variant),
    places.map(({ language }) => language),
    places.map(({ voice }) => voice),
  ];
  const rows = await db.$queryRaw<Array<{ place: bigint; words: unknown }>>`
    SELECT k."place", newest."words"
    FROM unnest(${shopIds}::text[], ${kinds}::text[], ${variants}::text[], ${tongues}::text[], ${voices}::text[])
      WITH ORDINALITY AS k ("shopId", "kind", "variant", "language", "voice", "place")
    CROSS JOIN LATERAL (
      SELECT "words" FROM "MessageWordsVersion" w
      WHERE w."shopId" = k."shopId" AND w."kind" = k."kind" AND w."variant" = k."variant"
        AND w."language" = k."language" AND w."voice" = k."voice"
      ORDER BY w."version" DESC LIMIT 1) AS newest`;
  const found = new Map(rows.map(({ place, words }) => [Number(place), words]));
  return places.map((_, index) => readWords(found.get(index + 1)));
}

// Enough to find what one regrets; older ones stay in the table.
const shownVersions = 20;

/** Newest first: the first one is live. */
export function listWordsVersions(db: Database, place: Place): Promise<WordsVersion[]> {
  return db.messageWordsVersion.findMany({
    where: keyOf(place),
    orderBy: { version: "desc" },
    take: shownVersions,
    select: { version: true, savedAt: true, restoredFrom: true },
  });
}

export type SavedWords = { outcome: "saved" | "unchanged" } | { outcome: "refused"; faults: PartFault[] };

interface Deps {
  db: Database;
  clock: { now(): Date };
}

/** Makes words live, as a new version. With a fault nothing is saved: the last good version stays live. */
export async function saveWords(deps: Deps, place: Place, written: MessageWords): Promise<SavedWords> {
  const words = differenceFromOurs(place, written);
  const faults = faultsOf(words);
  if (faults.length > 0) return { outcome: "refused", faults };
  return addVersion(deps, place, () => Promise.resolve({ words, restoredFrom: null }));
}

/** Makes an older version live again, as a new version; 0 are our own words. */
export async function restoreWords(
  deps: Deps,
  place: Place,
  version: number,
): Promise<{ outcome: "saved" | "unchanged" | "unknown" }> {
  return addVersion(deps, place, async (tx) => {
    if (version === 0) return { words: {}, restoredFrom: 0 };
    const old = await tx.messageWordsVersion.findUnique({
      where: { shopId_kind_variant_language_voice_version: { ...keyOf(place), version } },
    });
    return old && { words: readWords(old.words), restoredFrom: version };
  });
}

interface NewVersion {
  words: WordsOverride;
  restoredFrom: number | null;
}

async function addVersion<Found extends NewVersion | null>(
  { db, clock }: Deps,
  place: Place,
  find: (tx: Transaction) => Promise<Found>,
): Promise<{ outcome: "saved" | "unchanged" | (null extends Found ? "unknown" : never) }> {
  return db.$transaction(async (tx) => {
    // Raw because Prisma cannot lock a row: two saves at once must not both become version 8.
    await tx.$queryRaw`SELECT 1 FROM "Shop" WHERE id = ${place.shopId} FOR UPDATE`;
    const found = await find(tx);
    if (!found) return { outcome: "unknown" as null extends Found ? "unknown" : never };
    const newest = await tx.messageWordsVersion.findFirst({
      where: keyOf(place),
      orderBy: { version: "desc" },
    });
    if (isSame(readWords(newest?.words), found.words)) return { outcome: "unchanged" };
    await tx.messageWordsVersion.create({
      data: {
        ...keyOf(place),
        version: (newest?.version ?? 0) + 1,
        words: { ...found.words },
        savedAt: clock.now(),
        restoredFrom: found.restoredFrom,
      },
    });
    return { outcome: "saved" };
  });
}

function isSame(one: WordsOverride, other: WordsOverride): boolean {
  return wordsParts.every((part) => one[part] === other[part]);
}

function readWords(stored: unknown): WordsOverride {
  if (typeof stored !== "object" || stored === null) return {};
  const given = new Map<string, unknown>(Object.entries(stored));
  return Object.fromEntries(
    wordsParts.flatMap((part) => {
      const text = given.get(part);
      return typeof text === "string" ? [[part, text]] : [];
    }),
  );
}
