import type { ActionFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { previewPromises } from "~/promises/preview-promises";
import { settingsPatchFromForm } from "~/settings/settings-form";
import { shopSettingsSchema } from "~/settings/shop-settings";
import { authenticate } from "~/shopify.server";

/** What the rules on the page, saved or not, would promise for an order placed now; null while they cannot be read. */
export async function action({ request }: ActionFunctionArgs) {
  await authenticate.admin(request);
  const patch = settingsPatchFromForm(await request.formData());
  const rules = shopSettingsSchema.shape.promiseRules.safeParse(patch.promiseRules);
  return { promises: rules.success ? previewPromises(rules.data, getDeps().clock.now()) : null };
}
