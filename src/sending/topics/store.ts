import type { Kysely } from 'kysely'
import { topicLimits, type Topic } from '#sending/topics/contract.ts'
import type { TopicTables } from '#sending/topics/tables.ts'

/** Every topic in order, retired ones among them. */
export async function readTopics(anyDb: Kysely<unknown>): Promise<Topic[]> {
  const rows = await anyDb
    .withTables<TopicTables>()
    .selectFrom('topics')
    .select(['id', 'name_en', 'name_fr', 'is_retired'])
    .orderBy('place')
    .orderBy('id')
    .limit(topicLimits.topicsMax)
    .execute()
  return rows.map(({ id, name_en, name_fr, is_retired }) => ({
    ...{ id, names: { en: name_en, fr: name_fr }, retired: is_retired },
  }))
}

/** What topics are called in a language, in order; ids that are none of ours are left out. */
export async function topicNames(
  anyDb: Kysely<unknown>,
  ids: readonly string[],
  language: 'en' | 'fr',
): Promise<string[]> {
  if (ids.length === 0) return []
  return (await readTopics(anyDb)).filter(({ id }) => ids.includes(id)).map(({ names }) => names[language])
}
