import type { Note } from "./lastmile-api";

export function ThankYouNote({ note }: { note: Note }) {
  return (
    <s-stack gap="small">
      <s-heading>{note.heading}</s-heading>
      {note.text.split(/\n{2,}/).map((paragraph) => (
        <s-paragraph key={paragraph}>{paragraph}</s-paragraph>
      ))}
    </s-stack>
  );
}
