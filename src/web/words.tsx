import { IntlMessageFormat } from 'intl-messageformat'
import { createContext, createElement, Fragment, useContext, type ReactNode } from 'react'
import type en from '#web/messages/en.json'

/** The two languages of the desk. */
export type Locale = 'en' | 'fr'

/** A sentence of ours: every key of `messages/en.json`. */
export type MessageKey = keyof typeof en

/** All sentences of one language. A key missing in French is a type error in `loadMessages`. */
export type Messages = Record<MessageKey, string>

/** What goes into the gaps of a sentence. */
export type Values = Record<string, string | number | undefined>

/** Everything a component needs to speak to a person in their language and in the desk's time zone. */
export type Words<K extends string = MessageKey> = {
  locale: Locale
  /** BCP 47 tag for `Intl`. */
  tag: string
  timeZone: string
  say(key: K, values?: Values): string
  /** The same, with `<b>…</b>` in the sentence drawn as bold. */
  rich(key: K, values?: Values): ReactNode
  number(value: number, digitsMax?: number): string
  percent(shareOf1: number): string
  /** 14:22, or 14 h 22 in French. */
  time(at: string | number): string
  /** Time, with the day in front when it is not the day of `nowMs`. */
  when(at: string | number, nowMs: number): string
  /** Day, time and zone in full, for titles and exports. */
  full(at: string | number): string
  day(at: string | number): string
  list(items: readonly string[]): string
  /** The zone's short name: ET, HE. */
  zone(at: string | number): string
  /** A language's own name in the reader's language: French, français. */
  language(tag: string): string
}

/** Reads one language's sentences; each language is its own small file. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  if (locale === 'fr') return (await import('#web/messages/fr.json', { with: { type: 'json' } })).default
  return (await import('#web/messages/en.json', { with: { type: 'json' } })).default
}

const tags: Record<Locale, string> = { en: 'en-CA', fr: 'fr-CA' }

function bold(chunks: ReactNode[]): ReactNode {
  return <b>{chunks}</b>
}

type Sentences<K extends string> = Pick<Words<K>, 'say' | 'rich'>

function sentencesOf<K extends string>(messages: Record<K, string>, tag: string): Sentences<K> {
  const kept = new Map<K, IntlMessageFormat>()
  const sentence = (key: K): IntlMessageFormat => {
    const known = kept.get(key)
    if (known) return known
    const made = new IntlMessageFormat(messages[key] ?? key, tag)
    kept.set(key, made)
    return made
  }
  return {
    say: (key, values) => String(sentence(key).format<string>({ ...values, b: (chunks) => chunks.join('') })),
    rich: (key, values) => {
      const parts = sentence(key).format<ReactNode>({ ...values, b: bold })
      // Spread, so that React does not ask for keys: the parts of a sentence never move.
      return Array.isArray(parts) ? createElement(Fragment, {}, ...parts) : parts
    },
  }
}

/** The same words with more sentences, which win over the shell's of the same key. */
export function extendWords<K extends string>(words: Words, own: Record<K, string>): Words<K | MessageKey> {
  const ours = sentencesOf(own, words.tag)
  const isOurs = (key: K | MessageKey): key is K => key in own
  return {
    ...words,
    say: (key, values) => (isOurs(key) ? ours.say(key, values) : words.say(key as MessageKey, values)),
    rich: (key, values) => (isOurs(key) ? ours.rich(key, values) : words.rich(key as MessageKey, values)),
  }
}

/** The words of one language and time zone. Formatters are kept, since making one is slow. */
export function makeWords(locale: Locale, messages: Messages, timeZone: string): Words {
  const tag = tags[locale]
  const clock = new Intl.DateTimeFormat(tag, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const day = new Intl.DateTimeFormat(tag, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  const shortDay = new Intl.DateTimeFormat(tag, { timeZone, day: 'numeric', month: 'short' })
  const full = new Intl.DateTimeFormat(tag, {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'long',
    hourCycle: 'h23',
  } as Intl.DateTimeFormatOptions)
  const zone = new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'shortGeneric' })
  const dayKey = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const names = new Intl.DisplayNames(tag, { type: 'language', fallback: 'code' })
  const sentences = sentencesOf(messages, tag)
  const list = new Intl.ListFormat(tag, { type: 'conjunction' })
  const ms = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at))
  return {
    locale,
    tag,
    timeZone,
    ...sentences,
    number: (value, digitsMax = 0) => value.toLocaleString(tag, { maximumFractionDigits: digitsMax }),
    percent: (shareOf1) => shareOf1.toLocaleString(tag, { style: 'percent', maximumFractionDigits: 0 }),
    time: (at) => clock.format(ms(at)),
    when: (at, nowMs) =>
      dayKey.format(ms(at)) === dayKey.format(nowMs)
        ? clock.format(ms(at))
        : `${shortDay.format(ms(at))}, ${clock.format(ms(at))}`,
    full: (at) => full.format(ms(at)),
    day: (at) => day.format(ms(at)),
    list: (items) => list.format(items),
    zone: (at) => zone.formatToParts(ms(at)).find((part) => part.type === 'timeZoneName')?.value ?? timeZone,
    // `und` is what nobody could tell; the browser calls it "root".
    language: (code) => (code === 'und' ? sentences.say('language.unknown') : languageName(names, code)),
  }
}

function languageName(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code
  } catch (error) {
    // A network may declare anything as a language; an unreadable tag is shown as it came.
    if (error instanceof RangeError) return code
    throw error
  }
}

const namedKeys: Record<string, MessageKey> = {
  Enter: 'keyName.enter',
  Space: 'keyName.space',
  Escape: 'keyName.escape',
  Shift: 'keyName.shift',
}

/** A key as it is printed on a keyboard of the reader's language: Enter, Entrée. */
export function keyWords(key: string, say: Words['say']): string {
  return key
    .split(' ')
    .map((part) => (namedKeys[part] ? say(namedKeys[part]) : part))
    .join(' ')
}

/** The words of the person looking at the screen. */
export const WordsContext = createContext<Words | undefined>(undefined)

/** The words to speak with; see `Words`. */
export function useWords(): Words {
  const words = useContext(WordsContext)
  if (!words) throw new Error('useWords needs a WordsContext above it')
  return words
}
