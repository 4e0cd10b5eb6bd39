import type { Clause } from '#listening/policy/clauses.ts'
import { assembly } from '#listening/policy/lexicon/assembly.ts'
import { belief } from '#listening/policy/lexicon/belief.ts'
import { body } from '#listening/policy/lexicon/body.ts'
import { doxing } from '#listening/policy/lexicon/doxing.ts'
import { unless, type Entry } from '#listening/policy/lexicon/entry.ts'
import { everydayTerms } from '#listening/policy/lexicon/everyday-terms.ts'
import { innocent } from '#listening/policy/lexicon/innocent.ts'
import { lexiconOf, type Lexicon } from '#listening/policy/lexicon/lexicon.ts'
import { moreCivic } from '#listening/policy/lexicon/more-civic.ts'
import { moreTraits } from '#listening/policy/lexicon/more-traits.ts'
import { origin } from '#listening/policy/lexicon/origin.ts'
import { staffTerms } from '#listening/policy/lexicon/staff.ts'
import { worldStreets } from '#listening/policy/lexicon/world-streets.ts'
import { worldTraits } from '#listening/policy/lexicon/world-traits.ts'

const core = [...doxing, ...assembly, ...belief, ...body, ...origin]

const culture = unless(
  'restaurant restaurants cuisine food festival festivals film films movie music musique concert garden gardens jardin jardins lantern centre center cemetery cimetiere language langue class classes cours exposition exhibit exhibition museum musee week semaine month mois heritage patrimoine history histoire day journee parade library bibliotheque',
)

/** A word for an origin is also one of dishes, gardens and festivals. */
function beside(entry: Entry): Entry {
  const isOrigin = entry.clause === 'trait-origin' && entry.when.kind === 'always' && entry.words.length === 1
  return isOrigin ? { ...entry, when: culture } : entry
}

const others = [...moreTraits, ...moreCivic, ...worldStreets, ...worldTraits]
/** Shorter words of the others have too many innocent neighbours. */
const othersMin = 8

/** The lexicon every desk has; words of every day have too many innocent neighbours for slips of the pen. */
export const builtIn: Lexicon<Clause> = lexiconOf(
  [...core, ...others, ...everydayTerms, ...staffTerms].map(beside),
  {
    of: [
      ...core,
      ...others.filter(
        ({ words, when }) =>
          words.length === 1 && when.kind !== 'with' && (words[0]?.length ?? 0) >= othersMin,
      ),
    ].map(beside),
    innocent,
  },
)
