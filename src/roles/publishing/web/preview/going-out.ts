import type { GoesOut, VersionForm } from '#roles/publishing/contract.ts'
import { lengthOn } from '#roles/publishing/web/lengths.ts'

/** How long a part is as its network counts; `max` is missing where nothing says how long it may be. */
export type PartLength = { n: number; max?: number }

/** What one account says in one language, as far as it is known now. */
export type Going = {
  parts: readonly string[]
  lengths: readonly PartLength[]
  /** It is what the desk would send; else the words as they are being typed, until the desk has read them. */
  isExact: boolean
  /** The line of a person at the end of the last part. */
  byline?: string
}

/**
 * What goes out of a version. Once the desk has read it: exactly what it would send. Until then words without anything the desk alone
 * can resolve are shown as they are typed, and counted by the network's own rules where those are known here.
 */
export function goingOut(o: {
  version: Pick<VersionForm, 'text' | 'thread' | 'byline'>
  network: string
  /** What the desk said last of this place. */
  said: GoesOut | undefined
  /** It said so of these very words. */
  isChecked: boolean
}): Going {
  const { version, network, said, isChecked } = o
  if (said !== undefined && (isChecked || !isTyped(version)))
    return { ...exact(said, network), isExact: isChecked }
  const { length, most } = lengthOn(network, version.text)
  const max = most ?? said?.lengths[0]?.max
  return {
    parts: [version.text],
    lengths: [{ n: length, ...(max === undefined ? {} : { max }) }],
    isExact: false,
  }
}

function exact(said: GoesOut, network: string): Omit<Going, 'isExact'> {
  const lengths = said.parts.map((part, at): PartLength => {
    const known = said.lengths[at]
    if (known !== undefined) return known
    const { length, most } = lengthOn(network, part)
    return { n: length, ...(most === undefined ? {} : { max: most }) }
  })
  return { parts: said.parts, lengths, ...(said.byline === undefined ? {} : { byline: said.byline }) }
}

/** Words that go out as they are typed: no thread, no line below, no name to resolve. */
function isTyped({ text, thread, byline }: Pick<VersionForm, 'text' | 'thread' | 'byline'>): boolean {
  return thread !== true && byline === undefined && !text.includes('@[')
}

/** Whether a part is longer than it may be. */
export function isOver({ n, max }: PartLength): boolean {
  return max !== undefined && n > max
}
