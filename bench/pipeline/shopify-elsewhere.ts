// Loaded before the app (`node --import`): a production process whose requests to a shop end at the bench's own server.

const target = process.env["BENCH_ADMIN_API"] ?? "";
const fetchAnywhere = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  return url.hostname.endsWith(".myshopify.com") ? fetchAnywhere(target, init) : fetchAnywhere(input, init);
};
