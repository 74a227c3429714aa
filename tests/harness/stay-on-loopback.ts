import net from "node:net";

/** A test that reaches for the outside world fails at once instead of passing only where there is a network. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/i;

const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function refuseOutside(this: net.Socket, ...args: unknown[]) {
  const host = hostOf(args);
  if (host !== null && !loopback.test(host)) {
    throw new Error(`A test tried to reach ${host}: only loopback is allowed in tests.`);
  }
  return Reflect.apply(connect, this, args) as net.Socket;
};

/** The host of the many call forms of `connect`; null for a unix socket. */
function hostOf(args: unknown[]): string | null {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === "object" && first !== null) {
    if ("path" in first && typeof first.path === "string") return null;
    return "host" in first && typeof first.host === "string" ? first.host : "localhost";
  }
  if (typeof first === "string" && !/^\d+$/.test(first)) return null;
  return typeof args[1] === "string" ? args[1] : "localhost";
}
