import { encode } from "uqr";

/** An address as a picture a phone reads: one path of squares, with the four quiet modules around it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  // M bears a fold or a stain on the card.
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const squares = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")));
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join("")} fill="#000" />
    </svg>
  );
}
