import type { BrandColors } from "~/messages/brand-colors";
import type { CardFormat } from "~/touchpoints/card-formats";

/**
 * The sheets as the printer lays them: A6 cards, front and back, one a page or four on A4. Backs of a sheet stand
 * mirrored, so that printed on both sides each lies behind its own front.
 */
export function cardSheetStyles(format: CardFormat, colors: BrandColors): string {
  return `
@page { size: ${format === "a6" ? "105mm 148mm" : "210mm 297mm"}; margin: 0; }
* { box-sizing: border-box; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; background: #e4e3df; color: #1d1d1f; font: 11pt/1.45 Georgia, "Times New Roman", "Liberation Serif", serif; }
.sheet { width: ${format === "a6" ? "105mm" : "210mm"}; height: ${format === "a6" ? "148mm" : "296mm"}; margin: 6mm auto; background: #fff; display: grid; grid-template-columns: ${format === "a6" ? "105mm" : "105mm 105mm"}; grid-template-rows: ${format === "a6" ? "148mm" : "148mm 148mm"}; break-after: page; overflow: hidden; }
.sheet:last-of-type { break-after: auto; }
.card { position: relative; width: 105mm; height: 148mm; padding: 12mm 11mm; display: flex; flex-direction: column; overflow: hidden; ${format === "a4" ? "outline: 0.2mm dashed #b9b7b2;" : ""} }
.brand { font-size: 15pt; font-style: italic; color: ${colors.ink}; }
.brand img { display: block; max-width: 60mm; height: 12mm; object-fit: contain; object-position: left; }
.words { margin: auto 0; }
.words h1 { margin: 0 0 5mm; font-size: 23pt; line-height: 1.2; font-weight: 400; overflow-wrap: anywhere; hyphens: auto; }
.words p { margin: 0; font-size: 13pt; }
.rule { width: 14mm; border: 0; border-top: 0.8mm solid ${colors.buttonEdge}; margin: 0 0 7mm; }
.signature { margin: 0; font-style: italic; font-size: 12pt; }
.back { align-items: center; justify-content: center; text-align: center; }
.back p { margin: 0 0 6mm; font-size: 14pt; max-width: 75mm; }
.back svg { width: 46mm; height: 46mm; }
.tear-off { position: absolute; inset: auto 0 0; padding: 3mm 11mm; border-top: 0.2mm dashed #8d8b86; font: 8.5pt/1.35 system-ui, "Liberation Sans", Arial, sans-serif; color: #3d3d3a; }
.tear-off strong { color: #a3180c; }
.nothing { max-width: 40em; margin: 20mm auto; padding: 0 8mm; font: 12pt/1.5 system-ui, "Liberation Sans", Arial, sans-serif; }
/* A preview narrower than its paper shows all of it, smaller. */
@media screen and (max-width: 820px) { .sheet { zoom: ${format === "a6" ? "1" : "0.75"}; } }
@media screen and (max-width: 620px) { .sheet { zoom: ${format === "a6" ? "0.8" : "0.42"}; } }
@media print { body { background: none; } .sheet { margin: 0; } }`;
}
