import { cassetteBodies } from '#networks/cassette.ts'
import { jsonOf } from '#kernel/json.ts'

/** Longest text that is read as a whole, characters: beyond it a recording has to be one of lines. */
const lengthMax = 64 * 1024 * 1024

/**
 * The JSON in a recorded exchange: a body, bodies a line, a VCR cassette (YAML), or the lines of a stream of server-sent events.
 * Undefined where the text is none of them. Never throws.
 */
export function recordedBodies(text: string): unknown[] | undefined {
  if (text.length > lengthMax) return undefined
  const whole = jsonOf(text)
  if (whole !== undefined) return [whole]
  const lines = text.split(/\r?\n/)
  const bodies = [
    // A line of words and numbers may be JSON by chance; one of an exchange is an object or a list.
    ...lines.filter((line) => /^\s{0,20}[[{]/.test(line)).map((line) => jsonOf(line)),
    ...lines.filter((line) => line.startsWith('data:')).map((line) => jsonOf(line.slice('data:'.length))),
    ...cassetteBodies(text).flatMap((body) => recordedInside(body)),
  ].filter((body) => body !== undefined)
  return bodies.length === 0 ? undefined : bodies
}

function recordedInside(text: string): unknown[] {
  const whole = jsonOf(text)
  if (whole !== undefined) return [whole]
  const events = text.split(/\r?\n/).filter((line) => line.startsWith('data:'))
  return events.map((line) => jsonOf(line.slice('data:'.length)))
}

const nodesMax = 5_000_000

/**
 * Every object inside a value, those outside first; JSON that stands as text is opened. Not recursive: nesting costs no stack, and
 * no more than `nodesMax` values are looked at.
 */
export function* objectsIn(json: unknown): Generator<object> {
  const left: unknown[] = [json]
  for (let seen = 0; left.length > 0 && seen < nodesMax; seen += 1) {
    const value = opened(left.pop())
    if (typeof value !== 'object' || value === null) continue
    if (!Array.isArray(value)) yield value
    // Taken from the end, so put there in reverse: things come out in the order they stand.
    for (const inside of Object.values(value).reverse()) left.push(inside)
  }
}

function opened(value: unknown): unknown {
  return typeof value === 'string' && /^\s{0,20}[[{]/.test(value) ? jsonOf(value) : value
}
