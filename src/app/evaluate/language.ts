import { z } from 'zod'
import { createLanguageReader } from '#language/language-id.ts'
import { TextScan } from '#language/scan.ts'
import { percent } from '#app/evaluate/sureness.ts'
import { labelledText, languageTag } from '#app/evaluate/label-fields.ts'
import { labelledLines } from '#app/evaluate/labelled-lines.ts'
import type { SuiteRun } from '#app/evaluate/suite.ts'

const Line = z.object({ t: labelledText, y: languageTag })
type Line = z.output<typeof Line>
type Answer = { lang: string; sure: boolean }

/**
 * How well the language of a text is told: lines `{t, y: iso code}`. Every text is answered with the likeliest language, also the
 * short ones; `answered` and `answeredRight` are the texts whose language the product states as a fact. Percent.
 */
export async function evaluateLanguage({ data, progress }: SuiteRun): Promise<object> {
  const { lines, unreadable } = await labelledLines(data, Line, progress)
  const reader = createLanguageReader()
  const scan = new TextScan()
  const before = process.cpuUsage()
  const answers = lines.map((line): Answer => {
    scan.read(line.t)
    return { lang: reader.likeliest(scan), sure: reader.read(scan).sure }
  })
  const { user, system } = process.cpuUsage(before)
  const sure = answers.flatMap((each, at) => (each.sure ? [at] : []))
  const isRight = (at: number): boolean => answers[at]?.lang === lines[at]?.y
  return {
    suite: 'language',
    n: lines.length,
    unreadable,
    accuracy: percent(lines.filter((_, at) => isRight(at)).length / lines.length),
    answered: percent(sure.length / lines.length),
    answeredRight: sure.length === 0 ? null : percent(sure.filter(isRight).length / sure.length),
    languages: byLanguage(lines, answers),
    rowsPerCpuSecond: Math.round((lines.length * 1e6) / (user + system)),
  }
}

/** Accuracy by true language, with what its texts were taken for most. */
function byLanguage(lines: readonly Line[], answers: readonly Answer[]): Record<string, object> {
  const langs = [...new Set(lines.map((line) => line.y))].toSorted()
  return Object.fromEntries(
    langs.map((lang) => {
      const said = answers.flatMap((each, at) => (lines[at]?.y === lang ? [each.lang] : []))
      const wrong = new Map<string, number>()
      for (const other of said) if (other !== lang) wrong.set(other, (wrong.get(other) ?? 0) + 1)
      const takenFor = Object.fromEntries([...wrong].toSorted((a, b) => b[1] - a[1]).slice(0, 3))
      const right = said.filter((each) => each === lang).length
      return [lang, { n: said.length, accuracy: percent(right / said.length), takenFor }]
    }),
  )
}
