/** What a customer has bought so far, in the shop's currency. */
export interface Purchases {
  orders: number;
  spent: number;
}
