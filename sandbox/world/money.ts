// Amounts as Shopify writes them: text with two decimals, in a shop_money / presentment_money pair.

export interface MoneySet {
  shop_money: { amount: string; currency_code: string };
  presentment_money: { amount: string; currency_code: string };
}

export function amountOf(cents: number): string {
  return (cents / 100).toFixed(2);
}

export function moneySet(cents: number, currency: string): MoneySet {
  const money = { amount: amountOf(cents), currency_code: currency };
  return { shop_money: money, presentment_money: { ...money } };
}
