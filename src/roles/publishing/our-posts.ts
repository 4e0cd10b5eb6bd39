import type { Kysely } from 'kysely'
import type { PeopleTables } from '#access/people/tables.ts'
import type { Log } from '#kernel/log.ts'
import type { Post } from '#kernel/post.ts'
import { VersionContent } from '#kernel/version-content.ts'
import type { ToUs } from '#listening/listening.ts'
import { namesAt, namesOf } from '#networks/post-address.ts'
import { keepReplies, keepRepliesGone, type Reply } from '#records/replies.ts'
import type { Store } from '#store/store.ts'
import type { PublishingTables } from '#roles/publishing/tables.ts'
import { itemOf } from '#roles/publishing/view.ts'

/** The channel on which it is said that something of ours was noted as public: the id of the publication. */
export const publishedChannel = 'publishing_published'

/** Posts of ours whose answers are known: the newest. What is older is answered no more. */
const rememberedMax = 20_000

/** Something of ours that stands or stood in public, and the names by which answers may point at it. */
export type OurPost = {
  publicationId: string
  messageId: string
  title: string
  account: string
  language: string
  network: string
  handle: string
  url: string
  publishedAtMs: number
  names: readonly string[]
}

/** What we said in public, kept in memory by the names answers point at, so that a heard post costs two looks and no question. */
export class OurPosts {
  readonly #db: Kysely<unknown>
  readonly #nowMs: () => number
  #byName: ReadonlyMap<string, OurPost> = new Map()

  constructor(db: Kysely<unknown>, nowMs: () => number) {
    this.#db = db
    this.#nowMs = nowMs
  }

  /**
   * Reads anew what stands in public.
   *
   * @returns what was not known before, and can be answered
   */
  async reload(): Promise<OurPost[]> {
    const byName = new Map<string, OurPost>()
    // Newest first: where two notes name the same address, an answer is to what stood there last.
    for (const post of await readOurPosts(this.#db))
      for (const name of post.names) if (!byName.has(name)) byName.set(name, post)
    const before = new Set([...this.#byName.values()].map(({ publicationId }) => publicationId))
    this.#byName = byName
    return [...new Set(byName.values())].filter(({ publicationId }) => !before.has(publicationId))
  }

  /**
   * Reads what stands in public, and from now on reads anew whenever something is noted, on whatever process.
   *
   * @param onNoted told what was noted when answers to it are known as such; one call after the other
   * @returns the way to stop
   */
  async follow(o: {
    store: Store
    log: Log
    onNoted: (post: OurPost) => Promise<void>
  }): Promise<() => Promise<void>> {
    const takeUp = async (): Promise<void> => {
      for (const post of await this.reload()) await o.onNoted(post)
    }
    await this.reload()
    let work: Promise<void> = Promise.resolve()
    const inOrder = (): void => {
      work = work.then(takeUp).catch((error: unknown) => {
        o.log('error', 'answers to what was noted as published could not be looked for', {
          why: String(error),
        })
      })
    }
    // What is noted while we cannot hear it is found by the reading after that.
    const stop = await o.store.listen(publishedChannel, inOrder, inOrder)
    inOrder()
    return async () => {
      await stop()
      await work
    }
  }

  /** What the listening service asks of every post, and does with those that are said to us. */
  readonly toUs: ToUs = {
    isToUs: (post) => this.#byName.size > 0 && this.replyIn(post) !== undefined,
    recordToo: async ({ toUs, goneIds }, tx) => {
      const replies = toUs.flatMap((post) => this.replyIn(post) ?? [])
      if (goneIds.length > 0) await keepRepliesGone(tx, goneIds, this.#nowMs())
      if (replies.length > 0) await keepReplies(tx, replies, this.#nowMs())
    },
  }

  /** What a heard post says to us; undefined when it does not, and when it is our own account that goes on speaking. */
  replyIn(post: Post): Reply | undefined {
    const answered = this.#named(post.replyTo)
    const ours = answered ?? this.#named(post.quoteOf)
    if (ours === undefined || isByUs(post, ours)) return undefined
    const { messageId, title, url, account, language } = ours
    return {
      id: post.id,
      network: post.network,
      author: post.author?.handle ?? post.author?.id ?? '',
      text: post.text,
      url: post.url,
      saidAtMs: post.atMs,
      isQuote: answered === undefined,
      answers: { message: itemOf(messageId), title, url, account, language },
    }
  }

  /** What was said, as plain text; empty when it is not kept. */
  async textOf(publicationId: string): Promise<string> {
    const row = await this.#db
      .withTables<PublishingTables>()
      .selectFrom('message_publications')
      .select('content')
      .where('id', '=', publicationId)
      .executeTakeFirst()
    return row === undefined ? '' : VersionContent.parse(JSON.parse(row.content)).parts.join('\n\n')
  }

  #named(id: string | undefined): OurPost | undefined {
    if (id === undefined) return undefined
    for (const name of namesOf(id)) {
      const ours = this.#byName.get(name)
      if (ours !== undefined) return ours
    }
    return undefined
  }
}

/** Our own account goes on: its handle, or the owner its post's own address names. */
function isByUs({ author, replyTo, quoteOf }: Post, ours: OurPost): boolean {
  if (author === undefined) return false
  const handle = plain(author.handle ?? '')
  if (handle !== '' && handle === plain(ours.handle)) return true
  return [replyTo, quoteOf].some((id) => id?.includes(`at://${author.id}/`) === true)
}

function plain(handle: string): string {
  return handle.trim().replace(/^@/u, '').toLowerCase()
}

async function readOurPosts(anyDb: Kysely<unknown>): Promise<OurPost[]> {
  const rows = await anyDb
    .withTables<PublishingTables & PeopleTables>()
    .selectFrom('message_publications as p')
    .innerJoin('messages as m', 'm.id', 'p.message_id')
    .innerJoin('accounts as a', 'a.id', 'p.account')
    .select(['p.id', 'p.message_id', 'p.account', 'p.language', 'p.url', 'p.posts', 'p.published_at'])
    .select(['m.title', 'a.network', 'a.handle'])
    .orderBy('p.published_at', 'desc')
    .orderBy('p.id')
    .limit(rememberedMax)
    .execute()
  return rows.map((row) => ({
    ...{ publicationId: row.id, messageId: row.message_id, title: row.title },
    ...{ account: row.account, language: row.language, network: row.network, handle: row.handle },
    ...{ url: row.url, publishedAtMs: row.published_at.getTime() },
    names: [...new Set([...row.posts, ...namesAt(row.network, row.url)])],
  }))
}
