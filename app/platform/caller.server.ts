/** Where a request comes from, as the proxy in front of us tells it: for counting, not for trusting. */
export function callerOf(request: Request): string {
  return request.headers.get("x-forwarded-for")?.split(",")[0]?.trim().slice(0, 60) ?? "unknown";
}
