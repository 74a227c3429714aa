import "@shopify/ui-extensions/preact";
import { render } from "preact";

import { Block } from "./block";

// Shopify demands a default export.
export default function orderDetailsBlock(): void {
  render(<Block />, document.body);
}
