const ratings = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** One row where there is room; on a phone two, so that every number stays as wide as a thumb. */
const columns = `@container (inline-size > 480px) ${Array(11).fill("1fr").join(" ")}, ${Array(6).fill("1fr").join(" ")}`;

interface RatingRowProps {
  lowest: string;
  highest: string;
  chosen: number | null;
  /** The extension's own words for a number, and for both ends with what they mean. */
  translate(
    key: "rating" | "lowestRating" | "highestRating",
    values: Record<string, string | number>,
  ): string;
  onChoose(rating: number): void;
}

/** 0 to 10, each a button that says whether it is pressed and, at the ends, what it means. */
export function RatingRow({ lowest, highest, chosen, translate, onChoose }: RatingRowProps) {
  function spoken(rating: number): string {
    if (rating === 0) return translate("lowestRating", { rating, words: lowest });
    if (rating === 10) return translate("highestRating", { rating, words: highest });
    return translate("rating", { rating });
  }
  return (
    <s-query-container>
      <s-stack gap="small-200">
        <s-grid gridTemplateColumns={columns} gap="small-300">
          {ratings.map((rating) => (
            <s-press-button
              key={rating}
              inlineSize="fill"
              pressed={chosen === rating}
              accessibilityLabel={spoken(rating)}
              onClick={() => onChoose(rating)}
            >
              {rating}
            </s-press-button>
          ))}
        </s-grid>
        <s-grid gridTemplateColumns="1fr auto" gap="base">
          <s-text color="subdued" type="small">
            0: {lowest}
          </s-text>
          <s-text color="subdued" type="small">
            10: {highest}
          </s-text>
        </s-grid>
      </s-stack>
    </s-query-container>
  );
}
