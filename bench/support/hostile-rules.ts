import { ruleLimits } from '#stream/rules/rule.ts'

/** As many of these, joined, as a rule may be long. */
function filled(make: (at: number) => string, joint: string): string {
  let text = make(0)
  for (let at = 1; text.length + joint.length + make(at).length <= ruleLimits.lengthMax; at++)
    text += joint + make(at)
  return text
}

const repeated = 'flood water high'.split(' ')
const word = (at: number): string => repeated[at % repeated.length] ?? 'flood'

/** Rules as long and as deep as the grammar allows, of what is dear to judge; the parser may refuse some. */
export function hostileRules(): string[] {
  const near = (words: number): string =>
    `"${Array.from({ length: words }, (_, at) => word(at)).join(' ')}"~6`
  const odd = `"${Array.from({ length: 19 }, () => 'flood').join(' ')} never"`
  return [
    filled((at) => `a${at}`, ' OR '),
    filled(word, ' OR '),
    filled((at) => `"${word(at)} ${word(at + 1)}"`, ' OR '),
    filled(() => `"flood water"~6`, ' OR '),
    filled(() => near(6), ' OR '),
    filled(() => near(20), ' OR '),
    filled(() => `${odd}~6`, ' OR '),
    filled(() => `"flood never"~6`, ' OR '),
    filled(() => odd, ' OR '),
    filled((at) => `-"${word(at)} never"`, ' ').replace('-', ''),
    filled((at) => `url_contains:${word(at)}`, ' OR '),
    filled(() => `(flood -"flood never"~6)`, ' OR '),
    `flood ${filled((at) => `-never${at}`, ' ')}`.slice(0, ruleLimits.lengthMax - 10),
    `${'('.repeat(ruleLimits.depthMax - 1)}flood${')'.repeat(ruleLimits.depthMax - 1)}`,
    `${'(flood OR ('.repeat(15)}"flood never"~6${'))'.repeat(15)}`,
    filled(() => '"a c"~6', ' OR '),
    filled((at) => `"${'abcdef'[at % 6]} ${'fedcba'[(at * 5) % 6]}"~${1 + (at % 6)}`, ' OR '),
    filled(() => `"${'a '.repeat(19)}c"~6`, ' OR '),
    filled(() => `"${'a '.repeat(10)}${'b '.repeat(9)}b"~6`, ' OR '),
    filled(() => `"a b c"~6`, ' OR '),
    // Exact phrases whose words and beginnings stand everywhere, and which do not.
    filled((at) => `"${'a '.repeat(17)}b ${'abc'[at % 3]}"`, ' OR '),
    filled((at) => `"${'a b '.repeat(9)}b ${'abc'[at % 3]}"`, ' OR '),
    filled(() => '"a c a"', ' OR '),
    filled(() => '"b a a a c"', ' OR '),
    filled((at) => `-"${'abcdef'[at % 6]} ${'abcdef'[(at * 5 + 3) % 6]} ${'acebdf'[at % 6]}"`, ' ').replace(
      '-',
      '',
    ),
    filled((at) => `point_radius:[-73.${at + 10} 45.5 40km]`, ' OR '),
    // The same kinds with nothing said twice, as a rule is asked once what it repeats.
    filled((at) => `"a${at} b"`, ' OR '),
    filled((at) => `"a${at} c"~6`, ' OR '),
    filled((at) => `"${'a b '.repeat(8)}a${at} b c"`, ' OR '),
    filled((at) => `"${'a b '.repeat(8)}a${at} b c"~6`, ' OR '),
    filled(
      (at) => `"${Array.from({ length: 20 }, (_, word) => (at * 20 + word).toString(36)).join(' ')}"`,
      ' OR ',
    ),
    filled((at) => `(a${at} -"b${at} c"~6)`, ' OR '),
    filled((at) => `#a${at}`, ' OR '),
    filled((at) => `é${at}`, ' OR '),
    filled((at) => `from:a${at}`, ' OR '),
    filled((at) => `url:"a${at}.b/c"`, ' OR '),
    filled((at) => `bounding_box:[-73.${at + 10} 45.4 -73.1 45.7]`, ' OR '),
  ]
}

/** Texts of thousands of words of one letter: what rules that look at the order of words like least. */
export const hostileTexts: readonly string[] = [
  `${'a '.repeat(9990)}c`,
  `${'a '.repeat(9980)}b b b b b b b b b c`,
  'a b '.repeat(5000),
  `c ${'a b '.repeat(4990)}a c`,
  `b ${'a '.repeat(9980)}c b a`,
  `${'a '.repeat(8)}${'b '.repeat(12)}${'c '.repeat(8)}${'b '.repeat(12)}`.repeat(250),
  'a b c d e f '.repeat(1600),
]
