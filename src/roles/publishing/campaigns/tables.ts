import type { PublishingTables } from '#roles/publishing/tables.ts'

/** The rows of campaigns beside those of messages. See `migration.ts`. */
export type CampaignTables = PublishingTables & {
  campaigns: {
    id: string
    name: string
    /** What stands in `utm_campaign`. */
    tag: string
    tags: boolean
    made_at: Date
    made_by: string
    ended_at: Date | null
  }
  campaign_messages: { message_id: string; campaign_id: string }
  campaign_hosts: { host: string; made_at: Date; made_by: string }
}
