/** Reads a request's raw bytes, up to a limit: memory stays bounded whatever the length header claims. */
export async function readBody(
  request: Request,
  maxBytes: number,
): Promise<{ outcome: "read"; body: Buffer } | { outcome: "too_large" }> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return { outcome: "too_large" };
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      return { outcome: "too_large" };
    }
    chunks.push(value);
  }
  return { outcome: "read", body: Buffer.concat(chunks) };
}
