import type { VersionProblem } from '#roles/publishing/contract.ts'
import type { PublishWords } from '#roles/publishing/web/words.ts'

/** What is in the way, a line each: what is wrong in several places in the same words is said once, with all of them. */
export function problemLines(
  problems: readonly VersionProblem[],
  { locale, say }: Pick<PublishWords, 'locale' | 'say'>,
): string[] {
  const places = new Map<string, string[]>()
  for (const { words, where } of problems)
    places.set(words[locale], [...(places.get(words[locale]) ?? []), where[locale]])
  return [...places].map(([problem, where]) =>
    say('checks.problem', { where: [...new Set(where)].join(' · '), problem }),
  )
}
