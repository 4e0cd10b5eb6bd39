import { placesIn } from '#language/places.ts'
import { plainWords } from '#language/places/own-list.ts'

/** A fact of a text that another text can say differently. `value` is its plain form, equal for equal facts; `said` as written. */
export type Fact = { about: 'date' | 'time' | 'amount' | 'share' | 'place'; value: string; said: string }

const textLengthMax = 4000
const factsMax = 40

const months: Readonly<Record<string, number>> = numbered([
  'january jan janvier janv',
  'february feb février fevrier févr',
  'march mar mars',
  'april apr avril avr',
  'may mai',
  'june jun juin',
  'july jul juillet juil',
  'august aug août aout',
  'september sep sept septembre',
  'october oct octobre',
  'november nov novembre',
  'december dec décembre decembre déc',
])
const weekdays: Readonly<Record<string, number>> = numbered([
  'monday mondays lundi lundis',
  'tuesday tuesdays mardi mardis',
  'wednesday wednesdays mercredi mercredis',
  'thursday thursdays jeudi jeudis',
  'friday fridays vendredi vendredis',
  'saturday saturdays samedi samedis',
  'sunday sundays dimanche dimanches',
])

function numbered(lines: readonly string[]): Record<string, number> {
  return Object.fromEntries(lines.flatMap((line, at) => line.split(' ').map((word) => [word, at + 1])))
}

/** Words that are also something else: `may` and `mar`, `mars`, `sun`. They are months only beside a number. */
const onlyWithDay = new Set([
  'march',
  'may',
  'mar',
  'mars',
  'jan',
  'jun',
  'dec',
  'avr',
  'oct',
  'sep',
  'nov',
  'apr',
  'feb',
])

const monthWords = Object.keys(months)
  .toSorted((a, b) => b.length - a.length)
  .join('|')
const weekdayWords = Object.keys(weekdays)
  .toSorted((a, b) => b.length - a.length)
  .join('|')
const space = String.raw`[ \u00a0\u202f]`
const number = String.raw`\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?`

const dayMonth = new RegExp(
  String.raw`(?<!\p{L})(\d{1,2})(?:st|nd|rd|th|er)?${space}(?:of )?(${monthWords})(?!\p{L})`,
  'giu',
)
const monthDay = new RegExp(
  String.raw`(?<!\p{L})(${monthWords})\.?${space}(\d{1,2})(?:st|nd|rd|th)?(?![\p{L}\d:%])`,
  'giu',
)
const monthAlone = new RegExp(String.raw`(?<!\p{L})(${monthWords})(?!\p{L})`, 'giu')
const weekday = new RegExp(String.raw`(?<!\p{L})(${weekdayWords})(?!\p{L})`, 'giu')
const clock =
  /(?<![\d.,:$€£])(\d{1,2})(?:(?::|[  \u202f]?h[  \u202f]?)(\d{2})|[  \u202f]?h)?[  \u202f]?(a\.?m\.?|p\.?m\.?)?(?![\p{L}\d%])/giu
const times = String.raw`thousand|million|billion|milliards?|millions|bn|k|m`
const money = new RegExp(
  String.raw`([$€£])${space}?(${number})(?:${space}?(${times})(?!\p{L}))?|(${number})(?:${space}?(${times}))?${space}?(?:de${space}|d’)?([$€£]|dollars?(?!\p{L})|euros?(?!\p{L})|pounds?(?!\p{L}))`,
  'giu',
)
const percent = new RegExp(
  String.raw`(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)${space}?(?:%|percent|per cent|pour cent)`,
  'giu',
)

/**
 * Dates, times of day, amounts of money, shares and streets a text names, in English and French. Twelve-hour times without a half of the day are compared
 * as if either were meant. Reads the first 4,000 characters; at most 40 facts.
 */
export function factsIn(text: string): Fact[] {
  const read = text.slice(0, textLengthMax).replaceAll(/https?:\/\/\S+/gu, ' ')
  const facts = [
    ...datesIn(read),
    ...timesIn(read),
    ...amountsIn(read),
    ...sharesIn(read),
    ...streetsIn(read),
  ]
  const seen = new Map(facts.map((fact) => [`${fact.about} ${fact.value}`, fact]))
  return [...seen.values()].slice(0, factsMax)
}

function datesIn(text: string): Fact[] {
  const found: Fact[] = []
  const days = [
    ...[...text.matchAll(dayMonth)].map((match) => ({ match, day: match[1], month: match[2] })),
    ...[...text.matchAll(monthDay)].map((match) => ({ match, day: match[2], month: match[1] })),
  ]
  for (const { match, day, month } of days) {
    const of = months[month?.toLowerCase() ?? '']
    if (of === undefined || Number(day) < 1 || Number(day) > 31) continue
    found.push({ about: 'date', value: `day ${of}-${Number(day)}`, said: match[0].trim() })
    found.push({ about: 'date', value: `month ${of}`, said: month ?? '' })
  }
  for (const { 0: said } of text.matchAll(monthAlone)) {
    const of = months[said.toLowerCase()]
    // In French months are written small, so only the words of both uses are left out.
    if (of !== undefined && !onlyWithDay.has(said.toLowerCase()))
      found.push({ about: 'date', value: `month ${of}`, said })
  }
  for (const { 0: said } of text.matchAll(weekday))
    found.push({ about: 'date', value: `weekday ${weekdays[said.toLowerCase()] ?? 0}`, said })
  return found
}

function timesIn(text: string): Fact[] {
  return [...text.matchAll(clock)].flatMap((match): Fact[] => {
    const [said, hours, minutes, half] = match
    const hour = Number(hours)
    const isTime = minutes !== undefined || half !== undefined || /h\s*$/iu.test(said)
    if (!isTime || hour > 24 || Number(minutes ?? 0) > 59 || (half !== undefined && hour > 12)) return []
    // Without a half of the day 7:30 may be either, so times are compared on a face of twelve hours.
    return [{ about: 'time', value: `${hour % 12}:${minutes ?? '00'}`, said: said.trim() }]
  })
}

function amountsIn(text: string): Fact[] {
  return [...text.matchAll(money)].flatMap((match): Fact[] => {
    const [said, sign, first, firstTimes, second, secondTimes, name] = match
    const amount = plainNumber(first ?? second ?? '') * multiplier(firstTimes ?? secondTimes)
    if (!Number.isFinite(amount)) return []
    return [{ about: 'amount', value: `${currencyOf(sign ?? name ?? '')} ${amount}`, said: said.trim() }]
  })
}

function sharesIn(text: string): Fact[] {
  return [...text.matchAll(percent)].map(([said, share]) => ({
    about: 'share',
    value: `${plainNumber(share ?? '')}`,
    said: said.trim(),
  }))
}

function streetsIn(text: string): Fact[] {
  return placesIn(text)
    .filter(({ kind }) => kind === 'street')
    .map(({ name }) => ({ about: 'place', value: plainWords(name), said: name }))
}

function plainNumber(written: string): number {
  const grouped = written.replaceAll(/[ ,\u00a0\u202f](?=\d{3}(?!\d))/gu, '')
  return Number(grouped.replace(',', '.'))
}

function multiplier(word: string | undefined): number {
  if (word === undefined) return 1
  if (/^(?:k|thousand)$/iu.test(word)) return 1e3
  return /^(?:m|millions?)$/iu.test(word) ? 1e6 : 1e9
}

function currencyOf(word: string): string {
  if (word === '€' || /^euro/iu.test(word)) return '€'
  return word === '£' || /^pound/iu.test(word) ? '£' : '$'
}
