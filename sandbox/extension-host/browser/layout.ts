import { distance, DrawnElement, responsiveRule } from "./element";

// What arranges and what is read: s-stack, s-grid, s-box, s-section, s-query-container, s-divider, s-heading,
// s-paragraph, s-text, s-icon.

class Stack extends DrawnElement {
  protected draw(): void {
    const inline = this.getAttribute("direction") === "inline";
    this.root.innerHTML = `<style>
      :host { display: flex; flex-direction: ${inline ? "row" : "column"}; ${inline ? "flex-wrap: wrap;" : ""} align-items: ${this.getAttribute("alignitems") ?? (inline ? "center" : "stretch")}; gap: ${distance(this.getAttribute("gap"))}; }
      ::slotted(*) { min-inline-size: 0; }
    </style><slot></slot>`;
    this.setRole();
  }
}

class Grid extends DrawnElement {
  protected draw(): void {
    const columns = this.getAttribute("gridtemplatecolumns") ?? "none";
    this.root.innerHTML = `<style>
      :host { display: grid; gap: ${distance(this.getAttribute("gap"))}; }
      ${responsiveRule(":host", "grid-template-columns", columns)}
    </style><slot></slot>`;
    this.setRole();
  }
}

class QueryContainer extends DrawnElement {
  protected draw(): void {
    this.root.innerHTML = `<style>:host { display: block; container-type: inline-size; }</style><slot></slot>`;
  }
}

class Box extends DrawnElement {
  protected draw(): void {
    const border = this.getAttribute("border") === null ? "" : "border: 1px solid #dedede;";
    const radius = this.getAttribute("borderradius") === null ? "" : "border-radius: 8px;";
    this.root.innerHTML = `<style>
      :host { display: block; ${border} ${radius} padding: ${distance(this.getAttribute("padding"))}; }
    </style><slot></slot>`;
    this.setRole();
  }
}

/** A card; a heading in it is one level down, as Shopify does it. */
class Section extends DrawnElement {
  readonly #heading = document.createElement("h2");

  constructor() {
    super();
    const style = document.createElement("style");
    style.textContent = `
      :host { display: block; border: 1px solid #e3e3e3; border-radius: 10px; padding: 20px; background: #fff; }
      h2 { font-size: 17px; line-height: 1.35; font-weight: 600; margin: 0 0 14px; overflow-wrap: anywhere; }`;
    this.root.append(style, this.#heading, document.createElement("slot"));
  }

  protected draw(): void {
    const heading = this.getAttribute("heading");
    this.#heading.textContent = heading;
    this.#heading.hidden = heading === null;
  }
}

const icons: Record<string, string> = {
  "check-circle-filled": `<circle cx="10" cy="10" r="8" fill="currentColor"/><path d="m6.5 10 2.5 2.5 4.5-5" fill="none" stroke="#fff" stroke-width="1.8"/>`,
  circle: `<circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  delivery: `<path d="M2 5h9v8H2zM11 8h4l3 3v2h-7z" fill="currentColor"/><circle cx="6" cy="14.5" r="2" fill="currentColor" stroke="#fff"/><circle cx="14.5" cy="14.5" r="2" fill="currentColor" stroke="#fff"/>`,
};

class Icon extends DrawnElement {
  protected draw(): void {
    const type = this.getAttribute("type") ?? "";
    const drawing = icons[type];
    if (drawing === undefined) console.error(`The sandbox has no picture for the icon "${type}".`);
    const color = this.getAttribute("tone") === "success" ? "#1a7346" : "#8a8a8a";
    this.root.innerHTML = `<style>:host { display: inline-flex; color: ${color}; }</style>
      <svg viewBox="0 0 20 20" width="22" height="22" aria-hidden="true">${drawing ?? ""}</svg>`;
  }
}

class Divider extends DrawnElement {
  protected draw(): void {
    this.root.innerHTML = `<style>:host { display: block; border-block-start: 1px solid #dedede; }</style>`;
    this.setAttribute("role", "separator");
  }
}

class Heading extends DrawnElement {
  protected draw(): void {
    this.root.innerHTML = `<style>
      :host { display: block; }
      h2 { font-size: 17px; line-height: 1.35; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
    </style><h2><slot></slot></h2>`;
  }
}

class Paragraph extends DrawnElement {
  protected draw(): void {
    this.root.innerHTML = `<style>
      :host { display: block; }
      p { margin: 0; max-inline-size: 65ch; overflow-wrap: anywhere; }
    </style><p><slot></slot></p>`;
  }
}

class Text extends DrawnElement {
  protected draw(): void {
    const type = this.getAttribute("type");
    const subdued = this.getAttribute("color") === "subdued";
    this.root.innerHTML = `<style>
      :host { ${subdued ? "color: #616161;" : ""} ${type === "small" ? "font-size: 12.5px;" : ""} ${type === "strong" ? "font-weight: 600;" : ""} }
    </style><slot></slot>`;
  }
}

export function defineLayout(): void {
  customElements.define("s-stack", Stack);
  customElements.define("s-grid", Grid);
  customElements.define("s-query-container", QueryContainer);
  customElements.define("s-divider", Divider);
  customElements.define("s-heading", Heading);
  customElements.define("s-paragraph", Paragraph);
  customElements.define("s-text", Text);
  customElements.define("s-box", Box);
  customElements.define("s-section", Section);
  customElements.define("s-icon", Icon);
}
