import { foldedName } from '#kernel/folded.ts'

/** Somebody we mention: what they are called in both languages, and their handle on each network. */
export type Mentioned = { en: string; fr: string; handles: Readonly<Record<string, string>> }

/** The address book by folded name; a name in either language finds its entry. */
export type MentionBook = ReadonlyMap<string, Mentioned>

/** `@[Name]` as it is written. Bounded: no text makes it slow. */
const mention = /@\[([^[\]\n]{1,100})\]/gu

/** The address book as texts are read with it. Of two entries that share a name, the first has it. */
export function mentionBook(entries: readonly Mentioned[]): MentionBook {
  const book = new Map<string, Mentioned>()
  for (const entry of entries)
    for (const name of [entry.en, entry.fr])
      if (!book.has(foldedName(name))) book.set(foldedName(name), entry)
  return book
}

/**
 * A text with its mentions as a network writes them: the handle there, else the name in the language of the text. A name that is
 * not in the book stays as it was written, and the checks say so.
 */
export function resolveMentions(
  text: string,
  { mentions, network, language }: { mentions: MentionBook; network: string; language: string },
): string {
  return text.replaceAll(mention, (written, name: string) => {
    const found = mentions.get(foldedName(name))
    if (found === undefined) return written
    const handle = found.handles[network]
    return handle === undefined ? nameIn(found, language) : `@${handle}`
  })
}

function nameIn({ en, fr }: Mentioned, language: string): string {
  return /^fr\b/iu.test(language) ? fr : en
}

/** The first names a text mentions that are not in the book, each once, with the name there that is most like it, if any is. */
export function unknownMentions(
  text: string,
  mentions: MentionBook,
  atMost: number,
): { name: string; nearest?: string }[] {
  const names = new Set(Array.from(text.matchAll(mention), ([, name = '']) => name))
  return [...names]
    .filter((name) => !mentions.has(foldedName(name)))
    .slice(0, atMost)
    .map((name) => {
      const nearest = nearestName(name, mentions)
      return nearest === undefined ? { name } : { name, nearest }
    })
}

/** How unlike two names may be, as a share of the longer one, to be taken for one another. */
const unlikeMax = 0.4

/** The known name that is most like this one: few letters other, or one the beginning of the other. */
function nearestName(name: string, mentions: MentionBook): string | undefined {
  const asked = foldedName(name)
  let best: { name: string; unlike: number } | undefined
  for (const entry of new Set(mentions.values()))
    for (const known of [entry.en, entry.fr]) {
      const folded = foldedName(known)
      const isPart = asked.length >= 3 && (folded.startsWith(asked) || asked.startsWith(folded))
      const unlike = isPart ? 0 : editsBetween(asked, folded) / Math.max(asked.length, folded.length)
      if (unlike <= unlikeMax && (best === undefined || unlike < best.unlike)) best = { name: known, unlike }
    }
  return best?.name
}

/** Letters put in, left out or changed between two texts (Levenshtein 1966). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
