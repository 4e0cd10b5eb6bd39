import { foldWord } from '#listening/policy/fold.ts'

const turned: readonly (readonly [RegExp, string])[] = [
  [/rn/gu, 'm'],
  [/vv/gu, 'w'],
  [/ph/gu, 'f'],
  [/k/gu, 'c'],
  [/z/gu, 's'],
  [/y/gu, 'i'],
  [/(?<=\p{L})x/gu, 'cks'],
  [/0u|oo/gu, 'ou'],
  [/ck/gu, 'k'],
  [/au|eau/gu, 'o'],
  [/qu/gu, 'k'],
  [/t{2}/gu, 't'],
  [/s{2}/gu, 's'],
]

/** Words a folded word may stand for when it was written so that no search finds it: letters for others. */
export function disguisesOf(word: string): string[] {
  if (!/^[a-z]{4,30}$/u.test(word)) return []
  return turned.map(([sign, letter]) => word.replaceAll(sign, letter)).filter((each) => each !== word)
}

/** A word read backwards. */
export function turnedRound(word: string): string {
  return [...word].toReversed().join('')
}

/** A word without its vowels; undefined for a word that has some, or is too short to tell. */
export function skeletonOf(word: string): string | undefined {
  return /^[bcdfghjklmnpqrstvwxz]{4,20}$/u.test(word) ? word : undefined
}

/** The skeleton of a word, to find it by. */
export function withoutVowels(word: string): string {
  return word.replaceAll(/[aeiouy]/gu, '')
}

const starsMax = 2
const alphabet = [...'abcdefghijklmnopqrstuvwxyz']

/** Words in the text of a rule that were written with signs in them: `m*rch`, `mani.fest`, `gr_eve`. What is left out is not told. */
export function signedIn(text: string): { parts: string[]; readings: string[] }[] {
  const tokens = text.matchAll(
    /(?<![\p{L}\p{N}#:@/.*-])[\p{L}\p{N}]+(?:[._•·*~-]{1,2}[\p{L}\p{N}]+)+(?![\p{L}\p{N}*@:/])/gu,
  )
  return [...new Set([...tokens].map(([token]) => token))].slice(0, tokensMax).flatMap((token) => {
    const folded = foldWord(token)
    if (folded.length > tokenMax) return []
    const parts = folded.split(/[^a-z0-9]+/u).filter((part) => part !== '')
    return [{ parts, readings: [parts.join(''), ...unstarred(folded)] }]
  })
}
const tokenMax = 24
/** Each may stand for 676 words. */
const tokensMax = 40

/** Every letter in the place of a star: at most 26 by 26 words. */
function unstarred(token: string): string[] {
  const stars = token.split('*').length - 1
  if (stars === 0 || stars > starsMax || !/^[a-z*]+$/u.test(token)) return []
  let readings = [token]
  for (let star = 0; star < stars; star++)
    readings = readings.flatMap((each) => alphabet.map((letter) => each.replace('*', letter)))
  return readings
}
