/** Names a network takes: letters a to z, digits and `_`, so long and so short. At most `most` are guessed. */
export type GuessLimits = { lengthMin: number; lengthMax: number; most: number }

/**
 * Letters that can be taken for each other on a screen, the most alike first. A small `i` is here because it can be written as a
 * large one, which looks like an `l`.
 */
const alike: readonly (readonly [string, string])[] = [
  ...([
    ['o', '0'],
    ['l', 'i'],
    ['l', '1'],
    ['i', '1'],
    ['m', 'rn'],
    ['w', 'vv'],
  ] as const),
  ...([
    ['d', 'cl'],
    ['s', '5'],
    ['g', 'q'],
    ['b', '8'],
    ['g', '9'],
    ['z', '2'],
    ['u', 'v'],
    ['e', '3'],
    ['a', '4'],
  ] as const),
]

/** What impostors put behind the name of a public body, and before it. */
const wordsBehind = [
  ...[
    'official',
    'officiel',
    'gov',
    'gouv',
    'help',
    'aide',
    'alerts',
    'alertes',
    'ca',
    'info',
    'news',
    'support',
  ],
]
const wordsBefore = ['the', 'real', 'official', 'my']

/** Keys beside each other; keyboards for French in Canada have the letters at the same places. */
const keyRows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/**
 * Names by which somebody could imitate an account, the likeliest first: letters that are drawn alike, `_`, words as "official", parts
 * in another order, then letters doubled, left out, swapped, or mistyped. Never our own name. Pure; the same for the same name.
 */
export function guessesFor(handle: string, { lengthMin, lengthMax, most }: GuessLimits): string[] {
  const ours = (handle.trim().replace(/^@/, '').split('@')[0] ?? '').replaceAll(/[^\w]/g, '')
  // A name that is longer than any here is no name here.
  if (ours === '' || ours.length > 2 * lengthMax) return []
  const small = ours.toLowerCase()
  const groups = [drawnAlike, withUnderscores, withWords, inAnotherOrder, withSlips, mistyped]
  const all = groups.flatMap((group) => group(small, partsOf(ours)))
  const fits = (name: string): boolean =>
    name !== small && name.length >= lengthMin && name.length <= lengthMax && /[a-z0-9]/.test(name)
  return [...new Set(all.filter(fits))].slice(0, Math.max(0, most))
}

/** The words a name is made of, as capitals, digits and `_` show them: `HavreClair` is havre and clair. */
function partsOf(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((part) => part.toLowerCase())
}

/** One place at a time, then every place at once. */
function drawnAlike(name: string): string[] {
  const ways = alike.flatMap(([one, other]) => [[one, other] as const, [other, one] as const])
  const once = ways.flatMap(([from, to]) => placesOf(name, from).map((at) => put(name, at, from.length, to)))
  const everywhere = ways.flatMap(([from, to]) =>
    placesOf(name, from).length > 1 ? [name.replaceAll(from, to)] : [],
  )
  return [...once, ...everywhere]
}

function withUnderscores(name: string, parts: readonly string[]): string[] {
  const bare = name.replaceAll('_', '')
  return [
    `${name}_`,
    `_${name}`,
    parts.join('_'),
    bare,
    `${bare}_`,
    `${name}__`,
    `_${name}_`,
    parts.join('__'),
  ]
}

/** Words, and the numbers that networks propose themselves where a name is taken. */
function withWords(name: string): string[] {
  const behind = wordsBehind.flatMap((word) => [`${name}_${word}`, `${name}${word}`])
  const before = wordsBefore.flatMap((word) => [`${word}${name}`, `${word}_${name}`])
  return [...behind, ...before, ...['1', '2', '01', '_1'].map((number) => name + number)]
}

function inAnotherOrder(_name: string, parts: readonly string[]): string[] {
  if (parts.length < 2) return []
  const [first = '', ...rest] = parts
  const turned = [[...rest, first], parts.toReversed()]
  return turned.flatMap((words) => [words.join(''), words.join('_')])
}

/** A letter doubled, left out, or swapped with its neighbour. */
function withSlips(name: string): string[] {
  const places = Array.from({ length: name.length }, (_, at) => at)
  return places.flatMap((at) => {
    const [one = '', next = ''] = [name[at], name[at + 1]]
    return [put(name, at, 1, one + one), put(name, at, 1, ''), put(name, at, 2, next + one)]
  })
}

function mistyped(name: string): string[] {
  return Array.from(name).flatMap((letter, at) =>
    besideOnKeyboard(letter).map((key) => put(name, at, 1, key)),
  )
}

function besideOnKeyboard(letter: string): string[] {
  const row = keyRows.find((keys) => keys.includes(letter))
  const at = row?.indexOf(letter) ?? 0
  return [row?.[at - 1], row?.[at + 1]].filter((key) => key !== undefined)
}

function placesOf(name: string, part: string): number[] {
  return Array.from({ length: name.length }, (_, at) => at).filter((at) => name.startsWith(part, at))
}

function put(name: string, at: number, count: number, instead: string): string {
  return name.slice(0, at) + instead + name.slice(at + count)
}
