// What set-up tells the person at the terminal. Everything goes to stderr, so that stdout stays a command's own.

/** One line of progress. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * Runs slow work and keeps telling that it still runs: a line every 10 s, and the seconds at the end.
 * Prints nothing more when the work takes under a second.
 */
export async function withProgress(label, work) {
  const startMs = Date.now()
  const seconds = () => Math.round((Date.now() - startMs) / 1000)
  say(`${label} …`)
  const timer = setInterval(() => say(`  still ${label.toLowerCase()}: ${seconds()} s`), 10_000)
  try {
    const result = await work()
    if (Date.now() - startMs > 1000) say(`  done in ${seconds()} s`)
    return result
  } finally {
    clearInterval(timer)
  }
}

/** A problem the person can mend: its message is a whole sentence, shown without a stack. */
export class SetUpProblem extends Error {}

/** Runs the main work of a tool; a SetUpProblem is worded and ends with code 2, anything else keeps its stack. */
export async function runTool(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    if (!(error instanceof SetUpProblem)) throw error
    say(`\n${error.message}`)
    process.exitCode = 2
  }
}
