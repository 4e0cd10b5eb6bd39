import type { Kysely } from 'kysely'
import type { Room } from '#roles/publishing/act.ts'
import { howAt, type Plan, type Stands } from '#roles/publishing/corrections/rules.ts'
import type { CorrectionTables } from '#roles/publishing/corrections/tables.ts'
import { isSamePlace, type Place } from '#roles/publishing/rules.ts'

/** A place, and in how many parts its new words come. */
export type Planned = Place & { parts: number }

/** How each of these places of a message would be corrected now, in their order. */
export async function plansOf(
  { sending }: { sending: Pick<Room['sending'], 'standing'> },
  tx: Kysely<unknown>,
  { messageId, places }: { messageId: string; places: readonly Planned[] },
): Promise<Plan[]> {
  const rows = await tx
    .withTables<CorrectionTables>()
    .selectFrom('message_publications')
    .select(['id', 'account', 'language', 'sha256', 'url', 'posts', 'published_at', 'ended_at'])
    .where('message_id', '=', messageId)
    .orderBy('published_at')
    .orderBy('round')
    .execute()
  const plans: Plan[] = []
  for (const { account, language, parts } of places) {
    const there = rows.filter((one) => isSamePlace(one, { account, language }))
    const stands: Stands[] = []
    for (const { id, sha256, url, published_at } of there.filter(({ ended_at }) => ended_at === null))
      stands.push({
        ...{ id, sha256, url, publishedAtMs: published_at.getTime() },
        post: await sending.standing(tx, id),
      })
    const [original] = stands
    const newest = stands.at(-1)
    plans.push({
      ...{ account, language, how: howAt(stands, parts) },
      ...(original === undefined ? {} : { original }),
      ...(newest === undefined ? {} : { newest }),
      ours: new Set(there.flatMap(({ posts }) => posts)),
    })
  }
  return plans
}

/** The plan of a place; one is there for every place of the message. */
export function planAt(plans: readonly Plan[], place: Place): Plan {
  const found = plans.find((one) => isSamePlace(one, place))
  return found ?? { ...place, how: 'new', ours: new Set() }
}
