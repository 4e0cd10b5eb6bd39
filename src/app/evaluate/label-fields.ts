import { z } from 'zod'
import { primaryLanguage } from '#language/language-id-tags.ts'

/** A class given as a number, or as a number written as a string. */
export const classNumber = z.coerce.number().int().min(0).max(99)

const byName: Readonly<Record<string, string>> = {
  arabic: 'ar',
  dutch: 'nl',
  english: 'en',
  french: 'fr',
  german: 'de',
  hindi: 'hi',
  italian: 'it',
  portuguese: 'pt',
  spanish: 'es',
}

/** A language as data files write it (`fr`, `fr-CA`, `French`) as its primary tag. */
export const languageTag = z
  .string()
  .min(2)
  .transform((tag) => byName[tag.toLowerCase()] ?? primaryLanguage(tag))

/** A text with the escapes that makers of data sets leave behind (`\u2019`, `\"`, `&amp;`) decoded. */
export const labelledText = z.string().transform((text) =>
  text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\+"/g, '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>'),
)
