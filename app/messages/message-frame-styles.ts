import { darkPaper, darkTile, type BrandColors } from "./brand-colors";

/**
 * What mail programs that read style sheets add: room on a phone, and a dark look of our own instead of whatever
 * the program would invert. Everything essential stands inline.
 */
export function frameStyles(colors: BrandColors): string {
  return `
    a { text-underline-offset: 2px; }
    @media only screen and (max-width: 520px) {
      .card { border-radius: 0 !important; margin-top: 0 !important; }
      .pad { padding-left: 20px !important; padding-right: 20px !important; }
      .title { font-size: 24px !important; line-height: 32px !important; }
      .button { display: block !important; }
      .choice { display: block !important; margin: 0 !important; line-height: 44px !important; }
      .rating { display: inline-block !important; width: 16% !important; padding: 0 1.5% 6px 0 !important; box-sizing: border-box; }
    }
    @media (prefers-color-scheme: dark) {
      .ground, .ground > table > tbody > tr > td { background-color: #101011 !important; }
      .card { background-color: ${darkPaper} !important; }
      .text { color: #f2f2f3 !important; }
      .muted { color: #b9b7b2 !important; }
      .link { color: ${colors.inkOnDark} !important; }
      .line { border-color: #3a3a3d !important; }
      .logo { background-color: #ffffff; padding: 6px 8px; border-radius: 6px; }
      .rate { background-color: ${darkTile} !important; color: #f2f2f3 !important; border-color: #8d8b87 !important; }
    }
    [data-ogsc] .text { color: #f2f2f3 !important; }
    [data-ogsc] .muted { color: #b9b7b2 !important; }
    [data-ogsc] .link { color: ${colors.inkOnDark} !important; }
  `.replace(/\s+/g, " ");
}
