/** Back to where the form stood, never to another host. */
export function returnPath(given: unknown): string {
  return typeof given === "string" && /^\/(?![/\\])/.test(given) ? given : "/";
}
