/** The ways in which people and machines change what they pass on. */
export const edits = ['repost', 'truncation', 'added-link', 'one-word', 'case'] as const

/** A text of a stream; an edited copy says of which earlier place it is the copy, and how it was changed. */
export type Edited = { text: string; of?: number; edit?: (typeof edits)[number] }

const laterMax = 20_000

/**
 * The texts in their order, with edited copies of a share of them put in up to 20,000 texts later: "RT @name: " before it,
 * cut to between 60 and 90 % of its length, a link after it, one word exchanged, all in capitals or none.
 */
export function injected(texts: readonly string[], shareOf1: number, chance: () => number): Edited[] {
  const dueAt = new Map<number, { text: string; copyOf: number; edit: (typeof edits)[number] }[]>()
  const stream: Edited[] = []
  for (const [at, text] of texts.entries()) {
    for (const { text: copy, copyOf, edit } of dueAt.get(at) ?? [])
      stream.push({ text: copy, of: copyOf, edit })
    dueAt.delete(at)
    const place = stream.push({ text }) - 1
    const edit = edits[Math.floor(chance() * edits.length)] ?? 'repost'
    if (chance() >= shareOf1 || text.split(/\s+/).length < 5) continue
    const due = Math.min(texts.length - 1, at + 1 + Math.floor(chance() * laterMax))
    dueAt.set(due, [...(dueAt.get(due) ?? []), { text: edited(text, edit, chance), copyOf: place, edit }])
  }
  return stream
}

/** One text changed in one way. */
export function edited(text: string, edit: (typeof edits)[number], chance: () => number): string {
  switch (edit) {
    case 'repost':
      return `RT @person${Math.floor(chance() * 1e6)}: ${text}`
    case 'truncation':
      return `${text.slice(0, Math.ceil(text.length * (0.6 + chance() * 0.3)))}…`
    case 'added-link':
      return `${text} https://t.example/${Math.floor(chance() * 1e9).toString(36)}`
    case 'one-word': {
      const words = text.split(/(\s+)/)
      const at = 2 * Math.floor((chance() * (words.length + 1)) / 2)
      return words.with(Math.min(at, words.length - 1), `other${Math.floor(chance() * 1e6)}`).join('')
    }
    case 'case':
      return chance() < 0.5 ? text.toUpperCase() : text.toLowerCase()
  }
}
