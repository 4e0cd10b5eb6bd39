/** How loud a line is. `info` is what a person starting the desk wants to read. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Facts beside a log line. Never a token, a private message or a citizen's name. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>

/** Where rooms say what they do. The sink is given by `app`; kernel itself prints nothing. */
export type Log = (level: LogLevel, line: string, facts?: LogFacts) => void

/** A log that keeps silent, for tests and pure use. */
export const silentLog: Log = () => undefined
