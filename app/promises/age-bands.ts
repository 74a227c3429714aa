// A parcel's age in business days is cut into bands: fine while it is young, because shops that promise three
// days live there, coarse later, where there are few parcels to learn from.

export const bandEdges = [
  0, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 23, 26, 30, 35, 40,
  50, 60,
] as const;
export const bandCount = bandEdges.length;

const STEPS_PER_DAY = 4;
const bandOfStep = Uint8Array.from({ length: 60 * STEPS_PER_DAY + 1 }, (_, step) =>
  bandEdges.findLastIndex((edge) => edge <= step / STEPS_PER_DAY),
);

/** The band an age falls into; what is older than the last edge stays in the last band. */
export function bandOf(age: number): number {
  const step = Math.max(0, Math.floor(age * STEPS_PER_DAY));
  return bandOfStep[step] ?? bandCount - 1;
}

/** Where a band begins. */
export function bandStart(band: number): number {
  return bandEdges[band] ?? 0;
}

/** Where a band ends; the last one never does. */
export function bandEnd(band: number): number {
  return bandEdges[band + 1] ?? Infinity;
}
