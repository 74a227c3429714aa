import "@shopify/ui-extensions/preact";
import { render } from "preact";

import { LastmileBlock } from "../../shared-admin/lastmile-block";

// Shopify demands a default export.
export default function orderDetailsBlock(): void {
  render(<LastmileBlock page={shopify} />, document.body);
}
