import type { z } from 'zod'
import type { RuleRefusal } from '#listening/contract.ts'
import { isOtherBeside } from '#listening/policy/beside-sense.ts'
import { clauses, type Clause, type ClauseWords } from '#listening/policy/clauses.ts'
import { conjunctionsOf, wanted, type Conjunction } from '#listening/policy/conjunctions.ts'
import { isTheme } from '#listening/policy/cultural-sense.ts'
import { readingsOf } from '#listening/policy/fold.ts'
import { builtIn } from '#listening/policy/lexicon/built-in.ts'
import type { OwnPolicy } from '#listening/policy/organization/own-policy.ts'
import { handlesIn, handlesWritten } from '#listening/policy/handles.ts'
import { isSmall } from '#listening/policy/small-place.ts'
import { namedBeside } from '#listening/policy/named-beside.ts'
import { personsIn } from '#listening/policy/persons.ts'
import { wordingsOf } from '#listening/policy/lexicon/wordings.ts'
import {
  isOtherSense,
  nothing,
  otherSenseIn,
  phrasesFor,
  type OtherSense,
} from '#listening/policy/other-sense.ts'
import { asksForService, isStoppedWork } from '#listening/policy/service-strike.ts'
import { placesIn } from '#listening/policy/place-in.ts'
import { plainHandle, speaksForThePublic } from '#listening/policy/public-handles.ts'
import { foundIn, foundSigned, type Found } from '#listening/policy/terms.ts'
import { joinedWords, mended, segmentsOf, splitRun, wordsOfLeaf } from '#listening/policy/words-of-leaf.ts'
import type { Rule } from '#stream/rules/rule.ts'

type Refusal = z.infer<typeof RuleRefusal>

/** What the policy must know of the desk. */
export type PolicyNeeds = {
  /** Handles that are ours or that somebody vouched for. */
  knownHandles: ReadonlySet<string>
  /** The organization's own file of terms, when it has one. */
  own?: OwnPolicy | undefined
}

/** More refusals than this tell an editor nothing new. */
const refusalsMax = 12
const foundMax = 60

/** What a refusal says of its clause. */
type Told = { code: string; words: ClauseWords }

/**
 * Why a rule may not live although it can be read: it follows a private person, people who assemble, or people by a sensitive
 * trait (issues, not people: DESIGN, promise 6), or the organization's own file refuses it. What a rule leaves out
 * (`-from:someone`) follows nobody and is allowed.
 *
 * @param text the rule as written, to say where it stands
 */
export function policyRefusals(rule: Rule, text: string, { knownHandles, own }: PolicyNeeds): Refusal[] {
  const leaves = wanted(rule)
  const followed = [...new Set([...leaves.flatMap(handlesIn), ...handlesWritten(wantedText(text))])]
  const known = new Set([...knownHandles, ...namedBeside(rule, text)])
  const handles = followed
    .filter(
      (handle) => !speaksForThePublic(handle, known, writtenIn(text, handle)) && !isVouched(handle, own),
    )
    .map((handle) => refusalOf(handle, text))
  const ways = conjunctionsOf(rule)
  const found = [...(own === undefined ? [] : ownFound(ways, text, own)), ...builtInFound(ways, text)]
  const once = new Map(found.map((each) => [`${each.clause.code} ${each.words.join(' ')}`, each]))
  const placeOf = placesIn(text)
  const small = leaves.some(isSmall) ? [termRefusal(smallPlace, text, smallIn(text))] : []
  const refusals = [...once.values()]
    .slice(0, foundMax)
    .map((each) => termRefusal(each.clause, text, placeOf(each.words)))
    // A name inside a handle that is refused already is the same person, told once.
    .filter(({ from, to }) => !handles.some((handle) => from >= handle.from && to <= handle.to))
  return [
    ...handles,
    ...small,
    ...new Map(refusals.map((each) => [`${each.code} ${each.from}`, each])).values(),
  ].slice(0, refusalsMax)
}

/** The tree keeps no capitals; the text does. */
function writtenIn(text: string, handle: string): string {
  const at = text.toLowerCase().indexOf(handle.toLowerCase())
  return at < 0 ? handle : text.slice(at, at + handle.length)
}

const smallPlace: Told = { code: 'fine-location', words: clauses['fine-location'] }

function smallIn(text: string): { from: number; to: number } {
  const place = /(?:point_radius|bounding_box):\s*\[[^\]]*\]|place:\s*"[^"]*"/iu.exec(text)
  return place === null
    ? { from: 0, to: text.length }
    : { from: place.index, to: place.index + place[0].length }
}

/** The text with blanks in the place of what it leaves out (`-"a phrase"`, `-word`): only leaves can be left out. */
function wantedText(text: string): string {
  return text.replaceAll(/(?<![^\s(])-(?:"[^"]*"|[^\s()]+)/gu, (left) => ' '.repeat(left.length))
}

function isVouched(handle: string, own: OwnPolicy | undefined): boolean {
  return own?.vouched.has(plainHandle(handle)) === true
}

function builtInFound(ways: readonly Conjunction[], text: string): Found<Told>[] {
  const found = [...ways.flatMap((way) => wayFound(way, text)), ...foundSigned(wantedText(text), builtIn)]
  return found.map(({ clause, words }) => ({ clause: { code: clause, words: clauses[clause] }, words }))
}

/** What stands against one way; a word that means another thing there does not. In a rule too wide to be read whole nothing excuses. */
function wayFound(way: Conjunction, text: string): Found<Clause>[] {
  const lines = way.leaves.map((leaf) => wordsOfLeaf(leaf, text))
  const sense = way.isWhole ? otherSenseIn(lines) : nothing
  const terms = foundIn(way, text, builtIn).filter(({ clause, words }) => !isOtherSense(sense, clause, words))
  const all = [...personsFound(way, text, sense), ...terms]
  const found = way.isWhole
    ? all.filter(
        ({ clause, words }) => !isTheme(lines, clause, words) && !isOtherBeside(lines, clause, words),
      )
    : all
  if (!way.isWhole || !asksForService(lines.flat())) return found
  return found.filter(({ clause, words }) => !isStoppedWork(clause, words))
}

/** The organization's own clauses come first: who wrote them wants to see that they work. */
function ownFound(ways: readonly Conjunction[], text: string, { lexicon }: OwnPolicy): Found<Told>[] {
  return [...ways.flatMap((way) => foundIn(way, text, lexicon)), ...foundSigned(wantedText(text), lexicon)]
}

function personsFound({ leaves }: Conjunction, text: string, sense: OtherSense): Found<Clause>[] {
  const segments = segmentsOf(leaves, text)
  const apart = segments.flatMap((words) => [
    ...joinedWords(words).runs.map((run) => splitRun(run, runLettersMin) ?? []),
    mended(words),
  ])
  const persons = personsIn(segments, text).map((each): Found<Clause> => ({
    clause: 'private-person',
    words: each,
  }))
  const wordings = [...(segments.length > 1 ? [...segments, segments.flat()] : segments), ...apart]
    .flatMap(wordingsIn)
    .filter(
      ({ clause, words }) =>
        !isOfPhrases(words, phrasesFor(sense, clause)) &&
        !(clause.startsWith('trait') && words.some((word) => sense.places.has(word))),
    )
  return [...persons, ...wordings]
}

/** Letters set apart one by one are set apart on purpose, also a few of them. */
const runLettersMin = 6

/** Whether a wording stands on phrases that mean another thing; short words (`of`, `les`) beside them tell no sense of their own. */
function isOfPhrases(words: readonly string[], phrases: ReadonlySet<string>): boolean {
  return (
    words.some((word) => phrases.has(word)) &&
    words.every((word) => phrases.has(word) || word.length < tellingMin)
  )
}
const tellingMin = 4

/** Wordings as written, and with digits read as letters; both lines have the same length. */
function wordingsIn(words: readonly string[]): Found<Clause>[] {
  const calm = words.map((word) => readingsOf(word)[1] ?? word)
  const isWritten = calm.every((word, at) => word === words[at])
  return (isWritten ? [words] : [words, calm]).flatMap(wordingsOf)
}

function termRefusal(told: Told, text: string, { from, to }: { from: number; to: number }): Refusal {
  const { does, against, instead } = told.words
  const said = text.slice(from, to)
  return {
    code: told.code,
    policy: true,
    from,
    to,
    en: `“${said}” ${does.en}. Against it stand: ${against.en}. ${instead.en}, or ask for an exception with a legal basis.`,
    fr: `« ${said} » ${does.fr}. S’y opposent : ${against.fr}. ${instead.fr}, ou demandez une exception fondée sur une base légale.`,
  }
}

function refusalOf(handle: string, text: string): Refusal {
  const at = plainHandle(text).indexOf(plainHandle(handle))
  // Where the text says it otherwise (accents, spaces), the whole rule is marked.
  const where =
    at < 0 || plainHandle(text).length !== text.length ? [0, text.length] : [at, at + handle.length]
  const [from = 0, to = text.length] = where
  return {
    code: 'private-handle',
    policy: true,
    from,
    to,
    en: `“${handle}” is not known as the account of an office, a service or a newsroom. A search may follow an issue, never a private person (policy for searches, clause 1).`,
    fr: `« ${handle} » n’est pas connu comme le compte d’une institution, d’un service ou d’un média. Une veille suit un sujet, jamais une personne privée (règles des veilles, article 1).`,
  }
}
