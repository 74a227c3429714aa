import "@shopify/ui-extensions/preact";
import { render } from "preact";

import { Cards } from "./cards";

// Shopify demands a default export.
export default function orderCards(): void {
  render(<Cards />, document.body);
}
