/** What the follow-up's form says; the verb judges it. */
export function readFollowUpForm(form: FormData): {
  followUpId: string;
  outcome: string;
  note: string | null;
} {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  return { followUpId: text("followUpId"), outcome: text("outcome"), note: text("note") || null };
}
