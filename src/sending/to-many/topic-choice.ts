import { escaped } from '#api/page.ts'
import type { Words } from '#kernel/words.ts'
import { subscribeWords as words } from '#sending/to-many/subscribe-words.ts'
import { topicLimits, type Topic } from '#sending/topics/contract.ts'

type Locale = keyof Words

/** What somebody chose: `only`: not everything; `ticked`: ids of topics of ours, each once. */
export type TopicChoice = { only: boolean; ticked: readonly string[] }

/** A choice as it was sent. `isWrong`: topics were asked for, and none of ours was named. */
export type TopicsSent = { choice: TopicChoice; isWrong: boolean }

/**
 * Reads a choice. Whoever ticked a topic wants that one, also where *Everything* was left as it was; topics we do not know are left
 * out, and one that was retired while the page was open still counts.
 */
export function topicsSent(form: URLSearchParams, topics: readonly Topic[]): TopicsSent {
  const sent = new Set(form.getAll('topic').slice(0, 2 * topicLimits.topicsMax))
  const ticked = topics.map(({ id }) => id).filter((id) => sent.has(id))
  const only = ticked.length > 0 || sent.size > 0 || form.get('about') === 'some'
  return { choice: { only, ticked }, isWrong: only && ticked.length === 0 && topics.some(isOffered) }
}

/** A choice as it is kept; null: everything. */
export function chosenTopics({ ticked }: TopicChoice): readonly string[] | null {
  return ticked.length === 0 ? null : ticked
}

/** The choice that a link to the form brings along: topics that are offered. */
export function topicsInLink(asked: readonly string[], topics: readonly Topic[]): TopicChoice {
  const wanted = new Set(asked.slice(0, topicLimits.topicsMax))
  const ticked = topics.filter((one) => isOffered(one) && wanted.has(one.id)).map(({ id }) => id)
  return { only: ticked.length > 0, ticked }
}

/** The same as the end of an address, `&topic=…` for each; empty without topics. Ids need no escaping. */
export function topicsQuery({ ticked }: TopicChoice): string {
  return ticked.map((id) => `&topic=${id}`).join('')
}

function isOffered({ retired }: Topic): boolean {
  return !retired
}

/** How the choice is shown: in which language, which topics there are, what was chosen, and whether that was wrong. */
export type TopicsShown = {
  locale: Locale
  topics: readonly Topic[]
  choice?: TopicChoice | undefined
  isWrong?: boolean
}

/** Everything, or only some topics. Works without script: boxes can be ticked whichever of the two stands. Nothing without topics. */
export function topicFields({ locale, topics, choice, isWrong = false }: TopicsShown): string {
  const { only = false, ticked = [] } = choice ?? {}
  const shown = topics.filter((one) => isOffered(one) || ticked.includes(one.id))
  if (!shown.some(isOffered)) return ''
  const say = (word: keyof typeof words): string => escaped(words[word][locale])
  const radio = (value: 'all' | 'some', word: 'topicsAll' | 'topicsSome'): string =>
    `<label class="choice"><input type="radio" name="about" value="${value}"${checked((value === 'some') === only)}><span>${say(word)}</span></label>`
  const boxes = shown.map(
    ({ id, names }, at) =>
      `<label class="choice"><input type="checkbox" id="topic-${at}" name="topic" value="${id}"${checked(ticked.includes(id))}><span>${escaped(names[locale])}</span></label>`,
  )
  const bad = isWrong ? `<p class="bad" id="topic-bad">${say('noTopic')}</p>` : ''
  const described = `topic-what${isWrong ? ' topic-bad' : ''}`
  return `<fieldset class="topics" aria-describedby="${described}"><legend>${say('topics')}</legend>${bad}${radio('all', 'topicsAll')}${radio('some', 'topicsSome')}<div class="within${boxes.length > shortMax ? ' many' : ''}">${boxes.join('')}</div><p class="quiet" id="topic-what">${say('topicsWhat')}</p></fieldset>`
}

/** More stand in columns where there is room. */
const shortMax = 8

function checked(is: boolean): string {
  return is ? ' checked' : ''
}
