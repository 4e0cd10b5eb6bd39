import type { Out } from '#cli/out.ts'
import type { Log } from '#kernel/log.ts'

/** A log that writes plain lines beside the result: `warn  a source fell silent  source=…`. Debug lines stay silent. */
export function logTo(out: Pick<Out, 'note'>): Log {
  return (level, line, facts = {}) => {
    if (level === 'debug') return
    const said = Object.entries(facts).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${JSON.stringify(value)}`],
    )
    out.note([level === 'info' ? '' : level, line, ...said].filter((part) => part !== '').join('  '))
  }
}
