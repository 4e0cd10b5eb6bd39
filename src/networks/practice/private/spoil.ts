import { dayMs } from '#kernel/time.ts'
import type { WireLetter } from '#networks/practice/private/mailbox.ts'

/** Ways in which private messages of the town can be spoiled, as data. */
export const letterFaults = [
  'duplicates',
  'out-of-order',
  'huge',
  'markup',
  'right-to-left',
  'null-characters',
  'wrong-clock',
  'no-sender',
  'half-characters',
] as const
/** One of them. */
export type LetterFault = (typeof letterFaults)[number]

/** The same letters, each spoiled in every way that is asked for. What is spoiled keeps its id. */
export function spoiledLetters(
  letters: readonly WireLetter[],
  faults: ReadonlySet<LetterFault>,
): WireLetter[] {
  let all = letters.map((one) => {
    let spoiled = one
    for (const fault of faults) spoiled = changes[fault]?.(spoiled) ?? spoiled
    return spoiled
  })
  if (faults.has('duplicates')) all = all.flatMap((one) => [one, one])
  return faults.has('out-of-order') ? all.toReversed() : all
}

const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)> [a](javascript:alert(3)) =cmd|' /C calc'!A0`

const changes: Readonly<Partial<Record<LetterFault, (one: WireLetter) => WireLetter>>> = {
  huge: (one) => ({ ...one, text: `${one.text} ${'water '.repeat(20_000)}` }),
  markup: (one) => ({
    ...one,
    text: `${one.text} ${hostile}`,
    from: { ...one.from, name: hostile },
    picture: { url: 'javascript:alert(4)', alt: hostile },
  }),
  'right-to-left': (one) => ({
    ...one,
    text: `\u202E${one.text} مرحبا شكرا`,
    from: { ...one.from, name: `\u202E${one.from.name}` },
  }),
  'null-characters': (one) => ({
    ...one,
    text: `\0${one.text}\0`,
    from: { ...one.from, name: `a\0b\r\nc` },
  }),
  'wrong-clock': (one) => ({ ...one, sentMs: one.sentMs + 400 * dayMs }),
  'no-sender': (one) => ({ ...one, from: { id: '', handle: '', name: '' } }),
  'half-characters': (one) => ({ ...one, text: `${one.text} \uD83D` }),
}
