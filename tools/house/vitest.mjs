// Running vitest as our tests need it, with counts that can be trusted.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChild } from './child.mjs'
import { inRoot } from './root.mjs'

/** How vitest is started; also used by the quick tests of `npm run check`. */
export const vitestProgram = [process.execPath, inRoot('node_modules/vitest/vitest.mjs')]

/**
 * Runs tests, showing vitest's own output, and resolves with what was counted: `{ code, passed, failed, skipped, reasons }`.
 * `counts` is missing where vitest died before it could count.
 */
export async function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-tests-'))
  const file = join(folder, 'counts.json')
  try {
    const [program, ...first] = vitestProgram
    const reporters = ['--reporter=default', `--reporter=${inRoot('tools/house/count-reporter.mjs')}`]
    const code = await runChild(program, [...first, 'run', ...reporters, ...args], {
      env: { ...process.env, BELLWETHER_TEST_COUNTS: file },
    })
    return { code, counts: readCounts(file) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
