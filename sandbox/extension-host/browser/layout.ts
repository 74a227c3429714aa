import { distance, DrawnElement, responsiveRule } from "./element";

// What arranges and what is read: s-stack, s-grid, s-query-container, s-divider, s-heading, s-paragraph, s-text.

class Stack extends DrawnElement {
  protected draw(): void {
    const inline = this.getAttribute("direction") === "inline";
    this.root.innerHTML = `<style>
      :host { display: flex; flex-direction: ${inline ? "row" : "column"}; ${inline ? "flex-wrap: wrap; align-items: center;" : ""} gap: ${distance(this.getAttribute("gap"))}; }
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
}
