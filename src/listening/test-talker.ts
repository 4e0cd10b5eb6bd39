import type { Heard, Reader } from '#networks/contract.ts'
import { replayCapabilities } from '#networks/replay/replay.ts'

/** A source that says what it is told to say, when it is told to, until it is stopped. */
export type Talker = {
  reader: Reader
  say(...heard: Heard[]): void
  /** The cursor it was read from, each time it was. */
  readFrom: (string | undefined)[]
  /** How often it was told to stop. */
  stops: number
}

/** Opens one. `change`: what is different about its reader. */
export function talker(source: string, change: Partial<Reader> = {}): Talker {
  const said: Heard[] = []
  let wake = (): void => undefined
  const talking: Talker = {
    readFrom: [],
    stops: 0,
    say(...heard) {
      said.push(...heard)
      wake()
    },
    reader: {
      ...{
        source,
        label: `Label of ${source}`,
        capabilities: replayCapabilities,
        timeline: { kind: 'live' },
      },
      async *read({ signal, cursor }) {
        talking.readFrom.push(cursor)
        yield { kind: 'state', state: 'hearing' }
        while (!signal.aborted) {
          for (const heard of said.splice(0)) yield heard
          await new Promise<void>((resolve) => {
            wake = resolve
            signal.addEventListener('abort', () => resolve(), { once: true })
            if (said.length > 0 || signal.aborted) resolve()
          })
        }
        talking.stops += 1
      },
      ...change,
    },
  }
  return talking
}
