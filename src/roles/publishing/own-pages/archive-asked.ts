import type { ListAsked } from '#roles/publishing/own-pages/addresses.ts'
import type { Sought } from '#roles/publishing/own-pages/read-pages.ts'

/** Longest words that are looked for, characters. */
export const soughtLengthMax = 200

/** What somebody looks for, as the address says it: what cannot be read is left out, and `asked` says what was understood. */
export function soughtOf(
  query: Readonly<Record<string, string | undefined>>,
  timeZone: string,
): { sought: Sought; asked: ListAsked } {
  const q = wordsOf(query['q'])
  const when = periodOf(query['when'])
  return {
    sought: {
      ...(q === undefined ? {} : { words: q }),
      ...(when === undefined ? {} : { period: { ...when, timeZone } }),
    },
    asked: {
      ...(q === undefined ? {} : { q }),
      ...(when === undefined ? {} : { when: query['when'] ?? '' }),
    },
  }
}

function wordsOf(text = ''): string | undefined {
  // oxlint-disable-next-line no-control-regex -- controls are what is taken out: the store cannot hold all of them
  const words = text
    .toWellFormed()
    .replaceAll(/[\u0000-\u001F\u007F]+/gu, ' ')
    .trim()
  return words === '' ? undefined : words.slice(0, soughtLengthMax).toWellFormed().trim()
}

/** `2031` or `2031-04`. */
function periodOf(text = ''): { year: number; month?: number } | undefined {
  const [, year, month] = /^([12]\d{3})(?:-(0[1-9]|1[0-2]))?$/u.exec(text) ?? []
  if (year === undefined) return undefined
  return { year: Number(year), ...(month === undefined ? {} : { month: Number(month) }) }
}
