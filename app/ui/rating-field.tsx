interface RatingFieldProps {
  legend: string;
  low: string;
  high: string;
  ratingOf(rating: number): string;
  chosen: number | null;
  problem: string | null;
}

const ratings = Array.from({ length: 11 }, (_, rating) => rating);

/** 0 to 10 as eleven radio buttons in a row: arrow keys, screen readers and thumbs alike. */
export function RatingField({ legend, low, high, ratingOf, chosen, problem }: RatingFieldProps) {
  return (
    <fieldset aria-describedby={problem ? "rating-ends rating-problem" : "rating-ends"}>
      <legend>{legend}</legend>
      {problem && (
        <p className="alert" id="rating-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="ratings">
        {ratings.map((rating) => (
          <label className="pick" key={rating}>
            <input
              type="radio"
              name="rating"
              value={rating}
              required
              defaultChecked={rating === chosen}
              aria-label={ratingOf(rating)}
            />
            <span aria-hidden="true">{rating}</span>
          </label>
        ))}
      </div>
      <p className="ends" id="rating-ends">
        <span>0 = {low}</span>
        <span>10 = {high}</span>
      </p>
    </fieldset>
  );
}
