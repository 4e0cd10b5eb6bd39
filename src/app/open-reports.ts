import { openAccounts } from '#access/people/accounts.ts'
import type { Vault } from '#access/vault/vault.ts'
import type { Clock } from '#kernel/time.ts'
import { giveOneMail } from '#networks/email/one-mail.ts'
import type { Reactions } from '#roles/reactions/reactions.ts'
import type { ReportPost } from '#roles/reactions/reports/ground.ts'
import { Reports } from '#roles/reactions/reports/open-reports.ts'
import { credentialsOf } from '#sending/lines.ts'
import { holdPauses } from '#sending/outbox.ts'
import { isPausedBy, openPauses } from '#sending/pauses.ts'
import type { Sending } from '#sending/sending.ts'
import type { SendingTables } from '#sending/tables.ts'
import { mailCredentials, type MailSettings } from '#sending/to-many/ways.ts'
import type { Store } from '#store/store.ts'
import type { DeskNeeds } from '#app/desk-needs.ts'

type Rooms = { store: Store; vault: Vault; sending: Sending; reactions: Reactions }

/** Opens reports on announcements. They are mailed through the mail account of the desk; a desk that practises has none. */
export async function openReports(rooms: Rooms, needs: DeskNeeds, clock: Clock): Promise<Reports> {
  const isPractice = needs.plan.mode !== 'live'
  const { mail, publicUrl } = needs
  const hasMail = !isPractice && mail !== undefined && publicUrl !== undefined
  const reports = new Reports({
    ...{ reactions: rooms.reactions, clock, isPractice, publicUrl },
    mail: hasMail ? postOf(rooms, mail, clock) : undefined,
    addresses: needs.reportAddresses ?? [],
  })
  await reports.open(!isPractice)
  return reports
}

/** Mails through the first mail account of the desk that is connected. */
export function postOf(
  { store, vault, sending }: Pick<Rooms, 'store' | 'vault' | 'sending'>,
  mail: MailSettings,
  clock: Clock,
): ReportPost {
  /** The first mail account that can be spoken through. */
  const account = async (): Promise<string | undefined> => {
    const ours = (await openAccounts(store.db)).filter(({ network }) => network === 'email')
    for (const { id } of ours) if (await sending.isConnected(id)) return id
    return undefined
  }
  return {
    state: async () => ((await account()) === undefined ? 'not-connected' : 'ready'),
    async isPaused(tx) {
      await holdPauses(tx)
      const id = await account()
      const pauses = await openPauses(tx.withTables<SendingTables>())
      const what = { lane: 'normal', account: id ?? '', title: '', texts: [] } as const
      return pauses.some((pause) => isPausedBy(pause, what))
    },
    async give(out, signal) {
      const id = await account()
      if (id === undefined)
        return { id: out.key, kind: 'wait', why: 'unreachable', detail: 'the mail account is not connected' }
      const own = { store, vault }
      const credentials = mailCredentials(mail, own, { account: id, credentials: credentialsOf(own, id) })
      return giveOneMail(mail.send, credentials, out, { clock, signal })
    },
  }
}
