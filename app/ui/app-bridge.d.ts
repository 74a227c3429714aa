import type { DetailedHTMLProps, HTMLAttributes } from "react";

// What the pages use of Shopify's App Bridge, whose script stands first in the document's head.

interface AppBridge {
  toast: { show(message: string, options?: { isError?: boolean; duration?: number }): void };
  scopes: {
    /** Asks the merchant for optional scopes, in Shopify's own window. */
    request(scopes: string[]): Promise<{ result: "granted-all" | "declined-all" }>;
  };
  saveBar: {
    show(id: string): Promise<void> | void;
    hide(id: string): Promise<void> | void;
    /** Resolves when the merchant may leave: at once, or after she said so. */
    leaveConfirmation(): Promise<void>;
  };
  /** undefined: she closed it without choosing. */
  resourcePicker(options: {
    type: "product";
    action: "select";
    multiple: boolean;
    filter: { variants: false };
    selectionIds: Array<{ id: string }>;
  }): Promise<Array<{ id: string; title: string }> | undefined>;
}

declare global {
  interface Window {
    shopify?: AppBridge;
  }
}

type CustomElement = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "ui-nav-menu": CustomElement;
      "ui-save-bar": CustomElement;
    }
  }

  // App Bridge reads it from the save bar's buttons.
  interface ButtonHTMLAttributes<T> extends HTMLAttributes<T> {
    variant?: "primary";
  }
}
