import { sql, type Kysely } from 'kysely'
import { openAccounts } from '#access/people/accounts.ts'
import type { Account } from '#access/people/contract.ts'
import type { Lane } from '#kernel/permission.ts'
import type { VersionCard, VersionMedia } from '#kernel/version-content.ts'
import { withCampaignUrl, type LinkTags } from '#roles/publishing/campaigns/tagging.ts'
import type { Room } from '#roles/publishing/act.ts'
import { publishingLimits, type MessageForm, type VersionForm } from '#roles/publishing/contract.ts'
import { Fitter } from '#roles/publishing/fitting.ts'
import type { Ruled } from '#roles/publishing/problems.ts'
import {
  asideOf,
  contentText,
  publicAt,
  type WrittenForm,
  type WrittenVersion,
} from '#roles/publishing/rules.ts'
import type { KeptMessage } from '#roles/publishing/store.ts'
import { aboutTopics } from '#roles/publishing/topics/about.ts'
import type { PublishingTables } from '#roles/publishing/tables.ts'
import { outgoingWords, type OutgoingWords, type Surroundings } from '#roles/publishing/writing/composing.ts'
import { lineOf } from '#roles/publishing/writing/line.ts'
import type { MentionBook } from '#roles/publishing/writing/mentions/resolve.ts'
import { readMentionBook } from '#roles/publishing/writing/mentions/store.ts'

/** The lines of people by `language person`, as they were looked up. */
export type SignersLines = ReadonlyMap<string, Promise<string | undefined>>

/** Reads how links of a message are tagged, once they are asked for. */
export type LinksOf = () => Promise<Omit<LinkTags, 'network'> | undefined>

/**
 * Makes what goes out of what was written: the files fit for each account, and the words. It keeps what it has looked up, so one is
 * made for each act, and never kept longer.
 */
export class Preparer {
  readonly fitter: Fitter
  readonly #room: Pick<Room, 'sending' | 'store' | 'bylines'>
  readonly #readLinks: LinksOf
  #links: ReturnType<LinksOf> | undefined
  readonly #lines: Map<string, Promise<string | undefined>>
  #book: Promise<MentionBook> | undefined
  #accounts: Promise<Account[]> | undefined

  /**
   * @param links how links of its message are tagged: see `tagsOf`; missing: they are not
   * @param lines as another one looked them up
   */
  constructor(
    room: Pick<Room, 'sending' | 'store' | 'bylines'>,
    links: LinksOf = async () => undefined,
    lines: SignersLines = new Map(),
  ) {
    this.#lines = new Map(lines)
    this.#room = room
    this.#readLinks = links
    this.fitter = new Fitter(room, room.store.db)
  }

  /**
   * Looks up the lines of everybody who signs a message, before its row is held: whoever takes their line back holds it first and
   * the message second, and two orders would wait for each other without end. In a transaction they stay as they are until it ends.
   */
  async lookUpSigners(messageId: string, db: Kysely<unknown> = this.#room.store.db): Promise<SignersLines> {
    const signed = await db
      .withTables<PublishingTables>()
      .selectFrom('message_versions')
      .select(['language', 'written'])
      .where('message_id', '=', messageId)
      .orderBy(sql`written ->> 'byline'`)
      .execute()
    for (const { language, written } of signed)
      if (written?.byline !== undefined) await this.#bylineOf(written.byline, language, db)
    return this.#lines
  }

  /** The form with what goes out of it, or why it cannot be kept. */
  async written({ title, lane, versions, topics }: MessageForm): Promise<Ruled<WrittenForm>> {
    const all: WrittenVersion[] = []
    for (const written of versions) {
      const { account, language, media: files = [], poll } = written
      const media = await this.fitter.media(written, files)
      if (media === undefined) return { ok: false, why: 'no-such-file' }
      const { card, isLost } = await this.card(written)
      if (isLost) return { ok: false, why: 'no-such-file' }
      const { parts, contentWarning } = await this.words(written, lane)
      if (isTooLong(parts)) return { ok: false, why: 'too-long-with-all' }
      all.push({ account, language, written, files, media, poll, parts, contentWarning, card })
    }
    const form = { title, lane, versions: all }
    return { ok: true, value: topics === undefined ? form : aboutTopics(form, topics) }
  }

  /** The versions of a message of which something else would go out now than is kept: an account was connected since, or a handle changed. */
  async outgrown({ lane, versions, publications }: KeptMessage): Promise<WrittenVersion[]> {
    const found: WrittenVersion[] = []
    for (const { content, contentText: kept, sha256, written, files } of versions) {
      // What is public as it stands is said: another handle since then is no reason to say it anew.
      if (publicAt(publications, content)?.sha256 === sha256) continue
      const { parts, contentWarning } = await this.words(written, lane)
      if (isTooLong(parts)) continue
      const { card, isLost } = await this.card(written)
      const next = {
        ...{ account: content.account, language: content.language, written, files, parts, contentWarning },
        card: isLost ? content.card : card,
        media: await this.#mediaNow(written, content.media),
        topics: content.topics,
        // What a version answers, corrects and asks is aimed elsewhere: see `corrections`.
        ...asideOf(content),
      }
      if (contentText(next) !== kept) found.push(next)
    }
    return found
  }

  /** Words as they go out in a lane. */
  async words(form: VersionForm, lane: Lane): Promise<OutgoingWords> {
    return outgoingWords(form, await this.around(form, lane))
  }

  /** All that the words of a version depend on besides what was written. */
  async around(form: VersionForm, lane: Lane): Promise<Surroundings> {
    const { account, language, contentWarning, byline } = form
    const terms = await this.fitter.terms(account)
    const network = await this.#networkOf(account)
    const links = await this.#linksNow()
    return {
      ...{ lane, network, mentions: await this.mentions() },
      ...(links === undefined ? {} : { links: { ...links, network } }),
      line: terms && lineOf(terms, { account, language, contentWarning }),
      byline: byline === undefined ? undefined : await this.#bylineOf(byline, language),
    }
  }

  /** The address book. */
  mentions(): Promise<MentionBook> {
    this.#book ??= readMentionBook(this.#room.store.db)
    return this.#book
  }

  /** The card of a version as it goes out, where its network shows one as it is written. */
  async card({ account, card }: VersionForm): Promise<{ card?: VersionCard; isLost: boolean }> {
    const terms = await this.fitter.terms(account)
    if (card === undefined || terms?.capabilities.cards !== 'given') return { isLost: false }
    const { url, title, description } = card
    const links = await this.#linksNow()
    const tags = links && { ...links, network: await this.#networkOf(account) }
    const said = { url: withCampaignUrl(url, tags), title, description }
    if (card.image === undefined) return { card: said, isLost: false }
    const image = await this.fitter.cardImage(account, card.image)
    return image === undefined ? { isLost: true } : { card: { ...said, image }, isLost: false }
  }

  /** Files as they go out now. While an account is away they stay as they were made to fit it; so does what is not kept any more. */
  async #mediaNow(written: VersionForm, kept: readonly VersionMedia[]): Promise<readonly VersionMedia[]> {
    const { media: files = [], account } = written
    const isAway = (await this.fitter.terms(account)) === undefined && files.length === kept.length
    return isAway ? kept : ((await this.fitter.media(written, files)) ?? kept)
  }

  #linksNow(): ReturnType<LinksOf> {
    this.#links ??= this.#readLinks()
    return this.#links
  }

  async #networkOf(account: string): Promise<string> {
    this.#accounts ??= openAccounts(this.#room.store.db)
    return (await this.#accounts).find(({ id }) => id === account)?.network ?? ''
  }

  #bylineOf(
    person: string,
    language: string,
    db: Kysely<unknown> = this.#room.store.db,
  ): Promise<string | undefined> {
    const name = `${language} ${person}`
    const { bylines } = this.#room
    const asked =
      this.#lines.get(name) ?? bylines?.lineOf(db, { person, language }) ?? Promise.resolve(undefined)
    this.#lines.set(name, asked)
    return asked
  }
}

function isTooLong(parts: readonly string[]): boolean {
  return parts.some((part) => part.length > publishingLimits.textLengthMax)
}
