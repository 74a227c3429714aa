import { expect, it } from "vitest";
import { settingsFields } from "~/settings/settings-form";
import { defaultShopSettings } from "~/settings/shop-settings";
import { sectionFacts, settingsSections } from "./settings-sections";

it.each(Object.keys(settingsFields(defaultShopSettings)))("%s stands on exactly one page", (path) => {
  const pages = settingsSections.filter((section) =>
    sectionFacts[section].paths.some((part) => path.startsWith(part)),
  );
  expect(pages).toHaveLength(1);
});
