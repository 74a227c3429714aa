import "@shopify/ui-extensions/preact";
import { render } from "preact";

import { Block } from "./block";

// Shopify demands a default export.
export default function customerDetailsBlock(): void {
  render(<Block />, document.body);
}
