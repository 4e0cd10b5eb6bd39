/** The languages a report is made in. */
export const reportLanguages = ['en', 'fr'] as const
export type ReportLanguage = (typeof reportLanguages)[number]

/** Numbers, times and names as the readers of a report write them. */
export type Formats = {
  language: ReportLanguage
  timeZone: string
  number(value: number, digitsMax?: number): string
  percent(shareOf1: number): string
  /** 16:00, 16 h 00. */
  time(at: string | number): string
  /** 24 Nov, 16:00; with the year where `isLong`. */
  when(at: string | number, isLong?: boolean): string
  day(at: string | number): string
  /** The zone as it is called at that moment: EST, HNE. */
  zone(at: string | number): string
  tongue(code: string): string
  list(items: readonly string[]): string
  /** The form of a word that goes with a number. In French, 0 and 1.5 go with the singular. */
  many(count: number, one: string, other: string): string
}

const tags = { en: 'en-CA', fr: 'fr-CA' } as const

/** Formats of a language and a time zone. */
export function formatsOf(language: ReportLanguage, timeZone: string): Formats {
  const tag = tags[language]
  const made = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(tag, { timeZone, ...options })
  const time = made({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const short = made({ day: 'numeric', month: 'short' })
  const long = made({ day: 'numeric', month: 'long', year: 'numeric' })
  const zone = made({ timeZoneName: 'short' })
  const tongues = new Intl.DisplayNames(tag, { type: 'language', fallback: 'code' })
  const plurals = new Intl.PluralRules(tag)
  const lists = new Intl.ListFormat(tag, { type: 'conjunction' })
  const ms = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at))
  return {
    ...{ language, timeZone },
    number: (value, digitsMax = 0) => value.toLocaleString(tag, { maximumFractionDigits: digitsMax }),
    percent: (shareOf1) => shareOf1.toLocaleString(tag, { style: 'percent', maximumFractionDigits: 0 }),
    time: (at) => time.format(ms(at)),
    when: (at, isLong = false) => `${(isLong ? long : short).format(ms(at))}, ${time.format(ms(at))}`,
    day: (at) => long.format(ms(at)),
    zone: (at) => zone.formatToParts(ms(at)).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
    tongue: (code) => (code === 'und' ? unknownTongue[language] : tongueOf(tongues, code)),
    list: (items) => lists.format(items),
    many: (count, one, other) => (plurals.select(count) === 'one' ? one : other),
  }
}

/** `und` is what nobody could tell. */
const unknownTongue = { en: 'not recognized', fr: 'non reconnue' }

/** A network may declare anything as a language; what cannot be read is shown as it came. */
function tongueOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code
  } catch (error) {
    if (error instanceof RangeError) return code
    throw error
  }
}

/** Our own words with the spaces French asks for before its signs: nothing breaks there. Words of others stay as they are. */
export function typeset(text: string, language: ReportLanguage): string {
  if (language !== 'fr') return text
  return text.replaceAll(/ ([:;?!»])/gu, '\u00A0$1').replaceAll('« ', '«\u00A0')
}
