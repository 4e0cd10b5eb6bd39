import type { VersionProblem } from '#roles/publishing/contract.ts'
import type { PublishWords } from '#roles/publishing/web/words.ts'

/** What is in the way, a line each: what is wrong in several places in the same words is said once, with all of them. */
export function problemLines(
  problems: readonly VersionProblem[],
  words: Pick<PublishWords, 'locale' | 'say'>,
): string[] {
  return placedLines(problems, words).map(({ text }) => text)
}

/** The same, each with the first problem it is about. */
export function placedLines(
  problems: readonly VersionProblem[],
  { locale, say }: Pick<PublishWords, 'locale' | 'say'>,
): { text: string; first: VersionProblem }[] {
  const lines = new Map<string, { first: VersionProblem; places: string[] }>()
  for (const problem of problems) {
    const line = lines.get(problem.words[locale]) ?? { first: problem, places: [] }
    lines.set(problem.words[locale], { ...line, places: [...line.places, problem.where[locale]] })
  }
  return [...lines].map(([words, { first, places }]) => ({
    text: say('checks.problem', { where: [...new Set(places)].join(' · '), problem: words }),
    first,
  }))
}
