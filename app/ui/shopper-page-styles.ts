import { darkPaper, darkTile, type BrandColors } from "~/messages/brand-colors";

/** One small style sheet, inline: the page is one request. Every target is at least 44 px. */
export function shopperPageStyles(colors: BrandColors): string {
  return `
:root { color-scheme: light dark; --ground: #f3f2ef; --paper: #fff; --text: #1d1d1f; --muted: #5c5a55; --edge: #8d8b86;
  --ink: ${colors.ink}; --tint: ${colors.tint}; --brand: ${colors.button}; --on-brand: ${colors.onButton}; --brand-edge: ${colors.buttonEdge}; --alert: #a3180c; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #101011; --paper: ${darkPaper}; --text: #f2f2f3; --muted: #b9b7b2; --edge: #8d8b87;
    --ink: ${colors.inkOnDark}; --tint: ${darkTile}; --brand-edge: ${colors.inkOnDark}; --alert: #ff9d92; }
  .brand img { background: #fff; padding: 6px 8px; border-radius: 6px; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 17px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
.page { max-width: 640px; margin: 0 auto; padding: 20px 16px 48px; }
.brand { padding: 8px 4px 20px; font-size: 20px; font-weight: 700; color: var(--ink); }
.brand img { display: block; max-width: 220px; height: 40px; object-fit: contain; object-position: left; }
.card { background: var(--paper); border-radius: 12px; border-top: 4px solid var(--brand-edge); padding: 24px 20px 28px; }
.overline { margin: 0 0 4px; color: var(--muted); font-size: 15px; }
h1 { margin: 0 0 16px; font-size: 28px; line-height: 1.25; }
h2 { margin: 28px 0 12px; font-size: 17px; line-height: 1.4; }
p { margin: 0 0 16px; }
a { color: var(--ink); text-underline-offset: 3px; }
fieldset { border: 0; margin: 0 0 28px; padding: 0; min-width: 0; }
legend, .label { display: block; padding: 0; margin: 0 0 12px; font-weight: 700; }
.ratings { display: grid; grid-template-columns: repeat(6, 1fr); gap: 6px; }
.ends { display: flex; justify-content: space-between; gap: 16px; margin: 8px 0 0; color: var(--muted); font-size: 15px; }
.chips { display: flex; flex-wrap: wrap; gap: 8px; }
.pick { position: relative; display: block; }
.pick input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.pick span { display: flex; align-items: center; justify-content: center; min-height: 44px; padding: 8px 16px; border: 1px solid var(--edge); border-radius: 22px; }
.ratings .pick span { padding: 8px 0; border-radius: 8px; font-weight: 700; background: var(--tint); color: var(--ink); border-color: var(--brand-edge); }
.pick input:checked + span { background: var(--brand); color: var(--on-brand); border-color: var(--brand-edge); }
.pick input:focus-visible + span, a:focus-visible, button:focus-visible, textarea:focus-visible, .check input:focus-visible { outline: 3px solid var(--text); outline-offset: 2px; }
textarea { display: block; width: 100%; min-height: 120px; padding: 12px; margin: 0 0 20px; border: 1px solid var(--edge); border-radius: 8px; background: var(--paper); color: inherit; font: inherit; resize: vertical; }
.check { display: flex; align-items: center; gap: 12px; min-height: 44px; margin: 0 0 20px; }
.check input { width: 24px; height: 24px; margin: 0; accent-color: var(--brand); flex: none; }
.button { display: block; width: 100%; min-height: 48px; padding: 12px 28px; border: 1px solid var(--brand-edge); border-radius: 8px; background: var(--brand); color: var(--on-brand); font: inherit; font-weight: 700; text-align: center; text-decoration: none; cursor: pointer; }
.quiet { background: none; border: 0; padding: 10px 0; min-height: 44px; color: var(--ink); font: inherit; text-decoration: underline; text-underline-offset: 3px; cursor: pointer; }
.alert { color: var(--alert); font-weight: 700; }
.steps { list-style: none; display: flex; margin: 4px -12px 24px; padding: 0; }
.steps li { position: relative; flex: 1; padding-top: 26px; text-align: center; font-size: 12px; line-height: 1.3; color: var(--muted); overflow-wrap: anywhere; }
.steps li::before { content: ""; position: absolute; top: 0; left: 50%; width: 16px; height: 16px; margin-left: -8px; border: 2px solid var(--edge); border-radius: 50%; background: var(--paper); z-index: 1; }
.steps li + li::after { content: ""; position: absolute; top: 7px; right: 50%; width: 100%; height: 2px; background: var(--edge); }
.steps .reached::before { background: var(--brand-edge); border-color: var(--brand-edge); }
.steps .reached + .reached::after { background: var(--brand-edge); }
.steps [aria-current] { color: var(--text); font-weight: 700; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.dates { font-size: 18px; font-weight: 700; }
.events { list-style: none; margin: 0; padding: 0; }
.events li { padding: 6px 0; }
.events time { display: block; color: var(--muted); font-size: 15px; }
h3 { margin: 20px 0 4px; font-size: 15px; }
.field { margin: 0 0 20px; }
.field .label { margin-bottom: 6px; }
.field input { display: block; width: 100%; min-height: 48px; padding: 10px 12px; border: 1px solid var(--edge); border-radius: 8px; background: var(--paper); color: inherit; font: inherit; }
.field input:focus-visible { outline: 3px solid var(--text); outline-offset: 2px; }
.hint { margin: 6px 0 0; color: var(--muted); font-size: 15px; }
.options { list-style: none; margin: 0 0 8px; padding: 0; }
.options .button { margin-bottom: 8px; }
form + p { margin-top: 20px; }
.options a:not(.button) { display: block; padding: 10px 0; min-height: 44px; }
.contacts { padding: 4px; font-size: 15px; color: var(--muted); }
.contacts h2 { margin: 24px 0 4px; font-size: 15px; color: var(--text); }
.contacts ul { list-style: none; margin: 0; padding: 0; }
.contacts a { display: inline-block; padding: 10px 0; }
@media (min-width: 560px) {
  .steps { margin: 4px 0 24px; }
  .steps li { font-size: 14px; }
  .events li { display: flex; gap: 12px; }
  .events time { flex: 0 0 170px; }
  .ratings { grid-template-columns: repeat(11, 1fr); }
  .card { padding: 32px 36px 36px; }
  .button { width: auto; display: inline-block; }
  .contacts ul { display: flex; flex-wrap: wrap; column-gap: 24px; }
}`;
}
