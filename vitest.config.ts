import { totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** On a shared machine a wait sometimes ends too soon: once more in the gate, where the reporter says so out loud. Never for promises. */
const again = process.env['CI'] === undefined ? 0 : 1

/** Journeys wait as much as they compute: on two cores three at once take less time than two. Each takes some 2 GB with its browser. */
const atOnce = totalmem() > 12 * 1024 ** 3 ? 3 : 2

export default defineConfig({
  test: {
    // Files share a worker and its loaded modules: many times faster, and honest only because no module keeps state.
    isolate: false,
    // Processes, not threads: tests start worker threads, browsers and database servers of their own.
    pool: 'forks',
    maxWorkers: atOnce,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    // How long `expect.poll` waits at most: a limit for a busy machine, not a promise about speed.
    expect: { requireAssertions: false, poll: { timeout: 20_000 } },
    passWithNoTests: false,
    setupFiles: [fileURLToPath(new URL('./test/support/seed.ts', import.meta.url))],
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'], retry: again },
      },
      {
        extends: true,
        test: {
          name: 'promises',
          include: ['test/**/*.test.ts'],
          exclude: ['test/peers/**', 'test/journeys/**'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          testTimeout: 60_000,
          retry: again,
        },
      },
    ],
  },
})
