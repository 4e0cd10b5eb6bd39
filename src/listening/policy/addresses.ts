import { housesIn } from '#listening/policy/houses.ts'
import { badges, plates, platesByShape, platesNamed } from '#listening/policy/plates.ts'
import { ofText } from '#listening/policy/of-text.ts'

/** Words that say that somebody is looked for. */
export const seeks =
  /^(?:lives?|living|home|house|maison|address|adresse|habite|demeure|domicile|chez|resid\w*|apt|apartment|appartement|appart|unit|digicode|interphone|locataire|tenant|owner|porte|etage|buzzer|plate|stays|staying|crashes|creche|loge|phone|email|telephone|courriel)$/u
const streets =
  /^(?:street|st|avenue|ave|road|rd|drive|lane|crescent|court|boulevard|blvd|rue|chemin|place|allee|impasse)$/u

/** Telephone numbers, plates, home addresses and addresses of e-mail, each as the words that name it. */
export function addressesIn(segments: readonly (readonly string[])[], text: string): string[][] {
  const words = segments.flat()
  return [
    ...segments.flatMap(telephones),
    ...segments.flatMap(plates),
    ...(segments.length > 1 ? platesNamed(words) : []),
    ...platesByShape(segments, words, text),
    ...badges(words),
    ...homes(words),
    ...housesIn(segments, words, text),
    ...mails(words, text),
  ]
}

const digitWords = new Set(
  'zero one two three four five six seven eight nine oh un deux trois quatre cinq sept huit neuf double dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante soixante et'.split(
    ' ',
  ),
)

function telephones(words: readonly string[]): string[][] {
  return [
    ...runsOf(words, (word) => /^\d+$/u.test(word)).filter(isTelephone),
    // A number said in words: no sentence has six of them in a row by chance.
    ...runsOf(words, (word) => digitWords.has(word)).filter(
      (run) =>
        run.length >= spokenMin || (run.length === spokenMin - 1 && /^(?:zero|oh)$/u.test(run[0] ?? '')),
    ),
  ]
}
const spokenMin = 6

/** Runs of neighbouring words that belong together. */
export function runsOf(words: readonly string[], belongs: (word: string) => boolean): string[][] {
  const runs: string[][] = []
  let run: string[] = []
  for (const word of [...words, '']) {
    if (belongs(word)) run.push(word)
    else {
      if (run.length > 0) runs.push(run)
      run = []
    }
  }
  return runs
}

/** Nine digits to thirteen in a row, or seven written `555 0148`. Toll-free numbers belong to services. */
function isTelephone(run: readonly string[]): boolean {
  if (run[0] === '1' && /^8\d\d$/u.test(run[1] ?? '')) return false
  if (/^(?:0?800|888|877|866|855|844|833)$/u.test(run[0] ?? '')) return false
  const digits = run.join('').length
  if (run.length === 7 && digits === 7) return true
  return (digits >= 9 && digits <= 13) || run.map(({ length }) => length).join(',') === '3,4'
}

function homes(words: readonly string[]): string[][] {
  if (!words.some((word) => seeks.test(word))) return []
  const hasStreet = words.some((word) => streets.test(word))
  return words.flatMap((word, at) => {
    const near = words.slice(at + 1, at + 4)
    if (/^[a-z]\d[a-z]$/u.test(word) && /^\d[a-z]\d$/u.test(near[0] ?? '')) return [words.slice(at, at + 2)]
    const isHome = /^\d{1,5}[a-d]?$/u.test(word) && (near.some((each) => streets.test(each)) || hasStreet)
    return isHome ? [words.slice(at, at + 3)] : []
  })
}

/** The grammar reads an address of e-mail as its words; the text still has the sign. */
function mails(words: readonly string[], text: string): string[][] {
  return [...spokenMails(words), ...signedMails(words, text)]
}

const endings = new Set('com ca org net fr be ch uk qc gov info io edu eu'.split(' '))

/** `jane at example dot com`, `jeanne arobase exemple point fr`. */
function spokenMails(words: readonly string[]): string[][] {
  return words.flatMap((word, at) => {
    if (!/^(?:dot|point)$/u.test(word) || !endings.has(words[at + 1] ?? '')) return []
    const from = words
      .slice(Math.max(0, at - 4), at)
      .findIndex((each) => /^(?:at|arobase|arobas|chez)$/u.test(each))
    return from < 0 ? [] : [words.slice(Math.max(0, at - 5), at + 2)]
  })
}

function signedMails(words: readonly string[], text: string): string[][] {
  const mails = mailsIn(text)
  if (mails.length === 0) return []
  const line = ` ${words.join(' ')} `
  return mails.filter((parts) => line.includes(` ${parts.join(' ')} `))
}

const mailsIn = ofText((text) =>
  text
    .toLowerCase()
    .split(/[\s"()]+/u)
    .filter((part) => /[\w+-]@[\w-]+\.\w/u.test(part))
    .map((mail) => mail.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')),
)
