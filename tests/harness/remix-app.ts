import { createRequestHandler, type ServerBuild } from "@remix-run/node";

type Modules = Record<string, () => Promise<ServerBuild["entry"]["module"] & Record<string, unknown>>>;

/** Every route file there is, as Remix's own file names say. */
const files = import.meta.glob(["../../app/routes/**/*.{ts,tsx}", "!**/*.test.*"]) as Modules;

const rootId = "root";

/** "../../app/routes/app.orders.$orderId.tsx" is "app.orders.$orderId"; a folder's route stands in its route.tsx. */
const nameOf = (file: string): string | null => {
  const inside = file.replace("../../app/routes/", "").replace(/\.tsx?$/, "");
  if (!inside.includes("/")) return inside;
  return inside.endsWith("/route") ? inside.slice(0, -"/route".length) : null;
};

const named = Object.entries(files).flatMap(([file, load]) => {
  const name = nameOf(file);
  return name === null ? [] : [{ name, load }];
});

/** The names of the routes: "webhooks", "app.orders.$orderId", "r.$token", … */
export const routeNames = named.map(({ name }) => name).sort();

/**
 * The app as Remix runs it, made of the route files themselves: requests go through the real handler, with what it
 * does to forms, redirects, thrown answers and error pages.
 */
export async function createRemixApp(): Promise<(request: Request) => Promise<Response>> {
  return createRequestHandler(await createRemixBuild(), "production");
}

/** What Remix's compiler would have made of the route files, as far as its server needs it. */
export async function createRemixBuild(): Promise<ServerBuild> {
  const routes: ServerBuild["routes"] = {
    [rootId]: { id: rootId, path: "", module: await import("../../app/root") },
  };
  for (const { name, load } of named) {
    const parent = parentOf(name);
    const module = (await load()) as unknown as ServerBuild["routes"][string]["module"];
    const isIndex = name.endsWith("_index");
    const path = pathOf(name, parent);
    routes[name] = {
      id: name,
      parentId: parent ?? rootId,
      ...(path === "" ? {} : { path }),
      ...(isIndex ? { index: true } : {}),
      module,
    };
  }
  return {
    entry: { module: await import("../../app/entry.server") },
    routes,
    assets: {
      version: "test",
      url: "/manifest.js",
      entry: { module: "/entry.js", imports: [] },
      routes: manifestOf(routes),
    },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    basename: "/",
    mode: "production",
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_lazyRouteDiscovery: true,
      v3_singleFetch: true,
      v3_routeConfig: false,
      unstable_optimizeDeps: false,
    },
  } as unknown as ServerBuild;
}

const manifestOf = (routes: ServerBuild["routes"]) =>
  Object.fromEntries(
    Object.values(routes).flatMap((route) =>
      route === undefined
        ? []
        : [
            [
              route.id,
              {
                id: route.id,
                parentId: route.parentId,
                path: route.path,
                index: route.index,
                hasLoader: "loader" in route.module,
                hasAction: "action" in route.module,
                hasErrorBoundary: "ErrorBoundary" in route.module,
                module: `/${route.id}.js`,
                imports: [],
              },
            ],
          ],
    ),
  );

/** The nearest route whose name this one continues; "app.settings.privacy_.$id" steps out of "app.settings.privacy". */
function parentOf(name: string): string | null {
  const candidates = routeNames.filter((other) => other !== name && name.startsWith(`${other}.`));
  return candidates.sort((one, other) => other.length - one.length)[0] ?? null;
}

function pathOf(name: string, parent: string | null): string {
  const own = parent === null ? name : name.slice(parent.length + 1);
  return own
    .split(".")
    .filter((segment) => segment !== "_index")
    .map((segment) => segment.replace(/_$/, ""))
    .map((segment) => (segment === "$" ? "*" : segment.startsWith("$") ? `:${segment.slice(1)}` : segment))
    .join("/");
}
