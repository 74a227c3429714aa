# syntax=docker/dockerfile:1
# One image for web, worker and migrations; compose.yaml shows the three commands.

FROM node:24-bookworm-slim AS build
WORKDIR /app
# The dependencies first: they change less often than the app. Installing generates the database client.
COPY package.json package-lock.json prisma.config.ts ./
COPY prisma ./prisma
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
WORKDIR /app
# The embedded database's place, where no DATABASE_URL is set; everything else is read only.
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/build ./build
COPY --from=build /app/server ./server
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/app/platform/migrations.server.ts ./app/platform/migrations.server.ts
USER node
VOLUME /data
EXPOSE 3000
# Node as the first process: SIGTERM reaches it, and it drains.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.WORKER_PORT || process.env.PORT) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/start.ts"]
