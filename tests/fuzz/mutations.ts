import fc from "fast-check";

// Real samples with something wrong in them reach further than noise: most of the shape is right.

type ChangeJson = (value: unknown) => unknown;
type ChangeText = (text: Buffer) => Buffer;

const strangeValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    [],
    {},
    true,
    -1,
    0,
    1e308,
    "2026-13-45T99:99:99Z",
    "9".repeat(40),
    2 ** 53 + 2,
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.integer({ min: 1000, max: 20_000 }).map((length) => "ü".repeat(length)),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Puts a strange value in, or takes something out, at a few places of the document. */
export const mutatedJson: fc.Arbitrary<ChangeJson> = fc
  .array(
    fc.record({
      where: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      value: strangeValue,
      isGone: fc.boolean(),
    }),
    {
      maxLength: 3,
    },
  )
  .map(
    (changes) => (value) =>
      changes.reduce((changed, change) => changeAt(changed, change.where, change), value),
  );

function changeAt(
  value: unknown,
  [step, ...deeper]: number[],
  change: { value: unknown; isGone: boolean },
): unknown {
  if (step === undefined || typeof value !== "object" || value === null) return change.value;
  const names = Object.keys(value);
  const name = names[step % Math.max(1, names.length)];
  if (name === undefined) return change.value;
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  if (deeper.length === 0 && change.isGone) delete copy[name];
  else copy[name] = changeAt(copy[name], deeper, change);
  return Array.isArray(value) ? Object.values(copy) : copy;
}

/** Cuts it short, flips a byte or puts some in; three times of four it is left alone. */
export const mutatedText: fc.Arbitrary<ChangeText> = fc.oneof(
  { weight: 9, arbitrary: fc.constant<ChangeText>((text) => text) },
  {
    weight: 1,
    arbitrary: fc.nat().map(
      (at): ChangeText =>
        (text) =>
          text.subarray(0, at % (text.length + 1)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(), fc.nat(255)).map(([at, byte]): ChangeText => (text) => {
      const copy = Buffer.from(text);
      if (copy.length > 0) copy[at % copy.length] = byte;
      return copy;
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.nat(), fc.uint8Array({ maxLength: 8 }))
      .map(([at, bytes]): ChangeText => (text) => {
        const place = at % (text.length + 1);
        return Buffer.concat([text.subarray(0, place), bytes, text.subarray(place)]);
      }),
  },
);
