import { data, type ActionFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { dryRunTouchpointStep, triedKinds } from "~/insights/dry-run-touchpoint.server";
import { settingsPatchFromForm } from "~/settings/settings-form";
import { authenticate } from "~/shopify.server";

/** One step of the dry run by the rules as they are being written; the page asks for the next. Reading only. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const kind = triedKinds.find((known) => known === params.kind);
  if (!kind) throw data(null, { status: 404 });
  const form = await request.formData();
  const after = form.get("after");
  return dryRunTouchpointStep(getDeps(), {
    ...{ shopId: session.shop, kind, patch: settingsPatchFromForm(form) },
    after: typeof after === "string" && after !== "" ? after : null,
  });
}
