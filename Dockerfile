# The app with its production packages. It needs a Postgres beside it: see docker-compose.yml.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
# Finds the packages there, generates the database client and builds the pages.
RUN node scripts/prepare.mjs
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf .next/cache

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
# All of it: what Next traces for itself leaves out the server of ours that it runs in.
COPY --from=build /app ./
RUN mkdir /data && chown node:node /data .next .cache
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "scripts/check-health.mjs"]
CMD ["node", "--import", "tsx", "server/main.ts"]
