// Reads a page as a shopper's browser would: its forms, with what they would send, and a mail's links.

export interface PageForm {
  method: "get" | "post";
  /** As written; empty for the page itself. */
  action: string;
  /** What is sent without touching anything: hidden, prefilled and preselected fields. */
  fields: Array<[name: string, value: string]>;
  /** Buttons that send it, with what each adds. */
  buttons: Array<[name: string, value: string]>;
  /** What she can tap: the values of radio buttons and boxes, by name. */
  choices: Map<string, string[]>;
  /** Names of fields she could write into. */
  writable: Set<string>;
}

export function readForms(html: string): PageForm[] {
  return [...withoutScripts(html).matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(
    ([, opening = "", body = ""]) => {
      const form = attributesOf(opening);
      const fields: PageForm["fields"] = [];
      const buttons: PageForm["buttons"] = [];
      const choices: PageForm["choices"] = new Map();
      const writable = new Set<string>();
      for (const [, tag = "", rest = "", inner = ""] of body.matchAll(
        /<(input|textarea|button)\b([^>]*)>(?:([^<]*)<\/(?:textarea|button)>)?/gi,
      )) {
        const attributes = attributesOf(rest);
        const name = attributes.get("name");
        if (name === undefined || attributes.has("disabled")) continue;
        const type = attributes.get("type") ?? (tag.toLowerCase() === "button" ? "submit" : "text");
        if (tag.toLowerCase() === "button" || type === "submit") {
          buttons.push([name, attributes.get("value") ?? ""]);
          continue;
        }
        if (type === "radio" || type === "checkbox") {
          const value = attributes.get("value") ?? "on";
          choices.set(name, [...(choices.get(name) ?? []), value]);
          if (attributes.has("checked")) fields.push([name, value]);
          continue;
        }
        if (type !== "hidden") writable.add(name);
        fields.push([
          name,
          tag.toLowerCase() === "textarea" ? unescapeHtml(inner) : (attributes.get("value") ?? ""),
        ]);
      }
      return {
        method: (form.get("method") ?? "get").toLowerCase() === "post" ? "post" : "get",
        action: form.get("action") ?? "",
        fields,
        buttons,
        choices,
        writable,
      };
    },
  );
}

/** Every address a mail or page links to, each once, in the order of appearance. */
export function readLinks(html: string): string[] {
  const links = [...html.matchAll(/<a\b([^>]*)>/gi)].map(
    ([, rest = ""]) => attributesOf(rest).get("href") ?? "",
  );
  return [...new Set(links.filter((link) => /^https?:\/\//.test(link)))];
}

function withoutScripts(html: string): string {
  return html.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, "").replace(/<!--[\s\S]*?-->/g, "");
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", , double, single, bare] of text.matchAll(
    /([^\s"'>/=]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  )) {
    attributes.set(name.toLowerCase(), unescapeHtml(double ?? single ?? bare ?? ""));
  }
  return attributes;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function unescapeHtml(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith("#")) {
      const code =
        name[1]?.toLowerCase() === "x"
          ? Number.parseInt(name.slice(2), 16)
          : Number.parseInt(name.slice(1), 10);
      return String.fromCodePoint(code);
    }
    return entities[name] ?? whole;
  });
}
