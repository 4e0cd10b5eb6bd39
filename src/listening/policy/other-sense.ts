import { isAdjunct } from '#listening/policy/adjuncts.ts'
import { otherSenses } from '#listening/policy/lexicon/other-senses.ts'
import { compoundSenses } from '#listening/policy/lexicon/compound-senses.ts'
import { occupationText } from '#listening/policy/lexicon/occupations.ts'
import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { peopleText, peopleWords, serviceWords } from '#listening/policy/lexicon/people.ts'
import { longestAt } from '#listening/policy/patterns.ts'
import { placeAt } from '#listening/policy/place-sense.ts'

/** Words of one way of fitting a rule that mean another thing: in any clause of a trait, for assemblies, and in the names of places. */
export type OtherSense = {
  phrases: ReadonlySet<string>
  /** The same for health and sexuality, where whom a programme is made for is somebody unless a programme or a service is named. */
  bodily: ReadonlySet<string>
  /** The same for words of assemblies: none where somebody calls others together in the same post. */
  events: ReadonlySet<string>
  places: ReadonlySet<string>
}

/** Whoever is named beside such a phrase is looked for all the same. */
const somebody = wordSet(
  `${peopleText} ${occupationText} i im ive my me mine he she his her hers him they their them we our us you your je j mon ma mes moi il elle ils elles son sa ses leur leurs nous notre nos attendees attends regulars clients customers patients patient`,
)
/** Words that say of a place that it is run for all do not say so of these. */
const never = wordSet(
  'residents residence families famille familles kids students eleves women femmes men hommes',
)

/** What brings a word for an assembly back to people who call one another, whatever phrase it stands in. */
const calling = wordSet(
  'noon midi tonight megaphone signs pancartes banderoles banners organizers organisers organisateurs protesters protestors manifestants manif picket pickets solidarity solidarite angry colere activists militants convoy rejoignez',
)

const children = wordSet(
  'kid kids child children toddlers seniors youth families family parents riders passengers enfant enfants tots aines familles famille jeunes usagers voyageurs',
)
/** Whom programmes are made for, and what makes one. */
const served = wordSet(
  'kid kids child children youth teens student students seniors women families family residents tenants homeowners citizens riders passengers parents neighbourhood neighbourhoods neighborhood neighborhoods community communities enfant enfants jeunes etudiant etudiants eleves ados femmes familles famille habitants locataires citoyens usagers voyageurs parents aines',
)
const programmes = wordSet(
  'program programs programme programmes plateforme platform helpline hotline line ligne ecoute funding financement subvention grant strategy strategie services bursary cheque portal app campaign campagne dashboard data statistics donnees',
)

const byFirst = new Map<string, (readonly string[])[]>()
for (const phrase of otherSenses)
  byFirst.set(phrase[0] ?? '', [...(byFirst.get(phrase[0] ?? '') ?? []), phrase])

/** No word means another thing. */
export const nothing: OtherSense = {
  phrases: new Set(),
  bodily: new Set(),
  events: new Set(),
  places: new Set(),
}

/**
 * Which words of a way stand only where they mean another thing. None where somebody is named beside them; whom a programme is
 * made for (`student mental health services`) and children at a show are nobody in that sense.
 *
 * @param lines folded words of each leaf
 */
export function otherSenseIn(lines: readonly (readonly string[])[]): OtherSense {
  const words = lines.flat()
  const persons = personsAmong(words)
  const isForTrait = persons.every(isServed)
  const isForBody = persons.length === 0 || (isForTrait && words.some(isProgramme))
  const isForEvent = persons.every((word) => children.has(word))
  if (!isForTrait && !isForEvent) return nothing
  const phrases = onlyIn([words], phraseAt)
  const isCall = words.some((word) => calling.has(word) && !phrases.has(word))
  return {
    phrases: isForTrait ? phrases : nothing.phrases,
    bodily: isForBody ? phrases : nothing.bodily,
    events: isForEvent && !isCall ? phrases : nothing.events,
    places: persons.length === 0 && !words.some(isComing) ? onlyIn(lines, placeAt) : nothing.places,
  }
}

/** The phrases that excuse words of a clause. */
export function phrasesFor(sense: OtherSense, clause: string): ReadonlySet<string> {
  if (clause === 'assembly') return sense.events
  return /^trait-(?:health|sexuality)$/u.test(clause) ? sense.bodily : sense.phrases
}

/** Who comes out of a place is somebody: a school's pickup, a clinic's faces. */
function isComing(word: string): boolean {
  return /^(?:pickup|dropoff|dismissal|sortie|faces|lineup)$/u.test(word)
}

function isServed(word: string): boolean {
  return served.has(word)
}

function isProgramme(word: string): boolean {
  return programmes.has(word) || serviceWords.has(word)
}

/** Whether somebody is named in these lines, and not only in a phrase that means another thing. */
export function isSomebody(lines: readonly (readonly string[])[]): boolean {
  return personsAmong(lines.flat()).length > 0
}

function personsAmong(words: readonly string[]): string[] {
  if (!words.some((word) => somebody.has(word))) return []
  const covered = new Set<number>()
  for (const at of words.keys()) for (let i = phraseAt(words, at) - 1; i >= 0; i--) covered.add(at + i)
  return words.filter(
    (word, at) =>
      somebody.has(word) &&
      !(peopleWords.has(word) && isAdjunct(words, at)) &&
      // `femme enceinte place` and the like are in the list themselves.
      (never.has(word) || !covered.has(at)),
  )
}

/** Whether all words mean another thing; a word put together of neighbours (`jewishmuseum`) is judged by its beginning. */
export function isOtherSense(sense: OtherSense, clause: string, words: readonly string[]): boolean {
  const phrases = phrasesFor(sense, clause)
  const others = clause === 'assembly' ? [...phrases] : [...phrases, ...sense.places]
  if (others.length === 0) return false
  return words.every((word) =>
    others.some((other) => other === word || (other.length > 3 && word.startsWith(other))),
  )
}

/** Words at places the finder tells, that stand nowhere else. */
function onlyIn(
  lines: readonly (readonly string[])[],
  lengthAt: (words: readonly string[], at: number) => number,
): ReadonlySet<string> {
  const inside = new Set<string>()
  const outside = new Set<string>()
  for (const words of lines) {
    const covered = new Set<number>()
    for (const at of words.keys()) for (let i = 0; i < lengthAt(words, at); i++) covered.add(at + i)
    for (const [at, word] of words.entries()) (covered.has(at) ? inside : outside).add(word)
  }
  return new Set([...inside].filter((word) => !outside.has(word)))
}

function phraseAt(words: readonly string[], at: number): number {
  const found = (byFirst.get(words[at] ?? '') ?? []).filter((phrase) =>
    phrase.every((word, i) => words[at + i] === word),
  )
  return Math.max(longestAt(words, at, compoundSenses), ...found.map(({ length }) => length))
}
