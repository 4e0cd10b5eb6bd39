import type { Kysely } from 'kysely'
import type { LinkTags } from '#roles/publishing/campaigns/tagging.ts'
import type { CampaignTables } from '#roles/publishing/campaigns/tables.ts'

/** The store as campaigns use it. */
export function campaignDb<T>(db: Kysely<T>): Kysely<CampaignTables> {
  return db.withTables<CampaignTables>() as Kysely<CampaignTables>
}

/** The campaign a message belongs to. */
export async function campaignOf<T>(db: Kysely<T>, messageId: string): Promise<string | undefined> {
  return (await campaignsOf(db, [messageId])).get(messageId)
}

/** The campaigns of messages, by message. */
export async function campaignsOf<T>(db: Kysely<T>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await campaignDb(db)
    .selectFrom('campaign_messages')
    .select(['message_id', 'campaign_id'])
    .where('message_id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ message_id, campaign_id }) => [message_id, campaign_id]))
}

/** The sites whose links may be tagged, by their name. */
export async function hostsOf<T>(db: Kysely<T>): Promise<string[]> {
  const rows = await campaignDb(db).selectFrom('campaign_hosts').select('host').orderBy('host').execute()
  return rows.map(({ host }) => host)
}

/** How links of a message are tagged on any network; undefined where it belongs to no campaign that tags them. */
export async function tagsOf<T>(
  db: Kysely<T>,
  messageId: string,
): Promise<Omit<LinkTags, 'network'> | undefined> {
  const campaign = await campaignDb(db)
    .selectFrom('campaign_messages')
    .innerJoin('campaigns', 'campaigns.id', 'campaign_messages.campaign_id')
    .select('tag')
    .where('message_id', '=', messageId)
    .where('tags', '=', true)
    .executeTakeFirst()
  return campaign && { campaign: campaign.tag, hosts: await hostsOf(db) }
}
