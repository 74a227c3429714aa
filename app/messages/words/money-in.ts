/** "€5", "5 €": whole amounts without their cents. */
export function moneyIn(locale: string, amount: number, currency: string): string {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  });
  // Its own space is one that mail programs show as a sign.
  return format.format(amount).replace(/\s/g, " ");
}
