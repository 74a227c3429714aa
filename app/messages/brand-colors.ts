/** What a brand's one colour gives: every pair of text and ground reaches WCAG AA (4.5 : 1). */
export interface BrandColors {
  button: string;
  /** Text on the button: black or white, whichever reads better. */
  onButton: string;
  /** Keeps a pale button visible on white. */
  buttonEdge: string;
  /** The brand's colour as text on white, darkened until it reads. */
  ink: string;
  /** The same on a dark ground or tile, lightened until it reads. */
  inkOnDark: string;
  /** A breath of the colour, as ground for the rating row; `ink` reads on it. */
  tint: string;
}

export const paper = "#ffffff";
export const darkPaper = "#1d1d1f";
export const darkTile = "#2a2a2d";
const readable = 4.5;
// WCAG's bar for the edge of a control.
const visible = 3;

/** Throws RangeError unless the colour is #rrggbb. */
export function brandColors(color: string): BrandColors {
  const rgb = parse(color);
  const tint = mix(rgb, parse(paper), 0.9);
  const edge = shift(rgb, [0, 0, 0], parse(paper), visible);
  return {
    button: color,
    onButton: contrast(rgb, [255, 255, 255]) >= readable ? paper : betterOn(rgb),
    buttonEdge: format(edge),
    ink: format(shift(rgb, [0, 0, 0], tint, readable)),
    inkOnDark: format(shift(rgb, [255, 255, 255], parse(darkTile), readable)),
    tint: format(tint),
  };
}

/** WCAG contrast of two #rrggbb colours, 1 to 21. */
export function contrastOf(a: string, b: string): number {
  return contrast(parse(a), parse(b));
}

type Rgb = readonly [number, number, number];

function betterOn(rgb: Rgb): string {
  return contrast(rgb, [255, 255, 255]) >= contrast(rgb, [0, 0, 0]) ? paper : "#000000";
}

/** Moves a colour towards black or white in steps of 4 % until it stands out enough from its ground. */
function shift(rgb: Rgb, towards: Rgb, ground: Rgb, enough: number): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const shifted = mix(rgb, towards, share);
    if (contrast(rounded(shifted), rounded(ground)) >= enough) return shifted;
  }
  return towards;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ];
}

function contrast(a: Rgb, b: Rgb): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

// WCAG 2.2, relative luminance
function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function parse(color: string): Rgb {
  const [, r, g, b] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color) ?? [];
  if (r === undefined || g === undefined || b === undefined) throw new RangeError(`Not a colour: ${color}`);
  return [parseInt(r, 16), parseInt(g, 16), parseInt(b, 16)];
}

function rounded(rgb: Rgb): Rgb {
  return [Math.round(rgb[0]), Math.round(rgb[1]), Math.round(rgb[2])];
}

function format(rgb: Rgb): string {
  return `#${rounded(rgb)
    .map((channel) => channel.toString(16).padStart(2, "0"))
    .join("")}`;
}
