import { DrawnElement } from "./element";
import { addressOf } from "./addresses";

// What is pressed, ticked and typed into: s-press-button, s-button, s-checkbox, s-text-area, s-link. Real controls in their shadow, so that
// keyboard, focus and a screen reader meet what a browser brings.

const focusRing = `:focus-visible { outline: 2px solid #1773b0; outline-offset: 2px; }`;

abstract class PressedElement extends DrawnElement {
  readonly #button = document.createElement("button");
  readonly #style = document.createElement("style");

  constructor() {
    super();
    this.#button.type = "button";
    this.#button.append(document.createElement("slot"));
    this.root.append(this.#style, this.#button);
    this.#button.addEventListener("click", (event) => {
      if (this.isOn("disabled") || this.isOn("loading")) event.stopPropagation();
      const href = this.getAttribute("href");
      if (href !== null) open(addressOf(href), "_top");
    });
  }

  protected draw(): void {
    const label = this.getAttribute("accessibilitylabel");
    if (label === null) this.#button.removeAttribute("aria-label");
    else this.#button.setAttribute("aria-label", label);
    this.#button.setAttribute("aria-disabled", String(this.isOn("disabled") || this.isOn("loading")));
    this.#button.setAttribute("aria-busy", String(this.isOn("loading")));
    this.#style.textContent = `
      :host { display: ${this.getAttribute("inlinesize") === "fill" ? "block" : "inline-block"}; }
      button { font: inherit; font-weight: 500; min-block-size: 44px; border-radius: 6px; cursor: pointer; ${this.getAttribute("inlinesize") === "fill" ? "inline-size: 100%; padding: 0;" : "padding: 0 18px;"} }
      button[aria-busy="true"] { opacity: 0.6; cursor: progress; }
      ${focusRing}
      ${this.look()}`;
    this.finish(this.#button);
  }

  protected abstract look(): string;
  protected finish(_button: HTMLButtonElement): void {}
}

class Button extends PressedElement {
  protected look(): string {
    return this.getAttribute("variant") === "primary"
      ? `button { background: #1773b0; border: 1px solid #1773b0; color: #fff; } button:hover { background: #135f91; }`
      : `button { background: #fff; border: 1px solid #c9c9c9; color: #135f91; } button:hover { border-color: #1773b0; }`;
  }
}

class PressButton extends PressedElement {
  protected look(): string {
    return `
      button { background: #fff; border: 1px solid #c9c9c9; color: #202223; font-variant-numeric: tabular-nums; }
      button:hover { border-color: #1773b0; }
      button[aria-pressed="true"] { background: #1773b0; border-color: #1773b0; color: #fff; }`;
  }

  protected override finish(button: HTMLButtonElement): void {
    button.setAttribute("aria-pressed", String(this.isOn("pressed")));
  }
}

class TextArea extends DrawnElement {
  readonly #label = document.createElement("label");
  readonly #area = document.createElement("textarea");

  constructor() {
    super();
    const style = document.createElement("style");
    style.textContent = `
      :host { display: block; }
      label { display: block; font-weight: 600; margin-block-end: 6px; }
      textarea { font: inherit; color: inherit; box-sizing: border-box; inline-size: 100%; padding: 10px 12px; border: 1px solid #8a8a8a; border-radius: 6px; resize: vertical; }
      ${focusRing}`;
    this.#label.htmlFor = "area";
    this.#area.id = "area";
    this.root.append(style, this.#label, this.#area);
    // A change stays inside its shadow unless it is told again outside.
    this.#area.addEventListener("change", () => this.dispatchEvent(new Event("change", { bubbles: true })));
  }

  get value(): string {
    return this.#area.value;
  }

  set value(value: string) {
    if (this.#area.value !== value) this.#area.value = value;
  }

  protected draw(): void {
    this.#label.textContent = this.getAttribute("label");
    this.#area.rows = Number(this.getAttribute("rows") ?? 3);
    const maxLength = this.getAttribute("maxlength");
    if (maxLength !== null) this.#area.maxLength = Number(maxLength);
  }
}

class Checkbox extends DrawnElement {
  readonly #box = document.createElement("input");
  readonly #words = document.createElement("span");

  constructor() {
    super();
    const style = document.createElement("style");
    style.textContent = `
      :host { display: block; }
      label { display: inline-flex; align-items: center; gap: 10px; min-block-size: 44px; cursor: pointer; }
      input { inline-size: 20px; block-size: 20px; margin: 0; accent-color: #1773b0; }
      ${focusRing}`;
    this.#box.type = "checkbox";
    const label = document.createElement("label");
    label.append(this.#box, this.#words);
    this.root.append(style, label);
    this.#box.addEventListener("change", () => this.dispatchEvent(new Event("change", { bubbles: true })));
  }

  get checked(): boolean {
    return this.#box.checked;
  }

  set checked(checked: boolean) {
    this.#box.checked = checked;
  }

  protected draw(): void {
    this.#words.textContent = this.getAttribute("label");
  }
}

class Link extends DrawnElement {
  readonly #anchor = document.createElement("a");

  constructor() {
    super();
    const style = document.createElement("style");
    style.textContent = `
      a { color: #135f91; text-underline-offset: 3px; display: inline-flex; align-items: center; min-block-size: 44px; }
      ${focusRing}`;
    this.#anchor.append(document.createElement("slot"));
    this.root.append(style, this.#anchor);
  }

  protected draw(): void {
    const href = this.getAttribute("href");
    if (href) this.#anchor.href = addressOf(href);
    if (href?.startsWith("app:")) this.#anchor.target = "_top";
    if (this.getAttribute("target") === "_blank")
      Object.assign(this.#anchor, { target: "_blank", rel: "noopener" });
  }
}

export function defineControls(): void {
  customElements.define("s-button", Button);
  customElements.define("s-press-button", PressButton);
  customElements.define("s-checkbox", Checkbox);
  customElements.define("s-link", Link);
  customElements.define("s-text-area", TextArea);
}
