/** "Marta B.": enough to know who it is, no more than a list needs. */
export function shopperName(shopper: { firstName: string | null; lastName: string | null } | null): string {
  const first = shopper?.firstName?.trim() ?? "";
  const last = shopper?.lastName?.trim() ?? "";
  if (!first) return last;
  return last ? `${first} ${last.slice(0, 1).toUpperCase()}.` : first;
}
