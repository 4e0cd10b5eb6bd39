import { placeName, type Draft, type DraftPoll, type Speaking } from '#roles/publishing/web/draft.ts'

/** A poll as it begins: two options to fill, one choice each, open for a day. */
export function newPoll(languages: readonly string[]): DraftPoll {
  const options = Object.fromEntries(languages.map((language) => [language, ['', '']]))
  return { options, multiple: false, durationMin: 1440 }
}

/** The options of a language. */
export function optionsIn({ options }: DraftPoll, language: string): string[] {
  return options[language] ?? ['', '']
}

/** The poll with other options in one language; the other languages stay. */
export function withOptions(poll: DraftPoll, language: string, options: string[]): DraftPoll {
  return { ...poll, options: { ...poll.options, [language]: options } }
}

/** The poll without one option of a language; two always stay. */
export function withoutOption(poll: DraftPoll, language: string, at: number): DraftPoll {
  const options = optionsIn(poll, language)
  if (options.length <= 2) return poll
  return withOptions(
    poll,
    language,
    options.filter((_, place) => place !== at),
  )
}

/** Whether an account asks the poll, in one of its languages at least. */
export function asksAt(draft: Draft, { id, languages }: Speaking): boolean {
  return languages.some((language) => draft.ownPolls[placeName({ account: id, language })] !== null)
}

/** Whether an account asks something else than the others, as only an import or a program writes it. */
export function asksOtherwise(draft: Draft, { id, languages }: Speaking): boolean {
  return languages.some((language) => (draft.ownPolls[placeName({ account: id, language })] ?? null) !== null)
}

/** Lets an account ask what the others ask, or nothing. */
export function withAsking(
  { ownPolls }: Draft,
  { id, languages }: Speaking,
  asks: boolean,
): Pick<Draft, 'ownPolls'> {
  const names = languages.map((language) => placeName({ account: id, language }))
  const others = Object.entries(ownPolls).filter(([name]) => !names.includes(name))
  const silent = asks ? [] : names.map((name) => [name, null] as const)
  return { ownPolls: Object.fromEntries([...others, ...silent]) }
}

/** How many options each language has, where they differ: then one language asks something the other does not. */
export function unevenOptions(
  poll: DraftPoll | undefined,
  languages: readonly string[],
): { language: string; count: number }[] {
  if (poll === undefined) return []
  const counts = languages.map((language) => ({ language, count: optionsIn(poll, language).length }))
  return counts.every(({ count }) => count === counts[0]?.count) ? [] : counts
}

/** Options that say nothing, by language, from 1. */
export function emptyOptions(
  poll: DraftPoll | undefined,
  languages: readonly string[],
): { language: string; n: number }[] {
  if (poll === undefined) return []
  return languages.flatMap((language) =>
    optionsIn(poll, language).flatMap((option, at) =>
      option.trim() === '' ? [{ language, n: at + 1 }] : [],
    ),
  )
}

/** How long people usually let a poll be open, minutes. */
const usualLengths = [5, 30, 60, 360, 720, 1440, 4320, 10_080]

/** The lengths to choose from; one that was set elsewhere is among them. */
export function lengthsWith(durationMin: number): number[] {
  return [...new Set([...usualLengths, durationMin])].toSorted((a, b) => a - b)
}

/** A length in the largest unit that fits it whole. */
export function lengthParts(minutes: number): { unit: 'day' | 'hour' | 'minute'; count: number } {
  if (minutes % 1440 === 0) return { unit: 'day', count: minutes / 1440 }
  return minutes % 60 === 0 ? { unit: 'hour', count: minutes / 60 } : { unit: 'minute', count: minutes }
}
