import { AssertionError, Liquid, LiquidError, type Template } from "liquidjs";

// Words are written by merchants, so they are bounded in length, time and memory, and cannot loop or load files.
const longestWords = 20_000;
// By the clock on the wall: a busy worker stands still for longer than any words of ours take.
const renderLimitMs = 1_000;
const memoryLimit = 1_000_000;
/** Parsed words kept; the default words of one language and voice are about 70 templates. */
const keptTemplates = 2_000;
const refusedTags = [
  "include",
  "render",
  "layout",
  "block",
  "for",
  "tablerow",
  "raw",
  "liquid",
  "increment",
  "decrement",
  "cycle",
];

export interface WordsFault {
  line: number;
  problem: "unreadable" | "unknown_value" | "unknown_filter";
  /** The unknown name, or what Liquid says. */
  detail: string;
}

const engine = new Liquid({
  strictFilters: true,
  strictVariables: false,
  ownPropertyOnly: true,
  templates: {},
  parseLimit: longestWords,
  renderLimit: renderLimitMs,
  memoryLimit,
});
for (const tag of refusedTags) delete engine.tags[tag];
// Liquid's own `capitalize` lowers the rest: "BRT" would become "brt".
engine.registerFilter("sentence", (value: unknown) => {
  const text = typeof value === "string" ? value : "";
  return text.charAt(0).toUpperCase() + text.slice(1);
});

const parsed = new Map<string, Template[]>();

/** Fills words with values. A missing value prints nothing; throws LiquidError when the words do not parse or take too long. */
export function fillWords(words: string, values: object): string {
  const filled: unknown = engine.renderSync(parse(words), values);
  return tidy(typeof filled === "string" ? filled : "");
}

/** What an editor shows beside the words: every line that would not print what its author means. */
export function checkWords(words: string, knownValues: ReadonlySet<string>): WordsFault[] {
  let templates: Template[];
  try {
    templates = engine.parse(words);
  } catch (error) {
    return [faultOf(error)];
  }
  const used = engine.analyzeSync(templates, { partials: false }).globals;
  return Object.values(used)
    .flat()
    .map((variable) => ({ path: variable.segments.map(String).join("."), line: variable.location.row }))
    .filter(({ path }) => !knownValues.has(path))
    .map(({ path, line }): WordsFault => ({ line, problem: "unknown_value", detail: path }))
    .sort((a, b) => a.line - b.line);
}

/** Translates Liquid's refusal; anything else is not about the words and is thrown on. */
export function faultOf(error: unknown): WordsFault {
  // Too long: Liquid's own limit, which knows no line.
  if (error instanceof AssertionError) return { line: 1, problem: "unreadable", detail: error.message };
  if (!LiquidError.is(error)) throw error;
  const line = Number(/line:(\d+)/.exec(error.message)?.[1] ?? 1);
  const unknownFilter = /undefined filter: ([^\s,]+)/.exec(error.message)?.[1];
  if (unknownFilter !== undefined) return { line, problem: "unknown_filter", detail: unknownFilter };
  return { line, problem: "unreadable", detail: error.message.replace(/, line:\d+.*$/s, "") };
}

function parse(words: string): Template[] {
  const known = parsed.get(words);
  if (known !== undefined) return known;
  const templates = engine.parse(words);
  if (parsed.size >= keptTemplates) parsed.delete(parsed.keys().next().value ?? "");
  parsed.set(words, templates);
  return templates;
}

/** Closes the gaps that missing values leave: "Hi ," is "Hi,", "Thank you, ." is "Thank you.". Braces never print. */
export function tidy(text: string): string {
  return text
    .replace(/\{\{|\}\}|\{%|%\}/g, "")
    .replace(/\*{4,}/g, "")
    .replace(/[ \t]+/g, " ")
    .replace(/ +([,.;:?!])/g, "$1")
    .replace(/,(?=[,.;:?!])/g, "")
    .replace(/^[ ,;:]+| +$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
