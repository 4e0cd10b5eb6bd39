import type { MonthOfThanks, MonthOfWaits, Voice } from '#roles/faces/voice/contract.ts'

const columns = [
  ...['month', 'language', 'texts', 'grade', 'signed_messages', 'messages'],
  ...['questions', 'questions_answered', 'question_half_s', 'question_nine_tenths_s'],
  ...['answers_to_us_watched', 'answered_by_us', 'answer_half_s', 'answer_nine_tenths_s'],
  ...['answers_to_us', 'thanks', 'thanks_unsure', 'thanks_unread'],
]

/**
 * One line a month and language, and one a month without a language for what has none: waiting and thanks. What is not known is empty.
 * Only figures and language tags stand in it.
 */
export function voiceCsv({ months, heard }: Pick<Voice, 'months' | 'heard'>): string {
  const said = months.map(({ month, language, texts, grade, signed }) => {
    const cells = [month, language.replaceAll(/[^\w-]/gu, ''), texts, grade, signed.part, signed.of]
    return { key: `${month} 0`, cells }
  })
  const lines = [...said, ...heardLines(heard)].toSorted((a, b) => a.key.localeCompare(b.key))
  const rows = lines.map(({ cells }) => columns.map((_, at) => cells[at] ?? '').join(','))
  return [columns.join(','), ...rows, ''].join('\r\n')
}

type Line = { key: string; cells: (string | number | undefined)[] }

function heardLines({ questions, networks, thanks }: Voice['heard']): Line[] {
  const all = [...questions.months, ...networks.months, ...thanks.months]
  const of = <T extends { month: string }>(some: readonly T[], month: string): T | undefined =>
    some.find((one) => one.month === month)
  return [...new Set(all.map(({ month }) => month))].map((month) => ({
    key: `${month} 1`,
    cells: [
      ...[month, undefined, undefined, undefined, undefined, undefined],
      ...waitCells(of(questions.months, month)),
      ...waitCells(of(networks.months, month)),
      ...thanksCells(of(thanks.months, month)),
    ],
  }))
}

function waitCells(waits: MonthOfWaits | undefined): Line['cells'] {
  return [waits?.of, waits?.answered, waits?.halfS, waits?.nineTenthsS]
}

function thanksCells(thanks: MonthOfThanks | undefined): Line['cells'] {
  return [thanks?.of, thanks?.thanked, thanks?.unsure, thanks?.unread]
}
