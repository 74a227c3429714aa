import type { FollowUpChange } from "~/surveys/change-follow-up.server";

/** What the follow-up's forms say; the verbs judge it. Null for an intent of nobody's. */
export function readFollowUpForm(form: FormData): FollowUpChange | null {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const followUpId = text("followUpId");
  switch (text("intent")) {
    case "plan":
      return {
        ...{ intent: "plan", followUpId, owner: text("owner") },
        ...{ dueLocal: text("dueLocal"), note: text("note") },
      };
    case "reply":
      return {
        ...{ intent: "reply", followUpId, replyId: text("replyId") },
        ...{ subject: text("subject"), text: text("text") },
      };
    case "resolve":
      return { intent: "resolve", followUpId, outcome: text("outcome"), note: text("note") || null };
    default:
      return null;
  }
}
