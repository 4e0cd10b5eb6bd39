import { z } from 'zod'
import { createTextReader, type Reading, type Sentiment, type TextReader } from '#language/reading.ts'
import { TextScan } from '#language/scan.ts'
import { classScores } from '#app/evaluate/class-scores.ts'
import { coverageAt, percent } from '#app/evaluate/sureness.ts'
import { classNumber, labelledText, languageTag } from '#app/evaluate/label-fields.ts'
import { labelledLines } from '#app/evaluate/labelled-lines.ts'
import type { SuiteRun } from '#app/evaluate/suite.ts'

const Line = z.object({ t: labelledText, y: classNumber.max(2), lang: languageTag.nullish() })
type Line = z.output<typeof Line>

const classes = ['negative', 'neutral', 'positive'] as const satisfies readonly Sentiment[]
/** The share of answers that must be right for the head to answer. */
const rightOf1 = 0.85

type Answer = { said: number; sureness: number; isSure: boolean; lang: string }

/**
 * How well sentiment is read: lines `{t, y: 0 negative / 1 neutral / 2 positive, lang?}`. `lang` chooses the model; without it the
 * language is read from the text.
 *
 * Figures in percent, every text answered. `coverageAt85` is the largest share that could be answered with 85 % right when the
 * surest come first; `answered` and `answeredRight` are what the shipped `unsure` really does.
 */
export async function evaluateSentiment({ data, progress }: SuiteRun): Promise<object> {
  const { lines, unreadable } = await labelledLines(data, Line, progress)
  const reader = createTextReader()
  const scan = new TextScan()
  const before = process.cpuUsage()
  const answers = lines.map((line) => answer(reader, scan, line))
  const { user, system } = process.cpuUsage(before)
  const byLanguage = figuresByLanguage(lines, answers)
  const f1s = Object.values(byLanguage).map((each) => each.macroF1)
  return {
    suite: 'sentiment',
    n: lines.length,
    unreadable,
    ...figuresOf(lines, answers),
    languages: byLanguage,
    meanMacroF1OfLanguages: Math.round((100 * f1s.reduce((sum, each) => sum + each, 0)) / f1s.length) / 100,
    rowsPerCpuSecond: Math.round((lines.length * 1e6) / (user + system)),
  }
}

function answer(reader: TextReader, scan: TextScan, line: Line): Answer {
  scan.read(line.t)
  const reading: Reading =
    line.lang == null ? reader.read(scan) : reader.readAs(scan, { lang: line.lang, sure: true })
  const scores = classes.map((name) => reading.sentiment.scores[name])
  const sureness = Math.max(...scores)
  return {
    said: scores.indexOf(sureness),
    sureness,
    isSure: reading.sentiment.label !== 'unsure',
    lang: line.lang ?? reading.lang,
  }
}

type Means = { accuracy: number; macroRecall: number; macroF1: number }

/** In percent, as the published tables of this task are. */
function means(lines: readonly Line[], answers: readonly Answer[]): Means & { f1: Record<string, number> } {
  const nameOf = (at: number): string => classes[at] ?? ''
  const { accuracy, macroRecall, macroF1, perClass } = classScores(
    lines.map((line) => nameOf(line.y)),
    answers.map(({ said }) => nameOf(said)),
  )
  const f1 = Object.fromEntries(Object.entries(perClass).map(([name, each]) => [name, percent(each.f1)]))
  return {
    accuracy: percent(accuracy),
    macroRecall: percent(macroRecall),
    macroF1: percent(macroF1),
    f1,
  }
}

function figuresOf(lines: readonly Line[], answers: readonly Answer[]): object {
  const isRight = answers.map(({ said }, at) => said === lines[at]?.y)
  const sure = isRight.filter((_, at) => answers[at]?.isSure)
  return {
    ...means(lines, answers),
    coverageAt85: coverageAt(
      rightOf1,
      answers.map(({ sureness }) => sureness),
      isRight,
    ),
    answered: percent(sure.length / Math.max(1, answers.length)),
    answeredRight: sure.length === 0 ? null : percent(sure.filter(Boolean).length / sure.length),
  }
}

/** Languages with fewer lines say nothing about themselves. */
const linesMin = 30

function figuresByLanguage(
  lines: readonly Line[],
  answers: readonly Answer[],
): Record<string, Means & { n: number }> {
  const langs = [...new Set(answers.map(({ lang }) => lang))].toSorted()
  return Object.fromEntries(
    langs.flatMap((lang) => {
      const isInside = (_: unknown, at: number): boolean => answers[at]?.lang === lang
      const inside = answers.filter(isInside)
      if (inside.length < Math.min(linesMin, answers.length)) return []
      const { f1: _, ...figures } = means(lines.filter(isInside), inside)
      return [[lang, { n: inside.length, ...figures }]]
    }),
  )
}
