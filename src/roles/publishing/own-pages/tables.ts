import type { ColumnType } from 'kysely'
import type { VersionPoll } from '#kernel/version-content.ts'
import type { KeptPageCard, KeptPageFile } from '#networks/pages/page-store.ts'

/** The rows of our own site. See `migrations.ts` of this role. */
export type OwnPagesTables = {
  own_pages: {
    key: string
    /** Which of its words show. */
    revision: string
    account: string
    handle: string
    language: string
    /** The languages of one message to one account, once a round of approvals. */
    pair: string
    kind: 'news' | 'announcement'
    published_at: Date
  }
  own_page_words: {
    key: string
    revision: string
    text: string
    /** As they were approved; their bytes are kept by sending. */
    media: ColumnType<KeptPageFile[], string, string>
    content_warning: string | null
    correction: string | null
    poll: ColumnType<VersionPoll | null, string | null, string | null>
    card: ColumnType<KeptPageCard | null, string | null | undefined, string | null>
    /** What it is found by. */
    search: ColumnType<string | null, string | null | undefined, string | null>
    /** Ids of what it is about, sorted. */
    topics: ColumnType<string[], string[] | undefined, string[]>
    said_at: Date
    kept_at: Date
  }
  own_page_removals: { key: string; removed_at: Date }
}
