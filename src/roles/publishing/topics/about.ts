import type { Kysely } from 'kysely'
import type { Refusal } from '#roles/publishing/problems.ts'
import type { WrittenForm } from '#roles/publishing/rules.ts'
import type { Topic } from '#sending/topics/contract.ts'

/** Whoever keeps the topics of the desk; every one in order, retired ones among them. */
export type TopicsKept = { list(db?: Kysely<unknown>): Promise<readonly Topic[]> }

/** Topics as they go out: each once, sorted, so that the same choice gives the same bytes. */
export function sortedTopics(ids: readonly string[]): string[] {
  return [...new Set(ids)].toSorted((a, b) => (a < b ? -1 : 1))
}

/** The form with its topics in everything that goes out of it: they are of the whole message, and part of what is approved. */
export function aboutTopics(form: WrittenForm, ids: readonly string[]): WrittenForm & { topics: string[] } {
  const topics = sortedTopics(ids)
  return { ...form, topics, versions: form.versions.map((version) => ({ ...version, topics })) }
}

/** Why a message cannot be about these; undefined when it can. One that was retired since it was chosen may stay. */
export function topicProblem(
  asked: readonly string[],
  o: { known: readonly Topic[]; before: readonly string[] },
): Refusal | undefined {
  for (const id of asked) {
    const topic = o.known.find((one) => one.id === id)
    if (topic === undefined) return 'no-such-topic'
    if (topic.retired && !o.before.includes(id)) return 'topic-retired'
  }
  return undefined
}

/** The same, asked where they are kept, in the transaction that writes the message. */
export async function keptTopicProblem(
  topics: TopicsKept | undefined,
  tx: Kysely<unknown>,
  o: { asked: readonly string[]; before: readonly string[] },
): Promise<Refusal | undefined> {
  if (o.asked.length === 0) return undefined
  return topicProblem(o.asked, { known: (await topics?.list(tx)) ?? [], before: o.before })
}
