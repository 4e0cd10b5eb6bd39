import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Files share a worker and its loaded modules: many times faster, and honest only because no module keeps state.
    isolate: false,
    // Processes, not threads: tests start worker threads, browsers and database servers of their own.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    expect: { requireAssertions: false },
    passWithNoTests: false,
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/**/*.test.ts'],
          exclude: ['test/peers/**'],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
