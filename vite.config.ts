import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vitest/config'

// One build file: the Remix app, and the test projects. Vitest must not load the Remix plugin.
const testing = process.env['VITEST'] !== undefined

export default defineConfig({
  plugins: testing
    ? []
    : [
        remix({
          appDirectory: 'app',
          future: {
            v3_fetcherPersist: true,
            v3_relativeSplatPath: true,
            v3_throwAbortReason: true,
            v3_singleFetch: true,
            v3_lazyRouteDiscovery: false,
            v3_routeConfig: true,
          },
        }),
      ],
  build: { target: ['chrome87', 'firefox78', 'safari14'], assetsInlineLimit: 0 },
  test: {
    globalSetup: [],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{house,crypto,vectors,parties,locales,types,app,practice,world}/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['test/{db,refusals,portal}/**/*.test.ts'],
          globalSetup: ['test/world/postgres.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/pages/**'],
          globalSetup: ['test/world/postgres.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'wide',
          // Every declared state of every page takes four minutes alone: with the wide runs, so that the rest stays under ten.
          include: ['test/wide/**/*.test.ts', 'test/e2e/pages/**/*.test.ts'],
          globalSetup: ['test/world/postgres.ts'],
          fileParallelism: false,
          testTimeout: 600_000,
        },
      },
    ],
  },
})
