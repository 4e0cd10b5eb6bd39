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

/** The terminal of this process. Ctrl C asks the command to end; pressed again, the process ends. */
export function processTerminal(process: NodeJS.Process, nowMs: () => number): Terminal {
  const over = new AbortController()
  const stop = (): void => {
    // The second press means it.
    if (over.signal.aborted) process.exit(130)
    over.abort()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    locale: localeOf(process.env),
    nowMs,
    signal: over.signal,
    abort: () => over.abort(),
  }
}
