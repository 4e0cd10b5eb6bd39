import { createHash } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { ensureAccount } from '#access/people/accounts.ts'
import { openVault } from '#access/vault/vault.ts'
import { silentLog } from '#kernel/log.ts'
import type { Lane } from '#kernel/permission.ts'
import { wallClock, type Clock } from '#kernel/time.ts'
import { versionBytes } from '#kernel/version-content.ts'
import { openImapPeer, type ImapPeer } from '#networks/email/test-imap-peer.ts'
import { openSmtpPeer, type SmtpPeer } from '#networks/email/test-smtp-peer.ts'
import type { Ground } from '#sending/ground.ts'
import { openLines } from '#sending/lines.ts'
import { schedule } from '#sending/scheduling.ts'
import { readBounces, type Mailbox } from '#sending/to-many/bounces.ts'
import { addSubscriber } from '#sending/to-many/subscribers.ts'
import { testMany } from '#sending/to-many/test-to-many.ts'
import { manyNetworks, ToMany } from '#sending/to-many/to-many.ts'
import { emailWay, mailCredentials, MailSettings } from '#sending/to-many/ways.ts'
import { turnMany } from '#sending/to-many/worker.ts'
import { turn } from '#sending/worker.ts'
import type { Store } from '#store/store.ts'
import { testFolder } from '#store/test-store.ts'

/** For tests: a desk with one account for mail, in front of a mail server and a mailbox on this machine. */
export type MailDesk = {
  toMany: ToMany
  out: SmtpPeer
  mailbox: ImapPeer
  /** A further account people can subscribe to. */
  addList(id: string, name: string, languages?: string[]): Promise<void>
  add(address: string, language?: string): Promise<string>
  /** Sends one message to everybody, and says which delivery it was. */
  send(text: string, about?: { topics?: string[]; lane?: Lane }): Promise<string>
  /** Reads the mailbox from where it stopped. */
  readMailbox(): Promise<number>
  /** Names that the mail to an address went out with. */
  namesOf(address: string): { messageId: string; returnAddress: string; unsubscribe: string }
}

const { signal } = new AbortController()

/** Opens one; it closes with the test. */
export async function openMailDesk(store: Store, o: { clock?: Clock } = {}): Promise<MailDesk> {
  const clock = o.clock ?? wallClock
  const vault = await openVault({ store, clock, dataDir: testFolder() })
  const [out, mailbox] = [await openSmtpPeer(), await openImapPeer()]
  onTestFinished(async () => void (await Promise.all([out.close(), mailbox.close()])))
  const settings = mailSettings(out.port, mailbox.port)
  const own = { store, vault }
  // The password of the mailbox is given by the test; nothing has to be connected.
  const way = { ...emailWay(settings, own), connectFields: [] }
  const addList = async (id: string, name: string, languages = ['en', 'fr']): Promise<void> => {
    const account = { id, network: 'email', handle: `${id}@city.example`, name, languages }
    await store.inTransaction((tx) => ensureAccount(tx, account, clock.nowMs()))
  }
  await addList('ours', 'Alerts')
  const networks = manyNetworks(store, [way])
  const sending: Ground = {
    ...{ ...testMany(store, { name: 'ours' }).process().outbox, store, clock, log: silentLog },
    lines: openLines({ store, vault, clock, networks, allowPrivateNetworks: true }),
  }
  const config = { publicUrl: 'https://city.example' }
  const toMany = new ToMany({ sending, vault, ways: [way], config })
  const { ground } = toMany
  const box: Mailbox = {
    settings: settings.mailbox?.settings ?? never(),
    credentials: (account) => {
      const given = {
        read: () => Promise.resolve({ mailboxPassword: 'hunter2' }),
        write: () => Promise.resolve(),
      }
      return mailCredentials(settings, own, { account, credentials: given })
    },
  }
  let items = 0
  return {
    ...{ toMany, out, mailbox, addList },
    async add(address, language = 'en') {
      const form = { account: 'ours', network: 'email', address, language, source: 'page' }
      const added = await store.inTransaction((tx) =>
        addSubscriber(ground, tx, { ...form, consentAtMs: clock.nowMs() }),
      )
      return 'id' in added ? added.id : never()
    },
    async send(text, { topics, lane = 'normal' } = {}) {
      const chosen = topics === undefined ? {} : { topics }
      const bytes = versionBytes({ account: 'ours', language: 'en', parts: [text], media: [], ...chosen })
      const version = { account: 'ours', network: 'email', language: 'en' }
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const about = {
        item: `message:mail-${(items += 1)}`,
        title: 'Water',
        lane,
        round: 1,
      } as const
      await store.inTransaction((tx) =>
        schedule(sending, tx, {
          ...{ ...about, by: { id: 'wen', name: 'Wen' } },
          versions: [{ ...version, contentText: new TextDecoder().decode(bytes), sha256 }],
        }),
      )
      while ((await turn(sending, signal)) > 0);
      while ((await turnMany(ground, signal)) > 0);
      const row = await store.db
        .withTables<{ to_many: { delivery_id: string; item: string } }>()
        .selectFrom('to_many')
        .select('delivery_id')
        .where('item', '=', about.item)
        .executeTakeFirstOrThrow()
      return row.delivery_id
    },
    readMailbox: () => readBounces(ground, box, { account: 'ours', signal }),
    namesOf(address) {
      const mail = out.mails.findLast(({ to }) => to === address) ?? never()
      const head = mail.raw.replaceAll(/\r\n[ \t]/g, '')
      const found = (pattern: RegExp): string => pattern.exec(head)?.[1] ?? ''
      return {
        messageId: found(/^Message-ID:\s*(<[^>]*>)/im),
        returnAddress: mail.from,
        unsubscribe: found(/^List-Unsubscribe: ?<([^>]+)>/im),
      }
    },
  }
}

/** How mail goes to servers of a test on this machine, and comes back. */
export function mailSettings(port: number, mailboxPort: number): MailSettings {
  const here = { host: '127.0.0.1', security: 'none', allowInsecure: true }
  return MailSettings.parse({
    send: {
      ...{ ...here, port, from: { name: 'City', address: 'alerts@city.example' } },
      ...{ bounces: 'bounces@city.example', listId: 'alerts.city.example' },
    },
    mailbox: { ...here, port: mailboxPort, user: 'desk' },
  })
}

function never(): never {
  throw new Error('should be there')
}
