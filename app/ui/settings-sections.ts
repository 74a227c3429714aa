import type { WordKey } from "~/ui/words/speaker";

/** The pages settings are told on, in the order a merchant comes to them. */
export const settingsSections = [
  "sender",
  "brand",
  "promise-rules",
  "messages",
  "delays",
  "goodwill",
  "restraint",
  "consent",
  "blocklist",
  "texts",
  "contacts",
  "retention",
] as const;
export type SettingsSection = (typeof settingsSections)[number];

interface SectionFacts {
  title: WordKey;
  why: WordKey;
  /** Where its fields stand among the settings. */
  paths: readonly string[];
}

export const sectionFacts: Record<SettingsSection, SectionFacts> = {
  sender: { title: "settings.sender", why: "settings.sender.why", paths: ["sender.", "languages."] },
  brand: { title: "settings.brand", why: "settings.brand.why", paths: ["brand."] },
  "promise-rules": { title: "settings.promise", why: "settings.promise.why", paths: ["promiseRules."] },
  messages: {
    title: "settings.touchpoints",
    why: "settings.touchpoints.why",
    paths: ["touchpoints.", "holdOut."],
  },
  delays: { title: "settings.delays", why: "settings.delays.why", paths: ["delays."] },
  goodwill: { title: "settings.goodwill", why: "settings.goodwill.why", paths: ["goodwill."] },
  restraint: {
    title: "settings.restraint",
    why: "settings.restraint.why",
    paths: ["quietHours.", "pressureCap.", "surveyEveryDays", "troubleCoolDownDays", "followUpHours"],
  },
  consent: { title: "settings.consent", why: "settings.consent.why", paths: ["consent."] },
  blocklist: { title: "settings.blocklist", why: "settings.blocklist.why", paths: ["blocklist."] },
  texts: { title: "settings.texts", why: "settings.texts.why", paths: ["texts."] },
  contacts: { title: "settings.contacts", why: "settings.contacts.why", paths: ["contacts.", "reviewUrl"] },
  retention: { title: "settings.privacy", why: "settings.privacy.why", paths: ["retention."] },
};
