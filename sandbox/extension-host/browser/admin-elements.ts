import { fetchIdToken } from "./admin-shopify";
import { DrawnElement } from "./element";

// What only the admin has: s-admin-block, s-admin-print-action, s-badge, s-banner, s-choice-list, s-text-field.

const focusRing = `:focus-visible { outline: 2px solid #005bd3; outline-offset: 2px; }`;

class AdminBlock extends DrawnElement {
  protected draw(): void {
    this.root.innerHTML = `<style>
      :host { display: block; border: 1px solid #e3e3e3; border-radius: 12px; padding: 16px; background: #fff; }
      h2 { font-size: 14px; font-weight: 650; margin: 0 0 12px; }
    </style><h2></h2><slot></slot>`;
    const heading = this.root.querySelector("h2");
    if (heading) heading.textContent = this.getAttribute("heading");
  }
}

const badgeColors: Record<string, [string, string]> = {
  success: ["#cdfee1", "#0c5132"],
  info: ["#e0f0ff", "#00527c"],
  warning: ["#ffef9d", "#4f4700"],
  critical: ["#fedad9", "#8e1f0b"],
};

class Badge extends DrawnElement {
  protected draw(): void {
    const [ground, ink] = badgeColors[this.getAttribute("tone") ?? ""] ?? ["#ebebeb", "#4a4a4a"];
    this.root.innerHTML = `<style>
      :host { display: inline-block; background: ${ground}; color: ${ink}; border-radius: 8px; padding: 2px 8px; font-size: 13px; font-weight: 550; }
    </style><slot></slot>`;
  }
}

class Banner extends DrawnElement {
  protected draw(): void {
    this.root.innerHTML = `<style>
      :host { display: block; background: #fff8db; border: 1px solid #e6d27a; border-radius: 8px; padding: 10px 12px; }
    </style><slot></slot>`;
  }
}

class ChoiceList extends DrawnElement {
  #values: string[] = [];

  get values(): string[] {
    return this.#values;
  }

  set values(values: string[]) {
    this.#values = values;
    this.draw();
  }

  protected draw(): void {
    const fieldset = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = this.getAttribute("label");
    fieldset.append(legend);
    for (const choice of this.querySelectorAll("s-choice")) {
      const value = choice.getAttribute("value") ?? "";
      const radio = document.createElement("input");
      Object.assign(radio, { type: "radio", name: "choice", value, checked: this.#values.includes(value) });
      radio.addEventListener("change", () => {
        this.#values = [value];
        this.dispatchEvent(new Event("change", { bubbles: true }));
      });
      const label = document.createElement("label");
      label.append(radio, choice.textContent ?? "");
      fieldset.append(label);
    }
    const style = document.createElement("style");
    style.textContent = `
      :host { display: block; }
      fieldset { border: 0; margin: 0; padding: 0; }
      legend { padding: 0; margin-block-end: 4px; font-weight: 550; }
      label { display: flex; align-items: center; gap: 8px; min-block-size: 32px; cursor: pointer; }
      input { inline-size: 18px; block-size: 18px; margin: 0; }
      ${focusRing}`;
    const focused =
      this.root.activeElement instanceof HTMLInputElement ? this.root.activeElement.value : null;
    this.root.replaceChildren(style, fieldset);
    if (focused !== null) this.root.querySelector<HTMLInputElement>(`[value="${focused}"]`)?.focus();
  }
}

/** Drawn by its list. */
class Choice extends HTMLElement {}

class TextField extends DrawnElement {
  readonly #label = document.createElement("label");
  readonly #input = document.createElement("input");
  readonly #details = document.createElement("small");

  constructor() {
    super();
    const style = document.createElement("style");
    style.textContent = `
      :host { display: block; }
      label { display: block; font-weight: 550; margin-block-end: 4px; }
      input { font: inherit; box-sizing: border-box; inline-size: 100%; padding: 7px 12px; border: 1px solid #8a8a8a; border-radius: 8px; }
      small { color: #616161; }
      ${focusRing}`;
    this.#label.htmlFor = "field";
    this.#input.id = "field";
    this.#details.id = "details";
    this.#input.setAttribute("aria-describedby", "details");
    this.root.append(style, this.#label, this.#input, this.#details);
    this.#input.addEventListener("change", () => this.dispatchEvent(new Event("change", { bubbles: true })));
  }

  get value(): string {
    return this.#input.value;
  }

  set value(value: string) {
    if (this.#input.value !== value) this.#input.value = value;
  }

  protected draw(): void {
    this.#label.textContent = this.getAttribute("label");
    this.#details.textContent = this.getAttribute("details");
    this.#input.maxLength = Number(this.getAttribute("maxlength") ?? 255);
  }
}

/** The admin's print dialog: what the extension asks beside a preview of the app's document. */
class PrintAction extends DrawnElement {
  readonly #preview = document.createElement("iframe");
  readonly #print = document.createElement("button");
  #shown: string | null = null;

  constructor() {
    super();
    const style = document.createElement("style");
    style.textContent = `
      :host { display: grid; gap: 20px; grid-template-columns: minmax(0, 18rem) minmax(0, 1fr); align-items: start; }
      iframe { inline-size: 100%; block-size: 640px; border: 1px solid #e3e3e3; border-radius: 8px; background: #f1f1f1; }
      button { font: inherit; font-weight: 550; min-block-size: 36px; padding: 0 16px; border: 0; border-radius: 8px; background: #303030; color: #fff; margin-block-start: 16px; cursor: pointer; }
      button:disabled { background: #d4d4d4; color: #5c5c5c; cursor: default; }
      @media (max-width: 600px) { :host { grid-template-columns: minmax(0, 1fr); } }
      ${focusRing}`;
    const asked = document.createElement("div");
    this.#print.textContent = "Print";
    asked.append(document.createElement("slot"), this.#print);
    this.#preview.title = "Print preview";
    this.#print.addEventListener("click", () => this.#preview.contentWindow?.print());
    this.root.append(style, asked, this.#preview);
  }

  protected draw(): void {
    const src = this.getAttribute("src");
    this.#print.disabled = src === null;
    if (src === this.#shown) return;
    this.#shown = src;
    if (src === null) this.#preview.srcdoc = "";
    else void this.#show(src);
  }

  async #show(src: string): Promise<void> {
    const response = await fetch(new URL(src, globalThis.lastmileAppUrl), {
      headers: { Authorization: `Bearer ${await fetchIdToken()}` },
    });
    if (this.#shown === src) this.#preview.srcdoc = await response.text();
  }
}

export function defineAdminElements(): void {
  customElements.define("s-admin-block", AdminBlock);
  customElements.define("s-admin-print-action", PrintAction);
  customElements.define("s-badge", Badge);
  customElements.define("s-banner", Banner);
  customElements.define("s-choice-list", ChoiceList);
  customElements.define("s-choice", Choice);
  customElements.define("s-text-field", TextField);
}
