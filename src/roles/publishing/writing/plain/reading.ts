import { openAccounts } from '#access/people/accounts.ts'
import { plainLanguage, type PlainLanguage } from '#language/plain-language/plain-language.ts'
import { createTownNames } from '#language/town-names.ts'
import { createUsualWords } from '#language/usual-words.ts'
import type { Room } from '#roles/publishing/act.ts'
import type { PlainForm, PlainHints } from '#roles/publishing/contract.ts'
import { hashtagCases, plain, type Lexicon, type OwnWords } from '#roles/publishing/writing/hashtags.ts'
import { readMentions } from '#roles/publishing/writing/mentions/store.ts'
import { foldedTerm, type JargonWord } from '#roles/publishing/writing/plain/contract.ts'
import { readJargon } from '#roles/publishing/writing/plain/store.ts'

type Hint = PlainHints['hints'][number]

/** Hints shown of one text: more would not be read. */
const hintsMax = 20
/**
 * School years above which a warning loses readers: 6 to 8 are asked for in warnings (CDC, Crisis and Emergency Risk Communication).
 */
const emergencyGradeMax = 8
/** Words from which a grade says something. */
const gradedFrom = 15

/** Reads texts for plain language with what the desk itself says: its jargon, and the names it uses. */
export function plainReader(room: Pick<Room, 'store'>): (form: PlainForm) => Promise<PlainHints> {
  let lexicon: Lexicon | undefined
  return async (form) => {
    lexicon ??= { usual: createUsualWords(), isTown: createTownNames() }
    const jargon = await readJargon(room.store.db, form.language)
    return readPlain(form, { jargon, lexicon, own: await ownWords(room) })
  }
}

/** How plain a text is. Pure. */
export function readPlain(
  { text, language, lane }: PlainForm,
  { jargon, lexicon, own }: { jargon: readonly JargonWord[]; lexicon: Lexicon; own: OwnWords },
): PlainHints {
  const read = plainLanguage(text, language, jargon)
  const { grade, ease, sentences, wordCount } = read
  const tags = hashtagCases(text, lexicon, own).map((tag): Hint => ({ kind: 'hashtag-case', ...tag }))
  const hints = [...hintsOf(text, read, jargon), ...tags].toSorted((a, b) => a.from - b.from)
  return {
    ...{ grade, ease, sentences, wordCount },
    hints: [...(lane === 'emergency' ? hardInEmergency(read) : []), ...hints].slice(0, hintsMax),
  }
}

function hintsOf(text: string, { issues }: PlainLanguage, jargon: readonly JargonWord[]): Hint[] {
  const plainOf = new Map(jargon.map((word) => [foldedTerm(word.term), word.plain]))
  return issues.map(({ kind, from, to, words }) => {
    const about = text.slice(from, to).toWellFormed()
    const instead = kind === 'jargon' ? (plainOf.get(foldedTerm(about)) ?? '') : ''
    return { kind, about, from, to, words, ...(instead === '' ? {} : { instead: asBegun(about, instead) }) }
  })
}

/** A plain word with a capital where what it stands for has one. */
function asBegun(about: string, instead: string): string {
  const isCapital = /^\p{Lu}\p{Ll}/u.test(about)
  return isCapital ? instead.replace(/^./u, (letter) => letter.toUpperCase()) : instead
}

function hardInEmergency({ grade, wordCount }: PlainLanguage): Hint[] {
  if (wordCount < gradedFrom || grade <= emergencyGradeMax) return []
  const years = Math.round(grade)
  return [
    {
      ...{ kind: 'hard-in-emergency', about: '', from: 0, to: 0 },
      words: {
        en: `This asks for about ${years} years of school, and warnings reach people best at ${emergencyGradeMax} or fewer. Use shorter sentences and words.`,
        fr: `Ce texte demande environ ${years} années de scolarité\u00A0; un avertissement est mieux compris à ${emergencyGradeMax} ou moins. Raccourcissez phrases et mots.`,
      },
    },
  ]
}

/** Names the desk uses, word by word, as it writes them. */
async function ownWords({ store }: Pick<Room, 'store'>): Promise<OwnWords> {
  const accounts = await openAccounts(store.db)
  const mentions = await readMentions(store.db)
  const names = [...accounts.map(({ name }) => name), ...mentions.flatMap(({ name }) => [name.en, name.fr])]
  const words = names.flatMap((name) => name.match(/\p{L}{3,40}/gu) ?? [])
  return new Map(words.map((word) => [plain(word), word]))
}
