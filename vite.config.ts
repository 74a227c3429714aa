import { vitePlugin as remix } from "@remix-run/dev";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [
    remix({
      ignoredRouteFiles: ["**/*.test.*"],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: false,
      },
    }),
  ],
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  // Decision 086: built in, React is the one for production whatever NODE_ENV the process has.
  ssr: {
    noExternal: [
      /^react(-dom)?($|\/)/,
      /^@remix-run\/react/,
      /^react-router/,
      "react-transition-group",
      "dom-helpers",
      /^@shopify\/polaris/,
      "@shopify/shopify-app-remix",
    ],
  },
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
});
