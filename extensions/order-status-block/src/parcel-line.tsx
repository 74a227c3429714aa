import "@shopify/ui-extensions/preact";
import { render } from "preact";

import { Parcel } from "./parcel";

// Shopify demands a default export.
export default function parcelLine(): void {
  render(<Parcel />, document.body);
}
