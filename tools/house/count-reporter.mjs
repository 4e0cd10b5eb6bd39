// Counts tests for the last line of `npm test`, and remembers why a test was skipped.
import { writeFileSync } from 'node:fs'

/** A vitest reporter that writes `{ passed, failed, skipped, reasons }` to the file named by BELLWETHER_TEST_COUNTS. */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, reasons: {} }
    for (const module of modules) countModule(module, counts)
    for (const module of modules) sayWhatNeededASecondTry(module)
    const file = process.env.BELLWETHER_TEST_COUNTS
    if (file) writeFileSync(file, JSON.stringify(counts))
  }
}

function countModule(module, counts) {
  // A file that could not even be loaded has no tests to fail, and must not pass for that.
  if (module.errors().length > 0) counts.failed += 1
  for (const suite of module.children.allSuites()) counts.failed += suite.errors().length > 0 ? 1 : 0
  for (const test of module.children.allTests()) {
    const result = test.result()
    if (result.state === 'passed') counts.passed += 1
    else if (result.state === 'failed') counts.failed += 1
    else countSkipped(result.note, counts)
  }
}

function countSkipped(note, counts) {
  counts.skipped += 1
  const reason = note || 'no reason given'
  counts.reasons[reason] = (counts.reasons[reason] ?? 0) + 1
}

// A test that passed only when run again is not a failure, and not nothing either.
function sayWhatNeededASecondTry(module) {
  for (const test of module.children.allTests()) {
    if (test.result().state !== 'passed' || !test.diagnostic()?.flaky) continue
    const why = test
      .result()
      .errors?.map((error) => error.message.split('\n')[0])
      .join('; ')
    console.log(` AGAIN  ${module.moduleId} > ${test.fullName}: passed at the second try only (${why})`)
  }
}
