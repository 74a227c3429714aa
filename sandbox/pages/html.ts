// Text becomes HTML here, and only here unescaped text may pass.

export interface Html {
  readonly html: string;
}

type Piece = Html | Html[] | string | number | null | false | undefined;

/** A template whose values are escaped, save pieces that are HTML already. */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Html {
  return { html: strings.reduce((page, part, index) => page + pieceText(values[index - 1]) + part) };
}

/** Marks text of our own making as HTML. */
export function raw(text: string): Html {
  return { html: text };
}

function pieceText(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return "";
  if (Array.isArray(piece)) return piece.map((item) => item.html).join("");
  if (typeof piece === "object") return piece.html;
  return escapeHtml(String(piece));
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
