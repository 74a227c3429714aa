// The little markup words may use: **bold** and [words](https://…). Everything else is text and is escaped.

const marks = /\*\*(.+?)\*\*|\[([^\]\n]+)\]\((https?:\/\/[^\s)]+|mailto:[^\s)]+)\)/g;

/** Text as HTML shows it, in an attribute too. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

/** One word with dashes, short enough for a phone: a voucher's code is copied whole, so no line may end in it. */
const isCode = /^(?=\S{3,24}$)\S+-\S+$/;

/** Safe HTML of one paragraph; `ink` is the colour of its links. */
export function markupToHtml(text: string, ink: string): string {
  const escaped = (part: string) => unbroken(escapeHtml(part)).replace(/\n/g, "<br>");
  let html = "";
  let from = 0;
  for (const match of text.matchAll(marks)) {
    html += escaped(text.slice(from, match.index));
    const [whole, bold, label, url] = match;
    html +=
      bold === undefined
        ? `<a class="link" href="${escapeHtml(url ?? "")}" style="color:${ink};text-decoration:underline">${escaped(label ?? "")}</a>`
        : `<strong${isCode.test(bold) ? ' style="white-space:nowrap"' : ""}>${escaped(bold)}</strong>`;
    from = match.index + whole.length;
  }
  return html + escaped(text.slice(from));
}

/** Keeps "Wednesday 17" and "le 18" on one line. */
function unbroken(html: string): string {
  return html.replace(/(\p{L}{2,}) (\d{1,2})(?!\d)/gu, "$1&nbsp;$2");
}

/** The same paragraph without marks; a link shows its address. */
export function markupToText(text: string): string {
  return text.replace(
    marks,
    (_whole, bold?: string, label?: string, url?: string) => bold ?? `${label} (${url})`,
  );
}

/** Parted at empty lines; empty ones are none. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");
}
