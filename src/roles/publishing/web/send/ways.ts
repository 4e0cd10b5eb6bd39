import type { Account } from '#access/people/contract.ts'
import type { Message } from '#roles/publishing/contract.ts'
import type { AccountHealth, DeliveryView } from '#sending/contract.ts'

/** How a message gets to one of its accounts. */
export type Way = {
  account: string
  name: string
  network: string
  languages: string[]
  /** `network`: the desk sends it; `lost`: the sign-in ended; `by-hand`: the account is not connected, or cannot be. */
  by: 'network' | 'lost' | 'by-hand'
}

/** For each account of a message, in the order of its versions, how it gets there. */
export function waysOf(
  { versions }: Pick<Message, 'versions'>,
  { accounts, board }: { accounts: readonly Account[]; board: readonly AccountHealth[] },
): Way[] {
  const ids = [...new Set(versions.map(({ content }) => content.account))]
  return ids.map((id) => {
    const health = board.find(({ account }) => account === id)
    const account = accounts.find((one) => one.id === id)
    const languages = versions
      .filter(({ content }) => content.account === id)
      .map(({ content }) => content.language)
    return {
      ...{ account: id, name: account?.name ?? id, network: account?.network ?? '', languages },
      by: wayOf(health?.state),
    }
  })
}

function wayOf(state: AccountHealth['state'] | undefined): Way['by'] {
  if (state === 'own' || state === 'connected') return 'network'
  return state === 'lost' ? 'lost' : 'by-hand'
}

/** Whether a version is in the outbox as it stands: on its way, public, or waiting there for somebody. */
export function isInOutbox(
  { sha256, content }: Message['versions'][number],
  deliveries: readonly DeliveryView[],
): boolean {
  return deliveries.some(
    (one) =>
      one.account === content.account &&
      one.language === content.language &&
      one.sha256 === sha256 &&
      one.state !== 'cancelled' &&
      one.removed === undefined,
  )
}

/** Whether the board of the outbox says all there is to say of a version: nothing of it is public that the desk could not take down. */
export function isOnBoard(
  version: Message['versions'][number],
  deliveries: readonly DeliveryView[],
): boolean {
  const live = version.public
  const canTakeDown = deliveries.some(({ id, may }) => id === live?.id && may.includes('take-down'))
  return isInOutbox(version, deliveries) && (live === undefined || canTakeDown)
}

/** Accounts to which something of the message can be sent now: connected, and with a text that is neither public nor in the outbox. */
export function sendable(
  message: Pick<Message, 'versions'>,
  ways: readonly Way[],
  deliveries: readonly DeliveryView[],
): Way[] {
  const isOpen = (account: string): boolean =>
    message.versions.some(
      (one) =>
        one.content.account === account && one.public?.sha256 !== one.sha256 && !isInOutbox(one, deliveries),
    )
  return ways.filter(({ by, account }) => by === 'network' && isOpen(account))
}
