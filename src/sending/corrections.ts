import type { Kysely } from 'kysely'
import type { VersionPoll } from '#kernel/version-content.ts'
import type { Ground } from '#sending/ground.ts'
import { readDeliveries, type Delivery } from '#sending/outbox.ts'
import type { SendingDb, SendingTables } from '#sending/tables.ts'

// What is public in other words than it should be: where the network can, the post is given other words (`edits`); where it
// cannot, the correction is a post of its own that answers the first one, which stays (`answers`).

/** For `migrations.ts`: whose post a delivery answers to correct it, the correction it is part of, and what that says in public. */
export const correctionsSql = `
alter table deliveries
  add column answers text references deliveries (id),
  add column correction text,
  add column correction_words text;
create index deliveries_edits on deliveries (edits) where edits is not null;
`

/** What a delivery put into public, as far as correcting it goes. */
export type StandingPost = {
  /** What its network is called. */
  name: string
  /** Its posts in order, as `network:nativeId`; those nobody knows the name of are left out. */
  posts: string[]
  /** It was asked to take it down. */
  isLeaving: boolean
  can: {
    edits: boolean
    replies: boolean
    notesCorrections: boolean
    /** The network edits posts, and an edit of this one would lose the votes of its poll: so it is not edited. */
    losesVotes?: true
  }
  /** What people vote on there; it stays as it is, whatever else is corrected. */
  poll?: VersionPoll
}

/** What a person said is there without naming it: see `acts.ts`. */
export const saidByPerson = 'said-by-a-person'

/** What stands in public of a delivery; undefined where nothing does, and where there is no such delivery. */
export async function standingPost(
  { lines }: Pick<Ground, 'lines'>,
  tx: Kysely<unknown>,
  id: string,
): Promise<StandingPost | undefined> {
  const db = tx.withTables<SendingTables>()
  const row = await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst()
  const delivery = row && (await readDeliveries(db, [row]))[0]
  if (delivery?.state !== 'sent' || delivery.removedAtMs !== undefined) return undefined
  const { network, there, removal, content } = delivery
  const can = lines.capabilities(network)
  const losesVotes = content.poll !== undefined && can?.edits === true && can.editsBesidePolls !== true
  return {
    name: can?.name ?? network,
    posts: there.flatMap(({ nativeId }) => (nativeId === saidByPerson ? [] : [`${network}:${nativeId}`])),
    isLeaving: removal !== undefined,
    can: {
      edits: can?.edits === true && !losesVotes,
      ...(losesVotes ? { losesVotes } : {}),
      replies: can?.replies === true,
      notesCorrections: can?.notesCorrections === true,
    },
    ...(content.poll !== undefined && can?.polls === 'votes' ? { poll: content.poll } : {}),
  }
}

/** Whether what a delivery corrects was taken down, or is about to be: then there is nothing to edit, and nothing to answer. */
export async function isTargetGone(db: SendingDb, { corrects, there }: Delivery): Promise<boolean> {
  // What has begun goes on: half of a correction in public is worse.
  if (corrects === undefined || there.length > 0) return false
  const target = await db
    .selectFrom('deliveries')
    .select('id')
    .where('id', '=', corrects.id)
    .where('removed_why', 'is', null)
    .executeTakeFirst()
  return target === undefined
}
