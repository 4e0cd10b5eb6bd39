import type { Store } from '#store/store.ts'
import type { Topic } from '#sending/topics/contract.ts'
import type { TopicTables } from '#sending/topics/tables.ts'

/** For tests: Water, Roads and Parks, and Fairs, which is offered no more. */
export const testTopics: readonly Topic[] = [
  { id: 'water', names: { en: 'Water', fr: 'Eau' }, retired: false },
  { id: 'roads', names: { en: 'Roads', fr: 'Routes' }, retired: false },
  { id: 'parks', names: { en: 'Parks & trees', fr: 'Parcs & arbres' }, retired: false },
  { id: 'fairs', names: { en: 'Fairs', fr: 'Foires' }, retired: true },
]

/** Keeps them. */
export async function keepTestTopics({ db }: Pick<Store, 'db'>): Promise<void> {
  const changed = { changed_at: new Date(0), changed_by: 'Olive' }
  await db
    .withTables<TopicTables>()
    .insertInto('topics')
    .values(
      testTopics.map(({ id, names, retired }, place) => ({
        ...{ id, name_en: names.en, name_fr: names.fr, place, is_retired: retired, ...changed },
      })),
    )
    .execute()
}
