/** Somewhere text goes: the part of a Node stream that the kit uses, so that tests can bring their own. */
export type Sink = {
  write(text: string): boolean
  isTTY?: boolean | undefined
  columns?: number | undefined
  on(event: 'error', listener: (why: NodeJS.ErrnoException) => void): unknown
  once(event: 'drain', listener: () => void): unknown
}

/** What a command talks to. */
export type Terminal = {
  stdout: Sink
  stderr: Sink
  locale: 'en' | 'fr'
  nowMs: () => number
  /** Aborted when the person pressed Ctrl C, or when nobody reads our output any more. */
  signal: AbortSignal
  abort: () => void
}

/** The language of a terminal: `BELLWETHER_LOCALE`, else what the system says, else English. */
export function localeOf(env: Readonly<Record<string, string | undefined>>): 'en' | 'fr' {
  const said = env['BELLWETHER_LOCALE'] || env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return said.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}

/** A signal this soon after the first is the same press: a terminal, npm and our launcher each pass it on. */
const samePressMs = 500

/**
 * The terminal of this process. Ctrl C asks the command to end, and so does the end of whoever started us with a
 * channel (`npm start` does); Ctrl C pressed again ends the process.
 */
export function processTerminal(process: NodeJS.Process, nowMs: () => number): Terminal {
  const over = new AbortController()
  let askedAtMs = 0
  const stop = (): void => {
    // The second press means it.
    if (over.signal.aborted && nowMs() - askedAtMs >= samePressMs) process.exit(130)
    if (over.signal.aborted) return
    askedAtMs = nowMs()
    over.abort()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop)
  // Our launcher was killed: nobody is left to stop us later. The channel alone keeps no process alive.
  process.on('disconnect', () => over.abort())
  process.channel?.unref()
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    locale: localeOf(process.env),
    nowMs,
    signal: over.signal,
    abort: () => over.abort(),
  }
}
