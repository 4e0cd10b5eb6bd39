import type { Words } from '#kernel/words.ts'
import type { Progress } from '#cli/progress.ts'
import { startProgress } from '#cli/progress.ts'
import type { Column } from '#cli/table.ts'
import { tableLines } from '#cli/table.ts'
import type { Sink, Terminal } from '#cli/terminal.ts'

/** What a command writes with. Results go to stdout, everything else to stderr. */
export type Out = {
  isJson: boolean
  locale: 'en' | 'fr'
  /** Aborted on Ctrl C, or when nobody reads stdout any more. Long work looks at it. */
  signal: AbortSignal
  /** A line of the result, for people; silent with `--json`. */
  line(text: string | Words): void
  /** One JSON line of the result, whether or not `--json` was given. Await it in long loops: it waits for a slow reader. */
  json(value: unknown): Promise<void> | undefined
  /** Raw text to stdout, such as one of many lines; await it in long loops. */
  write(text: string): Promise<void> | undefined
  /** Rows as a table for people, as JSON lines with `--json`. */
  table<R extends object>(columns: readonly Column<R>[], rows: readonly R[]): void
  /** A remark beside the result, on stderr. */
  note(text: string | Words): void
  /** Shows how far a slow step is, on stderr. */
  progress(label: string | Words): Progress
}

/** Makes the writer for one run of a command. A closed pipe (`| head`) ends the work quietly. */
export function makeOut(terminal: Terminal, isJson: boolean): Out {
  const { locale } = terminal
  const say = (text: string | Words): string => (typeof text === 'string' ? text : text[locale])
  const stdout = quietPipe(terminal)
  return {
    isJson,
    locale,
    signal: terminal.signal,
    line: (text) => void (isJson || stdout(`${say(text)}\n`)),
    json: (value) => stdout(`${JSON.stringify(value)}\n`),
    write: stdout,
    table(columns, rows) {
      const lines = isJson ? rows.map((row) => JSON.stringify(row)) : tableLines(columns, rows, locale)
      for (const line of lines) void stdout(`${line}\n`)
    },
    note: (text) => void terminal.stderr.write(`${say(text)}\n`),
    progress: (label) => startProgress(terminal, say(label)),
  }
}

const listening = new WeakSet<Sink>()

function quietPipe(terminal: Terminal): (text: string) => Promise<void> | undefined {
  let isClosed = false
  const { stdout } = terminal
  if (!listening.has(stdout)) {
    listening.add(stdout)
    stdout.on('error', (why) => {
      if (why.code !== 'EPIPE') throw why
      terminal.abort()
    })
  }
  // One wait shared by all, so that a thousand unread lines are not a thousand listeners.
  let room: Promise<void> | undefined
  let letGo: (() => void) | undefined
  const waitForRoom = (): Promise<void> =>
    new Promise((resolve) => {
      letGo = () => {
        room = undefined
        resolve()
      }
      stdout.once('drain', letGo)
    })
  // Whoever waits when the pipe closes is let go: no 'drain' will come.
  const close = (): void => {
    isClosed = true
    letGo?.()
  }
  terminal.signal.addEventListener('abort', close, { once: true })
  return (text) => {
    if (isClosed || stdout.write(text)) return undefined
    room ??= waitForRoom()
    return room
  }
}
