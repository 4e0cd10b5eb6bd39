import { isUrl } from '#kernel/url.ts'
import { sendingLimits, type AccountHealth, type DeliveryView, type Pause } from '#sending/contract.ts'

/** The outbox in the order in which people work through it. */
export type Sorted = {
  /** Nothing comes of these unless somebody decides. */
  forPeople: DeliveryView[]
  /** What a pause held back: they wait to be looked at. */
  held: DeliveryView[]
  /** What goes on by itself, by its time. */
  onTheWay: DeliveryView[]
}

/** Sorts what is not done yet. */
export function sorted(deliveries: readonly DeliveryView[]): Sorted {
  const byTime = deliveries.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
  const forPeople = byTime.filter(({ state }) => waitsForSomebody.has(state))
  return {
    forPeople: [...forPeople.filter(isUnconfirmed), ...forPeople.filter((one) => !isUnconfirmed(one))],
    held: byTime.filter(isHeld),
    onTheWay: byTime.filter((one) => !isHeld(one) && !waitsForSomebody.has(one.state)),
  }
}

/**
 * What the desk itself stopped or took down again, of the last day, each message once: they are done, but those who
 * were told of them look for them here first. The rail counts the same ones (`waitingForPeople`).
 */
export function stoppedLately(
  { done, open }: { done: readonly DeliveryView[]; open: readonly DeliveryView[] },
  nowMs: number,
): DeliveryView[] {
  return done.filter(
    (one) =>
      (isByDesk(one.removed) || (one.state === 'cancelled' && one.why !== 'by-person')) &&
      Date.parse(one.dueAt) > nowMs - sendingLimits.stoppedShownMs &&
      ![...done, ...open].some((other) => replaces(other, one)),
  )
}

/** The same was put into the outbox once more, for later: whatever became of that is what counts. */
function replaces(other: DeliveryView, one: DeliveryView): boolean {
  const isSame = other.item === one.item && other.account === one.account && other.language === one.language
  return isSame && Date.parse(other.dueAt) > Date.parse(one.dueAt)
}

function isByDesk(removed: DeliveryView['removed']): boolean {
  return removed !== undefined && removed.by === undefined
}

const waitsForSomebody: ReadonlySet<string> = new Set(['unconfirmed', 'missed', 'refused'])

/** By a pause: the whole of it, or what tells followers elsewhere of it. */
function isHeld({ state, isHeldBack }: DeliveryView): boolean {
  return state === 'paused' || isHeldBack === true
}

function isUnconfirmed({ state }: DeliveryView): boolean {
  return state === 'unconfirmed'
}

/**
 * The pause that would hold a delivery back again if it were let go now. A topic is looked for in the title only: the text is
 * not here. Whoever lets such a one go finds it on the list again.
 */
export function stillHeldBy(
  { lane, account, title }: Pick<DeliveryView, 'lane' | 'account' | 'title'>,
  pauses: readonly Pause[],
): Pause | undefined {
  if (lane === 'emergency') return undefined
  return pauses.find(({ scope, value = '' }) => {
    if (scope === 'lane') return lane === value
    if (scope === 'account') return account === value
    return scope === 'all' || plain(title).includes(plain(value))
  })
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** Where an account shows its posts to everybody; undefined where that is not known. */
export function pageOfAccount({
  network,
  handle,
  server,
}: Pick<AccountHealth, 'network' | 'handle' | 'server'>): string | undefined {
  const name = handle.replace(/^@/u, '')
  if (!/^[\w.@-]+$/u.test(name)) return undefined
  if (network === 'bluesky') return `https://bsky.app/profile/${name}`
  if (network === 'x') return `https://x.com/${name}`
  if (network !== 'mastodon') return undefined
  const [user = '', host] = name.split('@')
  const at = host === undefined ? hostOf(server) : host
  return at === undefined ? undefined : `https://${at}/@${user}`
}

function hostOf(server: string | undefined): string | undefined {
  if (server === undefined) return undefined
  return isUrl(server) ? new URL(server).host : server
}
