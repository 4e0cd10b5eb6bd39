import { foldedName } from '#kernel/folded.ts'
import type { Lane } from '#kernel/permission.ts'
import { topicLimits, type NewTopic, type Topic } from '#sending/topics/contract.ts'

/** Somebody's choice, and a message. `chosen` null: everything; `about` null: no topic, so it is for everybody. */
export type Audience = { chosen: readonly string[] | null; about: readonly string[] | null; lane: Lane }

/**
 * Whether a message is for somebody who is subscribed to its account. An emergency is for everybody, and so is what is about no topic;
 * a topic that is not offered any more still counts for those who chose it.
 */
export function isFor({ chosen, about, lane }: Audience): boolean {
  if (lane === 'emergency' || chosen === null || about === null || about.length === 0) return true
  return chosen.some((id) => about.includes(id))
}

/** A name as it is compared, letters that are written as one or as two among them: `Vœux` and `voeux` are one name. */
export function foldedTopicName(name: string): string {
  return foldedName(name.normalize('NFKC')).replaceAll('œ', 'oe').replaceAll('æ', 'ae')
}

const idLengthMax = 40

/** The id of a new topic, made of its English name; with a number where another topic has it. */
export function topicIdOf(name: string, taken: ReadonlySet<string>): string {
  const words =
    foldedTopicName(name)
      .replaceAll("'", '')
      .match(/[a-z0-9]+/gu) ?? []
  const whole = words.length === 0 ? 'topic' : words.join('-')
  for (let at = 1; at <= topicLimits.topicsMax + 1; at++) {
    const end = at === 1 ? '' : `-${at}`
    const id = `${whole.slice(0, idLengthMax - end.length).replace(/-+$/u, '')}${end}`
    if (!taken.has(id)) return id
  }
  throw new RangeError(`no id is left for a topic among ${taken.size}`)
}

/** Whether another topic goes by one of these names in its language: a name would mean two. */
export function isNameTaken(topics: readonly Topic[], names: NewTopic['names'], except = ''): boolean {
  return topics.some(
    (one) =>
      one.id !== except &&
      (foldedTopicName(one.names.en) === foldedTopicName(names.en) ||
        foldedTopicName(one.names.fr) === foldedTopicName(names.fr)),
  )
}

/** The topic that somebody names, by its id or by a name in either language; undefined where none goes by that. */
export function topicCalled(said: string, topics: readonly Topic[]): Topic | undefined {
  const name = foldedTopicName(said)
  return topics.find(
    ({ id, names: { en, fr } }) =>
      id === name || foldedTopicName(en) === name || foldedTopicName(fr) === name,
  )
}

/**
 * The ids of topics that are written in one cell of a file by id or by name, parted by `;` or `|`. Undefined where one of them is none
 * of ours.
 */
export function topicsNamed(written: string, topics: readonly Topic[]): string[] | undefined {
  const names = written.split(/[;|]/u).filter((name) => name.trim() !== '')
  const ids = names.map((name) => topicCalled(name, topics)?.id)
  return ids.every((id) => id !== undefined) ? [...new Set(ids)] : undefined
}

/** The ids of topics as they are kept: each once, sorted; null where none is left: everything. */
export function keptTopics(ids: readonly string[] | null | undefined): string[] | null {
  const sorted = [...new Set(ids ?? [])].toSorted((a, b) => (a < b ? -1 : Number(a > b)))
  return sorted.length === 0 ? null : sorted
}

/** Whether these ids name every topic once, in whatever order. */
export function isWholeOrder(topics: readonly Topic[], ids: readonly string[]): boolean {
  const asked = new Set(ids)
  return asked.size === ids.length && ids.length === topics.length && topics.every(({ id }) => asked.has(id))
}
