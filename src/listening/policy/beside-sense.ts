import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { isSomebody } from '#listening/policy/other-sense.ts'

type Sense = { terms: ReadonlySet<string>; beside: ReadonlySet<string> }

/** Words for assemblies, and words anywhere in the same post that tell of something else: they need not be neighbours. */
const senses: readonly Sense[] = [
  sense(
    'vigil,vigils,candlelight vigil,candle light vigil,veillee',
    'remembrance armistice anzac souvenir cenotaph wreath',
  ),
  sense('human chain,chaine humaine', 'sandbag sandbags sacs sable'),
  sense('walk out,walkout', 'basement deck condo patio'),
  sense('mobilization,mobilisation', 'crew crews contractor works equipement chantier pompiers'),
  sense('demo,demos', 'printer software app product kitchen'),
  sense('sit in,sit ins,sitin,sitins', 'yoga restaurant'),
  sense('protest,protests', 'appraisal assessment tender procurement bidder'),
  sense(
    'candlelight ceremony,candlelit ceremony',
    'cenotaph remembrance armistice anzac veterans palliative hospice',
  ),
  sense(
    'day of action,days of action,action day,journee d action,journees d action',
    'litter cleanup clean tree trees planting nettoyage corvee plantation smog poppy propre dechets',
  ),
  sense('lock out,lock outs,lockout,lockouts,locked out', 'locksmith serrurier password account keys keypad'),
  sense('kettle,kettles', 'salvation donation donations bell appliance electric'),
  sense('barrage routier,barrages routiers', 'alcool alcootest ivresse nez'),
  sense(
    'rendez vous prefecture,rendez vous a la prefecture,rendez vous en prefecture,rendez vous mairie,rendez vous a la mairie,rdv prefecture,rdv mairie,rdv en prefecture',
    'passeport passeports carte titre titres sejour permis delai delais creneau creneaux prise naturalisation ants anef visa vaccin vaccination dossier identite cni mariage pacs attente ligne plateforme annulation formulaire guichet',
  ),
  sense(
    'march for,marche pour,march of',
    'registration register inscription inscriptions dons donations fundraiser fundraising pledge pledges 5k 10k benevoles sponsors collecte',
  ),
  sense('picket,pickets,survey pickets', 'surveyor surveyors boundary arpenteur bornage'),
  sense('uprising,uprisings', 'commemoration museum musee warsaw 1798 1916 reenactment'),
  sense('cortege', 'carnaval ducasse folklorique folklore geants'),
  sense('convoi,convois', 'don dons collecte humanitaire eolienne'),
  sense('convoy,convoys', 'turbine hay oversize humanitarian'),
  sense(
    'gilet jaune,gilets jaunes',
    'velo cycliste cyclistes securite reflechissant reflechissants brassard',
  ),
  sense('casseroles', 'dechetterie tri ferraille'),
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
