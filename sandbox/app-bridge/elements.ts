// The admin's own elements, as far as an app's page touches them. They draw nothing themselves: the chrome does.

export interface BridgeElement extends HTMLElement {
  show(): Promise<void>;
  hide(): Promise<void>;
  toggle(): Promise<void>;
}

type Listener = () => void;
const listeners = new Set<Listener>();

/** Called whenever a navigation menu, a title bar or a save bar came, changed or went. */
export function onElementsChange(listener: Listener): void {
  listeners.add(listener);
}

let told = false;
function tell(): void {
  if (told) return;
  told = true;
  queueMicrotask(() => {
    told = false;
    for (const listener of listeners) listener();
  });
}

class Declared extends HTMLElement {
  private observer: MutationObserver | null = null;
  connectedCallback(): void {
    this.observer = new MutationObserver(tell);
    this.observer.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
    tell();
  }
  disconnectedCallback(): void {
    this.observer?.disconnect();
    tell();
  }
}

class Shown extends Declared implements BridgeElement {
  open = false;
  show(): Promise<void> {
    return this.set(true);
  }
  hide(): Promise<void> {
    return this.set(false);
  }
  toggle(): Promise<void> {
    return this.set(!this.open);
  }
  private set(open: boolean): Promise<void> {
    if (this.open !== open) {
      this.open = open;
      this.dispatchEvent(new CustomEvent(open ? "show" : "hide"));
      tell();
    }
    return Promise.resolve();
  }
}

class Modal extends Shown {
  /** React's Modal renders its children into this. */
  content: HTMLElement = document.createElement("div");
  override async show(): Promise<void> {
    if (!this.content.isConnected) this.append(this.content);
    await super.show();
    this.toggleAttribute("data-open", true);
  }
  override async hide(): Promise<void> {
    await super.hide();
    this.toggleAttribute("data-open", false);
  }
}

export function defineElements(): void {
  const elements: Array<[string, CustomElementConstructor]> = [
    ["ui-nav-menu", class extends Declared {}],
    ["s-app-nav", class extends Declared {}],
    ["ui-title-bar", class extends Declared {}],
    ["ui-save-bar", class extends Shown {}],
    ["ui-modal", Modal],
    ["s-app-window", class extends Shown {}],
  ];
  for (const [name, element] of elements) if (!customElements.get(name)) customElements.define(name, element);
}

export function findElement(id: string): BridgeElement | null {
  const element = document.getElementById(id);
  return element && "show" in element && "hide" in element ? (element as BridgeElement) : null;
}

export function openSaveBar(): (BridgeElement & { open: boolean }) | null {
  const bars = [...document.querySelectorAll<BridgeElement & { open: boolean }>("ui-save-bar")];
  return bars.find((bar) => bar.open) ?? null;
}
