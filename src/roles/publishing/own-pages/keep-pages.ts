import { sql, type Kysely } from 'kysely'
import type { Clock } from '#kernel/time.ts'
import type { KeptPage, Page, PageStore } from '#networks/pages/page-store.ts'
import type { Addresses } from '#roles/publishing/own-pages/addresses.ts'
import type { OwnPagesTables } from '#roles/publishing/own-pages/tables.ts'
import type { SendingTables } from '#sending/tables.ts'
import { storableJson, storableText } from '#store/storable.ts'
import type { Store } from '#store/store.ts'

/** What keeping pages stands on. */
export type KeepingNeeds = {
  store: Store
  clock: Clock
  addresses: () => Addresses
  /** Told, in the transaction in which it becomes true, that a list and its feeds say something else now. */
  changed: (tx: Kysely<unknown>, of: { account: string; language: string }) => Promise<void>
}

type Db = Kysely<OwnPagesTables>

/** Where our pages are kept: see `PageStore` for what each method promises. */
export function keepPages({ store, clock, addresses, changed }: KeepingNeeds): PageStore {
  const there = (key: string): KeptPage => ({ kind: 'there', url: addresses().page(key) })
  return {
    put: (page) =>
      store.inTransaction(async (tx) => {
        const db = tx.withTables<OwnPagesTables>()
        if (await isRemoved(db, page.key)) return { kind: 'removed' }
        // Only the first words of a page make it; whoever comes at the same moment waits here for the other.
        if (page.revision === page.key) await addPage(db, page, await saidWith(tx, page.key))
        const isKnown = await db
          .selectFrom('own_pages')
          .select('key')
          .where('key', '=', page.key)
          .forUpdate()
          .executeTakeFirst()
        if (isKnown === undefined) return { kind: 'missing' }
        if (await addWords(db, page, clock.nowMs())) await changed(tx, page)
        return there(page.key)
      }),
    async get(key) {
      const db = store.db.withTables<OwnPagesTables>()
      if (await isRemoved(db, key)) return { kind: 'removed' }
      const row = await db.selectFrom('own_pages').select('key').where('key', '=', key).executeTakeFirst()
      return row && there(key)
    },
    remove: (key) =>
      store.inTransaction(async (tx) => {
        const db = tx.withTables<OwnPagesTables>()
        const row = { key: storableText(key), removed_at: new Date(clock.nowMs()) }
        const gone = await db
          .insertInto('own_page_removals')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        const page = await db
          .selectFrom('own_pages')
          .select(['account', 'language'])
          .where('key', '=', key)
          .executeTakeFirst()
        if (page !== undefined && gone.numInsertedOrUpdatedRows === 1n) await changed(tx, page)
      }),
  }
}

async function isRemoved(db: Db, key: string): Promise<boolean> {
  const row = await db.selectFrom('own_page_removals').select('key').where('key', '=', key).executeTakeFirst()
  return row !== undefined
}

type SaidWith = Pick<OwnPagesTables['own_pages'], 'pair' | 'kind'>

/** What a page goes with: the key is that of its delivery and the number of its part. */
async function saidWith(tx: Kysely<unknown>, key: string): Promise<SaidWith> {
  const delivery = await tx
    .withTables<SendingTables>()
    .selectFrom('deliveries')
    .select(['pair', 'lane'])
    .where('id', '=', key.replace(/-\d+$/u, ''))
    .executeTakeFirst()
  // What people must act on is an announcement; the rest is news.
  const kind = delivery?.lane === 'emergency' ? 'announcement' : 'news'
  return { pair: delivery?.pair ?? key, kind }
}

async function addPage(db: Db, page: Page, said: SaidWith): Promise<void> {
  const { key, revision, account, handle, language, atMs } = page
  await db
    .insertInto('own_pages')
    .values({
      ...{ key, revision, account, language, ...said },
      ...{ handle: storableText(handle), published_at: new Date(atMs) },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Keeps words and shows them; false where they were kept before. */
async function addWords(db: Db, page: Page, nowMs: number): Promise<boolean> {
  const { key, revision, text, media, contentWarning, correction, poll, card, topics = [], atMs } = page
  const added = await db
    .insertInto('own_page_words')
    .values({
      ...{ key, revision, text: storableText(text), media: storableJson(media) },
      content_warning: contentWarning === undefined ? null : storableText(contentWarning),
      // The first words correct nothing, whatever comes with them.
      correction: correction === undefined || revision === key ? null : storableText(correction),
      poll: poll === undefined ? null : storableJson(poll),
      card: card === undefined ? null : storableJson(card),
      topics: [...topics],
      search: sql<string>`own_page_search(${page.language}, ${storableText(text)})`,
      ...{ said_at: new Date(atMs), kept_at: new Date(nowMs) },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows !== 1n) return false
  await db.updateTable('own_pages').set({ revision }).where('key', '=', key).execute()
  return true
}
