import { confusables } from '#roles/faces/look-alikes/confusables.ts'

let unpacked: ReadonlyMap<string, string> | undefined

/** Character to what it looks like; made at the first question, once a process (6,000 entries, some milliseconds). */
function table(): ReadonlyMap<string, string> {
  return (unpacked ??= unpack(confusables))
}

function unpack(packed: string): Map<string, string> {
  const map = new Map<string, string>()
  for (const group of packed.split(' ')) {
    const [to = '', steps = ''] = group.split(':')
    const target = to
      .split('+')
      .map((code) => String.fromCodePoint(Number.parseInt(code, 36)))
      .join('')
    let at = 0
    for (const step of steps.split(','))
      map.set(String.fromCodePoint((at += Number.parseInt(step, 36))), target)
  }
  return map
}

/** Characters that are not seen: of no width, joiners, marks of direction, soft hyphens, tags. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu

/**
 * What a text looks like: two texts with the same skeleton can be taken for each other.
 *
 * Source: UTS #39, section 4 (NFD, each character by its prototype, NFD), and what is not seen left out.
 */
export function skeletonOf(text: string): string {
  const known = table()
  const plain = text.normalize('NFD').replaceAll(unseen, '')
  return Array.from(plain, (one) => known.get(one) ?? one)
    .join('')
    .normalize('NFD')
}

/**
 * The ways in which a handle or a name may be read, without regard to case, accents, spaces and dots: `HavrecIair` with a capital i
 * is both what it says and what it looks like.
 */
export function readingsOf(text: string): ReadonlySet<string> {
  const lower = text.normalize('NFKC').toLowerCase()
  return new Set([
    bare(skeletonOf(lower)),
    bare(skeletonOf(text).toLowerCase()),
    bare(skeletonOf(skeletonOf(text).toLowerCase())),
  ])
}

/** Letters and figures alone: what stands between them tells nobody apart. */
function bare(text: string): string {
  return text.normalize('NFD').replaceAll(/[^\p{L}\p{N}]/gu, '')
}
