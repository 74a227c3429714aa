/** A chance that was forecast, and what came of it. */
export interface Judged {
  chance: number;
  isLate: boolean;
}

/** The chance that a late order ranks before one in time; equal chances count half. Null without both kinds. */
export function areaUnderCurve(judged: Judged[]): number | null {
  const ascending = [...judged].sort((one, other) => one.chance - other.chance);
  const late = judged.filter(({ isLate }) => isLate).length;
  const inTime = judged.length - late;
  if (late === 0 || inTime === 0) return null;
  let rankSum = 0;
  for (let from = 0; from < ascending.length;) {
    let to = from;
    while (to < ascending.length && ascending[to]?.chance === ascending[from]?.chance) to += 1;
    const rank = (from + 1 + to) / 2;
    rankSum += rank * ascending.slice(from, to).filter(({ isLate }) => isLate).length;
    from = to;
  }
  return (rankSum - (late * (late + 1)) / 2) / (late * inTime);
}

/** Mean precision over the late orders, taken from the surest forecast down. */
export function averagePrecision(judged: Judged[]): number | null {
  const descending = [...judged].sort((one, other) => other.chance - one.chance);
  let [late, sum] = [0, 0];
  for (const [index, { isLate }] of descending.entries()) {
    if (!isLate) continue;
    late += 1;
    sum += late / (index + 1);
  }
  return late === 0 ? null : sum / late;
}

/** Precision of warning the surest ones until a share of the late orders is reached. */
export function precisionAtRecall(judged: Judged[], recall: number): number | null {
  const descending = [...judged].sort((one, other) => other.chance - one.chance);
  const wanted = recall * judged.filter(({ isLate }) => isLate).length;
  let late = 0;
  for (const [index, { isLate }] of descending.entries()) {
    if (isLate) late += 1;
    if (late > 0 && late >= wanted) return late / (index + 1);
  }
  return null;
}

/** Mean squared distance of chance and fact: 0 is perfect, 0.25 is what always saying "half" gets. */
export function brierScore(judged: Judged[]): number | null {
  return mean(judged.map(({ chance, isLate }) => (chance - Number(isLate)) ** 2));
}

export function mean(numbers: number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

/** The middle one, or halfway between the two in the middle. */
export function median(numbers: number[]): number | null {
  const ascending = [...numbers].sort((one, other) => one - other);
  const last = ascending.length - 1;
  return mean([Math.floor(last / 2), Math.ceil(last / 2)].flatMap((index) => ascending[index] ?? []));
}
