import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { isSomebody } from '#listening/policy/other-sense.ts'

type Sense = { terms: ReadonlySet<string>; beside: ReadonlySet<string> }

/** Words for assemblies, and words anywhere in the same post that tell of something else: they need not be neighbours. */
const senses: readonly Sense[] = [
  sense('vigil,vigils,candlelight vigil,candle light vigil,veillee', 'remembrance armistice anzac souvenir'),
  sense('human chain,chaine humaine', 'sandbag sandbags sacs sable'),
  sense('walk out,walkout', 'basement deck condo patio'),
  sense('mobilization,mobilisation', 'crew crews contractor works equipement chantier pompiers'),
  sense('demo,demos', 'printer software app product kitchen'),
  sense('sit in,sit ins,sitin,sitins', 'yoga restaurant'),
  sense('protest,protests', 'appraisal assessment tender procurement bidder'),
  sense('marche funebre', 'chopin concert orchestre orgue'),
]

function sense(terms: string, beside: string): Sense {
  return { terms: new Set(terms.split(',')), beside: wordSet(beside) }
}

/** What brings a word for an assembly back to people, whatever stands beside it. */
const calls = wordSet(
  'against contre justice police brutality signs pancartes noon midi megaphone union syndicat activists militants organizers organisers rally rallies march manif solidarity solidarite picket embassy legislature parliament parlement outside devant rage angry colere stop hike hikes tax taxes join resist now',
)

/**
 * Whether words for an assembly mean another thing because of a word anywhere in the same post.
 *
 * @param lines folded words of each leaf
 */
export function isOtherBeside(
  lines: readonly (readonly string[])[],
  clause: string,
  words: readonly string[],
): boolean {
  if (clause !== 'assembly') return false
  const said = lines.flat()
  const meant = senses.filter(({ terms }) => isTerm(terms, words, said))
  return (
    meant.some(({ beside }) => said.some((word) => beside.has(word))) &&
    !said.some((word) => calls.has(word)) &&
    !isSomebody(lines)
  )
}

/** The term itself, or put together with a neighbour (`protestproperty`). */
function isTerm(terms: ReadonlySet<string>, words: readonly string[], said: readonly string[]): boolean {
  const line = words.join(' ')
  return terms.has(line) || said.some((next) => line.endsWith(next) && terms.has(line.slice(0, -next.length)))
}
