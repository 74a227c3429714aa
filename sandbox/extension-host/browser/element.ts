/** Shopify's scale of distances, as near as the eye needs. */
const distances: Record<string, string> = {
  none: "0",
  "small-500": "2px",
  "small-400": "4px",
  "small-300": "6px",
  "small-200": "8px",
  "small-100": "10px",
  small: "10px",
  base: "14px",
  large: "20px",
  "large-100": "20px",
  "large-200": "24px",
};

export function distance(keyword: string | null): string {
  return distances[keyword ?? "none"] ?? "0";
}

/** "@container (inline-size > 480px) A, B" in two rules; anything else in one. */
export function responsiveRule(selector: string, property: string, value: string): string {
  const query = /^@container\s+(\([^)]*\))\s+(.*),\s*(.*)$/.exec(value);
  if (query === null) return `${selector} { ${property}: ${value}; }`;
  const [, condition = "", wide = "", narrow = ""] = query;
  return `${selector} { ${property}: ${narrow}; } @container ${condition} { ${selector} { ${property}: ${wide}; } }`;
}

/** An element drawn anew whenever an attribute changes. Preact sets every unknown property as an attribute. */
export abstract class DrawnElement extends HTMLElement {
  protected readonly root = this.attachShadow({ mode: "open", delegatesFocus: true });
  #observer = new MutationObserver(() => this.draw());

  connectedCallback(): void {
    this.draw();
    this.#observer.observe(this, { attributes: true });
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
  }

  protected abstract draw(): void;

  /** A switch that is on: present and not "false". */
  protected isOn(attribute: string): boolean {
    const value = this.getAttribute(attribute);
    return value !== null && value !== "false";
  }

  protected setRole(): void {
    const role = this.getAttribute("accessibilityrole");
    const roles: Record<string, string> = {
      section: "region",
      status: "status",
      alert: "alert",
      main: "main",
      aside: "complementary",
      "ordered-list": "list",
      "unordered-list": "list",
      "list-item": "listitem",
    };
    const wanted = roles[role ?? ""];
    if (wanted !== undefined && this.getAttribute("role") !== wanted) this.setAttribute("role", wanted);
    const label = this.getAttribute("accessibilitylabel");
    if (label !== null && this.getAttribute("aria-label") !== label) this.setAttribute("aria-label", label);
  }
}
