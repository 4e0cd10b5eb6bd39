import type { Kysely } from 'kysely'
import { mayDo } from '#kernel/permission.ts'
import { act, grantsNow, type Doer, type Room } from '#roles/publishing/act.ts'
import {
  campaignLimits,
  hostIn,
  type Campaign,
  type CampaignChange,
  type CampaignForm,
  type CampaignList,
  type CampaignOf,
} from '#roles/publishing/campaigns/contract.ts'
import { campaignDb, campaignOf, hostsOf, tagsOf } from '#roles/publishing/campaigns/store.ts'
import { withCampaignUrl } from '#roles/publishing/campaigns/tagging.ts'
import type { CampaignTables } from '#roles/publishing/campaigns/tables.ts'
import { seen, writeChange, type Written } from '#roles/publishing/drafting.ts'
import type { Refusal, Ruled } from '#roles/publishing/problems.ts'
import { mayAt } from '#roles/publishing/rules.ts'
import { readMessage } from '#roles/publishing/store.ts'
import { Preparer } from '#roles/publishing/writing/preparing.ts'

/** Campaigns: messages that belong together, and how links in them are counted. */
export class Campaigns {
  readonly #room: Room

  constructor(room: Room) {
    this.#room = room
  }

  /** All campaigns, newest first, and the sites whose links are tagged. */
  async list(who: Doer): Promise<CampaignList> {
    const grants = await grantsNow(this.#room.store.db, who)
    return {
      campaigns: await readCampaigns(campaignDb(this.#room.store.db)),
      hosts: await hostsOf(this.#room.store.db),
      may: { write: mayDo(grants, 'write'), hosts: mayDo(grants, 'settings') },
    }
  }

  /** Begins a campaign. */
  add(who: Doer, { name, tag, tags }: CampaignForm): Promise<Ruled<Campaign>> {
    return act(this.#room, who, async (now): Promise<Ruled<Campaign>> => {
      if (!mayDo(now.grants, 'write')) return { ok: false, why: 'no-right-to-write' }
      const db = campaignDb(now.tx)
      const { all } = await db
        .selectFrom('campaigns')
        .select(({ fn }) => fn.countAll<number>().as('all'))
        .executeTakeFirstOrThrow()
      if (all >= campaignLimits.keptMax) return { ok: false, why: 'too-many-campaigns' }
      const id = this.#room.newId()
      const made = { made_at: new Date(now.nowMs), made_by: now.writer.shownName, ended_at: null }
      const added = await db
        .insertInto('campaigns')
        .values({ id, name, tag, tags, ...made })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if ((added.numInsertedOrUpdatedRows ?? 0n) === 0n) return { ok: false, why: 'campaign-known' }
      return oneOf(db, id)
    })
  }

  /** Changes a campaign. Messages that belong to it take the change when they are saved next: what is approved stays as it is. */
  change(who: Doer, id: string, { isEnded, name, tag, tags }: CampaignChange): Promise<Ruled<Campaign>> {
    return act(this.#room, who, async (now): Promise<Ruled<Campaign>> => {
      if (!mayDo(now.grants, 'write')) return { ok: false, why: 'no-right-to-write' }
      const db = campaignDb(now.tx)
      const kept = await db
        .selectFrom('campaigns')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      if (kept === undefined) return { ok: false, why: 'no-such-campaign' }
      const other = await db
        .selectFrom('campaigns')
        .select('id')
        .where('tag', '=', tag)
        .where('id', '<>', id)
        .executeTakeFirst()
      if (other !== undefined) return { ok: false, why: 'campaign-known' }
      const ended_at = isEnded ? (kept.ended_at ?? new Date(now.nowMs)) : null
      await db.updateTable('campaigns').set({ name, tag, tags, ended_at }).where('id', '=', id).execute()
      return oneOf(db, id)
    })
  }

  /** Says whose links may be tagged: for somebody who may change the settings of the desk. */
  async setHosts(who: Doer, written: readonly string[]): Promise<Ruled<CampaignList>> {
    const done = await act(this.#room, who, async (now): Promise<Ruled<undefined>> => {
      if (!mayDo(now.grants, 'settings')) return { ok: false, why: 'no-right-to-settings' }
      const db = campaignDb(now.tx)
      const hosts = [...new Set(written.flatMap((one) => hostIn(one) ?? []))]
      await db.deleteFrom('campaign_hosts').execute()
      const made = { made_at: new Date(now.nowMs), made_by: now.writer.shownName }
      if (hosts.length > 0)
        await db
          .insertInto('campaign_hosts')
          .values(hosts.map((host) => ({ host, ...made })))
          .execute()
      return { ok: true, value: undefined }
    })
    return done.ok ? { ok: true, value: await this.list(who) } : done
  }

  /**
   * Puts a message into a campaign, or out of it: a change like any other, since the addresses in it may be written otherwise then.
   * What is public as it stands stays so until somebody changes its words.
   */
  async setCampaign(who: Doer, id: string, { revision, campaign }: CampaignOf): Promise<Written> {
    return act(this.#room, who, async (now): Promise<Written> => {
      const lines = await new Preparer(this.#room).lookUpSigners(id)
      const before = await readMessage(now.db, id, 'update')
      if (before === undefined) return { ok: false, why: 'no-such-message' }
      if (before.revision !== revision)
        return { ok: false, why: 'changed-meanwhile', current: await seen(this.#room, now, who, id) }
      if (!mayAt(now.grants, 'write', { lane: before.lane, places: before.versions }))
        return { ok: false, why: 'no-right-to-write' }
      const db = campaignDb(now.tx)
      if (campaign !== null && !(await isOpen(db, campaign))) return { ok: false, why: 'no-such-campaign' }
      if ((await campaignOf(db, id)) !== (campaign ?? undefined)) {
        await db.deleteFrom('campaign_messages').where('message_id', '=', id).execute()
        if (campaign !== null)
          await db.insertInto('campaign_messages').values({ message_id: id, campaign_id: campaign }).execute()
      }
      const forms = { ...before, versions: before.versions.map(({ written }) => written) }
      const made = await new Preparer(this.#room, () => tagsOf(now.tx, id), lines).written(forms)
      if (!made.ok) throw new RefusedLate(made.why)
      const done = await writeChange(this.#room, now, who, { before, form: made.value })
      if (typeof done === 'string') throw new RefusedLate(done)
      return { ok: true, value: await seen(this.#room, now, who, id) }
    }).catch((error: unknown): Written => {
      if (error instanceof RefusedLate) return { ok: false, why: error.why }
      throw error
    })
  }
}

/** A refusal after something was written: thrown, so that its transaction writes nothing. */
class RefusedLate extends Error {
  override name = 'RefusedLate'
  readonly why: Refusal
  constructor(why: Refusal) {
    super(why)
    this.why = why
  }
}

async function isOpen(db: Kysely<CampaignTables>, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('campaigns')
    .select('id')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

async function oneOf(db: Kysely<CampaignTables>, id: string): Promise<Ruled<Campaign>> {
  const found = (await readCampaigns(db, id))[0]
  return found === undefined ? { ok: false, why: 'no-such-campaign' } : { ok: true, value: found }
}

async function readCampaigns(db: Kysely<CampaignTables>, id?: string): Promise<Campaign[]> {
  const rows = await db
    .selectFrom('campaigns')
    .leftJoin('campaign_messages', 'campaign_messages.campaign_id', 'campaigns.id')
    .leftJoin('messages', 'messages.id', 'campaign_messages.message_id')
    .selectAll('campaigns')
    .select(({ fn }) => [
      fn.count<number>('messages.id').as('messages'),
      fn.count<number>('messages.id').filterWhere('messages.is_out', '=', true).as('out'),
    ])
    .$if(id !== undefined, (query) => query.where('campaigns.id', '=', id ?? ''))
    .groupBy('campaigns.id')
    .orderBy('made_at', 'desc')
    .orderBy('campaigns.id')
    .limit(campaignLimits.keptMax)
    .execute()
  const hosts = await hostsOf(db)
  return rows.map(({ messages, out, ended_at, made_by, ...row }) => ({
    ...{ id: row.id, name: row.name, tag: row.tag, tags: row.tags, by: made_by },
    ...{ messages, out },
    ...(row.tags && hosts.length > 0 ? { example: exampleOf(row.tag, hosts) } : {}),
    ...(ended_at === null ? {} : { ended: ended_at.toISOString() }),
  }))
}

function exampleOf(campaign: string, hosts: readonly string[]): string {
  return withCampaignUrl(`https://${hosts[0] ?? ''}/page`, { hosts, campaign, network: 'mastodon' })
}
