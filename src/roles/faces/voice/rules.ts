import type { PublishedText, Voice, VoiceMonth } from '#roles/faces/voice/contract.ts'
import { primaryLanguage } from '#language/language-id-tags.ts'
import { plainLanguage } from '#language/plain-language/plain-language.ts'

/** Fewest words in which the grade of a month means something: a post of one sentence hardly has one. */
export const gradeWordsMin = 300

/** Languages whose plainness can be told. */
const readLanguages = ['en', 'fr'] as const

/**
 * How the organization sounds, from all it published: how much carries a person's line, and how plain it is by month and
 * language. Never by person; where there is too little, no figure.
 *
 * @param texts what was published in the time asked about
 * @param o.monthOf the month of a moment in the desk's zone: `2026-10`
 */
export function voiceOf(
  texts: readonly PublishedText[],
  o: { monthOf: (atMs: number) => string },
): Pick<Voice, 'months' | 'signed' | 'unread'> {
  const groups = new Map<string, PublishedText[]>()
  for (const one of texts) {
    const key = `${o.monthOf(one.atMs)} ${primaryLanguage(one.language)}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const months = [...groups].map(([key, of]) => monthOf(key, of)).toSorted(byMonth)
  return { months, signed: signedOf(texts), unread: unreadOf(texts) }
}

function monthOf(key: string, texts: readonly PublishedText[]): VoiceMonth {
  const [month = '', language = ''] = key.split(' ')
  const grade = gradeOf(texts, language)
  return {
    month,
    language,
    texts: texts.length,
    ...(grade === undefined ? {} : { grade }),
    signed: signedOf(texts),
  }
}

function byMonth(a: VoiceMonth, b: VoiceMonth): number {
  return a.month.localeCompare(b.month) || a.language.localeCompare(b.language)
}

/** The grade of everything said in a month read as one text: short posts have too few sentences for one of their own. */
function gradeOf(texts: readonly PublishedText[], language: string): number | undefined {
  const lang = readLanguages.find((one) => one === language)
  if (lang === undefined) return undefined
  // The same words on several networks are said once.
  const once = [...new Set(texts.map(({ text }) => text.trim()))].join('\n\n').slice(0, 500_000)
  const read = plainLanguage(withoutLinks(once), lang)
  return read.wordCount < gradeWordsMin ? undefined : Math.round(read.grade * 10) / 10
}

function withoutLinks(text: string): string {
  return text.replaceAll(/https?:\/\/\S+/gu, '')
}

/** A message in one language is one, on however many networks it stood. */
function signedOf(texts: readonly PublishedText[]): Voice['signed'] {
  const byMessage = new Map<string, boolean>()
  for (const { messageId, language, isSigned } of texts) {
    const key = `${messageId} ${language}`
    byMessage.set(key, (byMessage.get(key) ?? false) || isSigned)
  }
  return { part: [...byMessage.values()].filter(Boolean).length, of: byMessage.size }
}

function unreadOf(texts: readonly PublishedText[]): Voice['unread'] {
  const counts = new Map<string, number>()
  for (const { language } of texts) {
    const primary = primaryLanguage(language)
    if (readLanguages.every((one) => one !== primary)) counts.set(primary, (counts.get(primary) ?? 0) + 1)
  }
  return [...counts]
    .map(([language, count]) => ({ language, texts: count }))
    .toSorted((a, b) => b.texts - a.texts)
}
