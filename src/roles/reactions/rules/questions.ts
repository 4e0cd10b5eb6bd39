import { isQuestion } from '#language/questions.ts'
import { asksNothing } from '#roles/reactions/rules/asks-nothing.ts'
import { groupAlike } from '#roles/reactions/rules/groups.ts'
import type { ReadPost } from '#roles/reactions/rules/read-post.ts'
import { samplesOf } from '#roles/reactions/rules/themes.ts'
import { contentWords, vectorsOf } from '#roles/reactions/rules/words.ts'

/** Where an answer stands: our account's reply, or what somebody of the desk marked. */
export type KnownAnswer = { by: 'account' | 'person'; name: string; atMs: number; url: string | undefined }

/** Questions nearly the same, as positions in the posts they were made from. */
export type FoundQuestion = {
  /** The id of the post that asked first. */
  id: string
  text: string
  lang: string | undefined
  members: number[]
  samples: number[]
  authors: number
  answer: KnownAnswer | undefined
}

const questionsMax = 40
const sameFromOf1 = 0.5
const sentenceLengthMax = 240

/**
 * What people ask: posts that ask (the rules of `language/questions`), near-equal ones as one by the words of their asking sentence, each language
 * for itself. Posts that ask nobody anything ("Honestly?") are left out. Answered when one of our accounts replied to any post of it or somebody marked it; unanswered first, then by how many people ask.
 *
 * @param answers by the id of the post that was answered
 * @returns at most 40 groups, and how many people's questions stand in them and beyond
 */
export function findQuestions(
  posts: readonly ReadPost[],
  answers: ReadonlyMap<string, KnownAnswer>,
): FoundQuestion[] {
  const asking = posts.flatMap(({ asks, isRepost, text, lang }, at) =>
    asks && !isRepost && !asksNothing(askingSentence(text, lang), lang) ? [at] : [],
  )
  const byLang = new Map<string, number[]>()
  for (const at of asking) {
    const lang = posts[at]?.lang ?? 'und'
    byLang.set(lang, [...(byLang.get(lang) ?? []), at])
  }
  return [...byLang.values()]
    .flatMap((members) => inOneLanguage(posts, members))
    .map((members) => questionOf(posts, members, answers))
    .toSorted(
      (a, b) =>
        Number(a.answer !== undefined) - Number(b.answer !== undefined) ||
        b.authors - a.authors ||
        (a.id < b.id ? -1 : 1),
    )
    .slice(0, questionsMax)
}

function inOneLanguage(posts: readonly ReadPost[], members: readonly number[]): number[][] {
  const sentences = members.map((at) => contentWords(askingSentence(posts[at]?.text ?? '', posts[at]?.lang)))
  const groups = groupAlike(vectorsOf(sentences), sameFromOf1)
  const together = new Map<string, number[]>()
  for (const [index, at] of members.entries()) {
    const group = groups[index] ?? -1
    // A question of no words of content ("When?") stands alone, unless it is the same text.
    const key = group >= 0 ? `${group}` : `alone ${posts[at]?.cluster ?? at}`
    const known = together.get(key) ?? []
    together.set(key, known)
    known.push(at)
  }
  return [...together.values()]
}

function questionOf(
  posts: readonly ReadPost[],
  members: number[],
  answers: ReadonlyMap<string, KnownAnswer>,
): FoundQuestion {
  const samples = samplesOf(posts, members)
  const best = posts[samples[0] ?? members[0] ?? 0]
  const first = posts[members[0] ?? 0]
  const given = members.flatMap((at) => answers.get(posts[at]?.id ?? '') ?? [])
  return {
    id: first?.id ?? '',
    text: askingSentence(best?.text ?? '', best?.lang),
    lang: best?.lang,
    members,
    samples: samples.length > 0 ? samples : members.slice(0, 1),
    authors: new Set(members.map((at) => posts[at]?.author)).size,
    answer: given.toSorted((a, b) => a.atMs - b.atMs)[0],
  }
}

/**
 * The sentence of a post that asks, without the names it is addressed to and without links; the whole of it where none does. One that asks something
 * goes before one that only wonders. At most 240 characters.
 */
export function askingSentence(text: string, lang: string | undefined): string {
  const plain = text
    .replaceAll(/https?:\/\/\S+/gu, '')
    .replace(/^(?:\s*[.]?@\S+)+/u, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  const sentences = plain.split(/(?<=[.!?…])\s+(?=\S)/u)
  const questions = sentences.filter((one) => isQuestion(one, lang))
  const telling = questions.filter((one) => !asksNothing(one, lang))
  const asking = telling.find((one) => one.endsWith('?')) ?? telling[0] ?? questions[0] ?? plain
  if (asking.length <= sentenceLengthMax) return asking
  return `${asking
    .slice(0, sentenceLengthMax)
    .replace(/\s\S*$/u, '')
    .toWellFormed()} …`
}
