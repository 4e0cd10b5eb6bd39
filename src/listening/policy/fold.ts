/** Letters of other alphabets that look like Latin ones, and letters that Unicode does not take apart. */
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...[
      'аa',
      'вb',
      'сc',
      'ԁd',
      'еe',
      'ɡg',
      'һh',
      'іi',
      'јj',
      'кk',
      'ӏl',
      'мm',
      'нh',
      'оo',
      'рp',
      'ԛq',
      'гr',
      'ѕs',
      'тt',
      'уy',
      'хx',
      'ԝw',
      'єe',
      'ѵv',
    ],
    ...['αa', 'βb', 'εe', 'ηn', 'ιi', 'κk', 'μm', 'νv', 'οo', 'ρp', 'τt', 'υu', 'χx', 'γy', 'ωw', 'σs', 'ςs'],
    ...[
      'øo',
      'ƒf',
      'ʃs',
      'ɩi',
      'łl',
      'đd',
      'ħh',
      'ıi',
      'ŧt',
      'ɑa',
      'ʀr',
      'ɴn',
      'ᴏo',
      'ᴘp',
      'ᴛt',
      'ᴇe',
      'ꜱs',
      'ᴀa',
      'ɪi',
      'ʟl',
      'ᴍm',
      'ᴅd',
      'ɢg',
      'ꜰf',
      'ʙb',
      'ᴄc',
      'ʜh',
      'ᴊj',
      'ᴋk',
      'ᴜu',
      'ᴠv',
      'ᴡw',
      'ʏy',
      'ᴢz',
      ...['ɐa', 'ɔc', 'ǝe', 'ɟf', 'ƃg', 'ɥh', 'ᴉi', 'ɾj', 'ʞk', 'ɯm', 'ɹr', 'ʇt', 'ʌv', 'ʍw', 'ʎy'],
    ],
  ].map((pair) => [pair.slice(0, -1), pair.slice(-1)]),
)
const ligatures: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' }

/** A text as the policy compares it: small Latin letters without accents. One character may become none or two. */
export function foldWord(text: string): string {
  if (/^[\x20-\x7e]*$/u.test(text)) return text.toLowerCase()
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}|\p{Cf}|[\u{1F3FB}-\u{1F3FF}]/gu, '')
    .replaceAll(
      /[\u{1F130}-\u{1F149}\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}\u{1F1E6}-\u{1F1FF}]/gu,
      boxedLetter,
    )
    .toLowerCase()
  return [...plain].map((letter) => ligatures[letter] ?? lookAlikes[letter] ?? letter).join('')
}

/** Letters in a box, in a circle, or half of a flag, as letters. */
function boxedLetter(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  const first = [0x1f1e6, 0x1f170, 0x1f150, 0x1f130].find((start) => code >= start) ?? code
  return String.fromCodePoint(0x61 + ((code - first) % 26))
}

const leet: Readonly<Record<string, string>> = {
  ...{ 0: 'o', 1: 'i', 2: 'z', 3: 'e', 4: 'a', 5: 's', 6: 'g', 7: 't', 8: 'b', 9: 'g' },
  ...{ '@': 'a', $: 's', '!': 'i', '€': 'e', '|': 'l', '+': 't' },
}

/** Readings of a folded word: as it is, digits read as letters, and letters repeated for show taken out. */
export function readingsOf(word: string): string[] {
  const readings = [word]
  if (/[a-z]/u.test(word) && /[\d@$!€|+]/u.test(word)) {
    const read = [...word].map((sign) => leet[sign] ?? sign).join('')
    readings.push(read, [...word].map((sign) => (sign === '1' ? 'l' : (leet[sign] ?? sign))).join(''))
    // A number behind a word is a date or a year more often than letters: `manif25`.
    readings.push(word.replace(/\d+$/u, ''))
  }
  const calm = readings.flatMap((each) =>
    /(.)\1\1/u.test(each)
      ? [each.replaceAll(/(.)\1{2,}/gu, '$1'), each.replaceAll(/(.)\1{2,}/gu, '$1$1')]
      : [],
  )
  return [...new Set([...readings, ...calm])].filter((each) => each !== '')
}
