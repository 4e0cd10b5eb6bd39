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

/** What a folder that does not let us write answers. */
const refusesWriting = new Set(['EACCES', 'EROFS', 'EPERM', 'ENOSPC'])

/** Runs the main work of a tool; a SetUpProblem is worded and ends with code 2, anything else keeps its stack. */
export async function runTool(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    if (error instanceof SetUpProblem) say(`\n${error.message}`)
    else if (refusesWriting.has(error?.code) && error.path) say(`\n${cannotWrite(error)}`)
    else throw error
    process.exitCode = 2
  }
}

function cannotWrite({ code, path }) {
  return (
    `${path} cannot be written (${code}), and something has to be installed or built first. ` +
    'Run `npm run build` once as somebody who may write in this folder; then a start with --data-dir FOLDER only reads here.'
  )
}
