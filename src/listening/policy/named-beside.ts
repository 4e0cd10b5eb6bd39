import { foldWord } from '#listening/policy/fold.ts'
import { areaMarks, areas } from '#listening/policy/lexicon/areas.ts'
import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { peopleWords } from '#listening/policy/lexicon/people.ts'
import { plainHandle } from '#listening/policy/public-handles.ts'
import type { Leaf, Rule } from '#stream/rules/rule.ts'

/** What bodies are: a name that begins or ends with one of these is no person's. */
const bodies = wordSet(
  `university college school academy institute museum gallery library libraries park parks council court courts service services agency authority ministry department office commission board
  tribunal hospital hospitals trust police brigade port harbour harbor airport airports transit railway railways ferries archives parliament senate bureau zoo aquarium theatre orchestra county city town village region district
  universite ecole lycee institut musee bibliotheque mediatheque parc parcs conseil cour tribunal agence autorite ministere departement direction regie hopital hopitaux chu pompiers aeroport transports archives parlement senat
  jardin jardins opera orchestre ville commune canton prefecture`,
)
/** Small words of such names: said whole, by their first letter, or not at all. */
const small = wordSet(`of the and for de d du des la le les l et aux au a en sur`)
/** What accounts of bodies put before their own name. */
const before = 'infos?|news|actus?|visit|the|le|la|les|my|mon|go|reseau'
const shortestLetters = 3

/**
 * Handles that a group of alternatives names in full beside them, `("Banff National Park" OR @BanffNP)`, `(UKVI OR @ukvi)`: whoever
 * writes the name of a body and its handle as one means the body. Names of persons vouch for nobody.
 *
 * @param text the rule as written: the tree keeps no capitals
 */
export function namedBeside(rule: Rule, text: string): Set<string> {
  const vouched = new Set<string>()
  for (const group of groupsOf(rule)) {
    const names = group.flatMap((leaf) => namePattern(leaf, text) ?? [])
    for (const leaf of group) {
      const handle = handleOf(leaf)
      if (handle !== undefined && names.some((name) => name.test(letters(handle))))
        vouched.add(plainHandle(handle))
    }
  }
  return vouched
}

function groupsOf(rule: Rule): Leaf[][] {
  if (rule.kind !== 'any' && rule.kind !== 'all') return []
  const inner = rule.of.flatMap(groupsOf)
  return rule.kind === 'all' ? inner : [rule.of.flatMap((one) => (isLeaf(one) ? [one] : [])), ...inner]
}

function isLeaf(rule: Rule): rule is Leaf {
  return rule.kind !== 'any' && rule.kind !== 'all' && rule.kind !== 'not'
}

function handleOf(leaf: Leaf): string | undefined {
  if (leaf.kind === 'mention') return leaf.name
  return leaf.kind === 'from' || leaf.kind === 'to' ? leaf.who : undefined
}

function letters(handle: string): string {
  const [name = ''] = plainHandle(handle).split(/[.@]/u)
  return foldWord(name).replaceAll(/[^a-z]/gu, '')
}

/** How a handle made of a body's name may be written; undefined where the words name no body. */
function namePattern(leaf: Leaf, text: string): RegExp | undefined {
  if (leaf.kind !== 'words') return undefined
  const words = leaf.words.map(foldWord)
  const [first = '', ...more] = words
  if (more.length === 0) return isCapitals(first, text) ? new RegExp(`^${first}$`, 'u') : undefined
  if (!bodies.has(first) && !bodies.has(more.at(-1) ?? '')) return undefined
  if (words.some((word) => !/^[a-z]+$/u.test(word) || peopleWords.has(word))) return undefined
  if (words.filter((word) => !small.has(word)).length < 2) return undefined
  const parts = words.map((word) =>
    small.has(word) ? `(?:${word}|${word.charAt(0)})?` : `(?:${word}|${word.charAt(0)})`,
  )
  const after = `(?:${[...areaMarks, ...areas].filter((one) => /^[a-z]+$/u.test(one)).join('|')})?`
  return new RegExp(`^(?=.{${shortestLetters},})(?:${before})?${parts.join('')}${after}$`, 'u')
}

/** Three to six capitals and nothing else stand for words, as bodies are called. */
function isCapitals(word: string, text: string): boolean {
  if (!/^[a-z]{3,6}$/u.test(word)) return false
  return new RegExp(`(?<![\\p{L}\\p{N}@#:_])${word.toUpperCase()}(?![\\p{L}\\p{N}_])`, 'u').test(text)
}
