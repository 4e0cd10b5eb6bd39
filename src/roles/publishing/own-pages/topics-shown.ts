import { sql, type Kysely } from 'kysely'
import type { PageTopic } from '#networks/pages/public-page.ts'
import type { CountedTopic } from '#networks/pages/topics-html.ts'
import { wordsLanguage } from '#networks/pages/words.ts'
import type { Addresses } from '#roles/publishing/own-pages/addresses.ts'
import type { Topic } from '#sending/topics/contract.ts'

type Of = { account: string; language: string }

/** The topic an address asks for: undefined where it asks for none, `unknown` where there is no such topic. */
export function topicAsked(
  asked: string | undefined,
  topics: readonly Topic[],
): Topic | 'unknown' | undefined {
  if (asked === undefined || asked.trim() === '') return undefined
  return topics.find(({ id }) => id === asked) ?? 'unknown'
}

/** What a topic is called on a page in some language. */
export function topicName({ names }: Topic, language: string): string {
  return names[wordsLanguage(language)]
}

/** What a page is about, in the order of the desk; each leads to all that its account said about it in its language. */
export function pageTopics(
  { account, language, topics: ids }: Of & { topics: readonly string[] },
  o: { topics: readonly Topic[]; addresses: Addresses },
): PageTopic[] {
  return o.topics
    .filter(({ id }) => ids.includes(id))
    .map((topic) => ({
      ...{ id: topic.id, name: topicName(topic, language) },
      url: o.addresses.list(account, language, { topic: topic.id }),
    }))
}

/** What the messages of a list are about, in the order of the desk, and how many are about each. */
export async function countedTopics(
  anyDb: Kysely<unknown>,
  of: Of,
  o: { topics: readonly Topic[]; addresses: Addresses },
): Promise<CountedTopic[]> {
  if (o.topics.length === 0) return []
  const { rows } = await sql<{ id: string; count: number }>`
    select topic as id, count(*)::int as count
    from own_pages as page
    join own_page_words as words on words.key = page.key and words.revision = page.revision
    left join own_page_removals as gone on gone.key = page.key
    cross join unnest(words.topics) as topic
    where page.account = ${of.account} and page.language = ${of.language}
      and words.topics <> '{}' and gone.key is null
    group by 1`.execute(anyDb)
  const counts = new Map(rows.map(({ id, count }) => [id, count]))
  const all = pageTopics({ ...of, topics: [...counts.keys()] }, o)
  return all.map((topic) => ({ ...topic, count: counts.get(topic.id) ?? 0 }))
}
