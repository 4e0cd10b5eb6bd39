/** A stretch of a text as it can be drawn. `stands`: what was written, where the font lacks it and words stand in its place. */
export type Spelled = { text: string; stands?: string }

type Language = 'en' | 'fr'

/** Scripts that posts are written in and our font lacks, as they are named in words. */
const scripts = [
  [/\p{Script=Arabic}/u, { en: 'Arabic script', fr: 'écriture arabe' }],
  [/\p{Script=Canadian_Aboriginal}/u, { en: 'syllabics', fr: 'caractères syllabiques' }],
  [/\p{Script=Cyrillic}/u, { en: 'Cyrillic script', fr: 'écriture cyrillique' }],
  [/\p{Script=Greek}/u, { en: 'Greek script', fr: 'écriture grecque' }],
  [/\p{Script=Hebrew}/u, { en: 'Hebrew script', fr: 'écriture hébraïque' }],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, { en: 'Japanese script', fr: 'écriture japonaise' }],
  [/\p{Script=Han}/u, { en: 'Chinese characters', fr: 'caractères chinois' }],
  [/\p{Script=Hangul}/u, { en: 'Korean script', fr: 'écriture coréenne' }],
  [/\p{Script=Devanagari}/u, { en: 'Devanagari script', fr: 'écriture devanagari' }],
  [/\p{Script=Gurmukhi}/u, { en: 'Punjabi script', fr: 'écriture pendjabie' }],
  [/\p{Script=Bengali}/u, { en: 'Bengali script', fr: 'écriture bengalie' }],
  [/\p{Script=Tamil}/u, { en: 'Tamil script', fr: 'écriture tamoule' }],
  [/\p{Script=Thai}/u, { en: 'Thai script', fr: 'écriture thaïe' }],
  [/\p{Script=Armenian}/u, { en: 'Armenian script', fr: 'écriture arménienne' }],
  [/\p{Script=Georgian}/u, { en: 'Georgian script', fr: 'écriture géorgienne' }],
  [/\p{Script=Ethiopic}/u, { en: 'Ethiopic script', fr: 'écriture éthiopienne' }],
] as const
const emoji = { en: 'emoji', fr: 'émoji' }
const otherLetters = { en: 'another script', fr: 'une autre écriture' }
const otherSigns = { en: 'a sign', fr: 'un signe' }

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * A text in stretches that can be drawn. What the font lacks is named in words between brackets, so that nothing vanishes: a
 * reader sees that something stood there, and a screen reader is given what it was (`stands`).
 *
 * @param has whether there is a letter for a code point
 */
export function spelled(text: string, has: (codePoint: number) => boolean, language: Language): Spelled[] {
  const pieces: Spelled[] = []
  let lacking: { name: string; stands: string; gap: string } | undefined
  const settle = (): void => {
    if (lacking === undefined) return
    pieces.push({ text: `[${lacking.name}]`, stands: lacking.stands }, ...plain(lacking.gap))
    lacking = undefined
  }
  for (const grapheme of drawable(text, has)) {
    const name = nameOf(grapheme, has, language)
    if (name !== undefined && name === lacking?.name)
      lacking = { name, stands: lacking.stands + lacking.gap + grapheme, gap: '' }
    else if (name !== undefined) {
      settle()
      lacking = { name, stands: grapheme, gap: '' }
    } else if (lacking !== undefined && /^\s$/u.test(grapheme)) lacking.gap += grapheme
    else {
      settle()
      pieces.push({ text: grapheme })
    }
  }
  settle()
  return joined(pieces)
}

/** The text with lines as spaces, spaces the font lacks as ones it has, and without what nobody sees anyway. */
function drawable(text: string, has: (codePoint: number) => boolean): string[] {
  const shown = text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/\p{Zs}/gu, (space) => drawableSpace(space, has))
  return Array.from(graphemes.segment(shown), ({ segment }) => segment)
    .map((one) => (hasAll(one, has) ? one : visible(one)))
    .filter((one) => one !== '')
}

/** A letter without marks that only tell how to join or to turn. An emoji keeps them: it is named as a whole. */
function visible(grapheme: string): string {
  return /\p{Extended_Pictographic}/u.test(grapheme)
    ? grapheme
    : grapheme.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
}

/** A space the font lacks becomes one it has, and breaks only where it did. */
function drawableSpace(space: string, has: (codePoint: number) => boolean): string {
  if (hasAll(space, has)) return space
  return space === '\u202F' ? '\u00A0' : ' '
}

function hasAll(grapheme: string, has: (codePoint: number) => boolean): boolean {
  return Array.from(grapheme).every((one) => has(one.codePointAt(0) ?? 0))
}

function nameOf(
  grapheme: string,
  has: (codePoint: number) => boolean,
  language: Language,
): string | undefined {
  if (hasAll(grapheme, has)) return undefined
  const script = scripts.find(([letters]) => letters.test(grapheme))
  if (script !== undefined) return script[1][language]
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u.test(grapheme)) return emoji[language]
  return (/\p{L}/u.test(grapheme) ? otherLetters : otherSigns)[language]
}

function plain(text: string): Spelled[] {
  return text === '' ? [] : [{ text }]
}

function joined(pieces: readonly Spelled[]): Spelled[] {
  const out: Spelled[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (last !== undefined && last.stands === undefined && piece.stands === undefined) last.text += piece.text
    else out.push({ ...piece })
  }
  return out
}
