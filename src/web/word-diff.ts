/** A stretch of a text beside its earlier form. */
export type Stretch = { kind: 'same' | 'added' | 'removed'; text: string }

/** Most pairs of words that are compared; beyond it the whole middle counts as changed, which is never wrong, only coarse. */
const pairsMax = 1_000_000

const words = /\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu

/**
 * What changed between two texts, by words. Same and added stretches joined are the later text, same and removed ones the
 * earlier text, to the letter: a mark never hides or invents a character.
 */
export function wordDiff(before: string, after: string): Stretch[] {
  const [old, now] = [before.match(words) ?? [], after.match(words) ?? []]
  const head = sharedHead(old, now)
  const tail = sharedTail(old.slice(head), now.slice(head))
  const middle = diffMiddle(old.slice(head, old.length - tail), now.slice(head, now.length - tail))
  return joined([...now.slice(0, head).map(same), ...middle, ...now.slice(now.length - tail).map(same)])
}

function same(text: string): Stretch {
  return { kind: 'same', text }
}

function sharedHead(a: readonly string[], b: readonly string[]): number {
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i += 1
  return i
}

function sharedTail(a: readonly string[], b: readonly string[]): number {
  return sharedHead(a.toReversed(), b.toReversed())
}

/** Longest common subsequence of words, the textbook way. */
function diffMiddle(old: readonly string[], now: readonly string[]): Stretch[] {
  if (old.length * now.length > pairsMax) return changed(old, now)
  const width = now.length + 1
  const lengths = new Uint32Array((old.length + 1) * width)
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        old[i] === now[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1))
  const found: Stretch[] = []
  let [i, j] = [0, 0]
  while (i < old.length && j < now.length) {
    const [was, is] = [old[i] ?? '', now[j] ?? '']
    if (was === is) {
      found.push(same(is))
      i += 1
      j += 1
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) {
      found.push({ kind: 'removed', text: was })
      i += 1
    } else {
      found.push({ kind: 'added', text: is })
      j += 1
    }
  }
  return [...found, ...changed(old.slice(i), now.slice(j))]
}

function changed(old: readonly string[], now: readonly string[]): Stretch[] {
  return [
    ...old.map((text): Stretch => ({ kind: 'removed', text })),
    ...now.map((text): Stretch => ({ kind: 'added', text })),
  ]
}

/**
 * Changes beside one another become one removed and one added stretch, and a space between two changes changes with them:
 * people read phrases, not words.
 */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = []
  const held = { removed: '', added: '' }
  const flush = (): void => {
    for (const kind of ['removed', 'added'] as const)
      if (held[kind] !== '') out.push({ kind, text: held[kind] })
    held.removed = ''
    held.added = ''
  }
  for (const [place, { kind, text }] of stretches.entries()) {
    const isBetween = held.removed + held.added !== '' && stretches[place + 1]?.kind !== 'same'
    if (kind !== 'same') held[kind] += text
    else if (isBetween && place + 1 < stretches.length && text.trim() === '') {
      held.removed += text
      held.added += text
    } else {
      flush()
      const last = out.at(-1)
      if (last?.kind === 'same') last.text += text
      else out.push({ kind, text })
    }
  }
  flush()
  return out
}
