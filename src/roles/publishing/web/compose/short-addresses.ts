import {
  addressesIn,
  isOnOurSite,
  longUrlMax,
  shortPath,
  type FoundAddress,
  type ShortHere,
} from '#roles/publishing/results/contract.ts'

/** An address to be written otherwise, wherever it stands whole. */
export type Exchange = { was: string; becomes: string }

/** Addresses of our own pages that would be shorter as short addresses, each as often as it stands there. */
export function mayBeShort(text: string, { origin, length }: ShortHere): FoundAddress[] {
  return addressesIn(text).filter(
    ({ url }) => isOnOurSite(url, origin) && url.length > length && url.length <= longUrlMax,
  )
}

/** A short address of ours as it stands in a text, and its code. */
export type ShortInText = { short: string; code: string }

/** The short addresses in a text, each once, in their order. */
export function shortIn(text: string, { origin }: Pick<ShortHere, 'origin'>): ShortInText[] {
  const found = new Map<string, ShortInText>()
  for (const { url } of addressesIn(text)) {
    if (!url.startsWith(`${origin}${shortPath}`)) continue
    const code = url.slice(origin.length + shortPath.length).toLowerCase()
    if (/^[a-z0-9]{4,12}$/u.test(code)) found.set(url, { short: url, code })
  }
  return [...found.values()]
}

/** A text with whole addresses written otherwise; an address that only begins like one of them stays. */
export function exchanged(text: string, exchanges: readonly Exchange[]): string {
  return pieces(text, exchanges)
    .map(({ now }) => now)
    .join('')
}

/** How many addresses of a text that would change. */
export function exchangeCount(text: string, exchanges: readonly Exchange[]): number {
  return pieces(text, exchanges).filter(({ was, now }) => was !== now).length
}

/**
 * Where a caret stands after that, in UTF-16 units: beside the same words as before, and at the end of an address it stood in.
 */
export function caretAfter(text: string, exchanges: readonly Exchange[], caret: number): number {
  let before = 0
  let after = 0
  for (const { was, now } of pieces(text, exchanges)) {
    const isInside = caret < before + was.length
    if (isInside && was === now) return after + (caret - before)
    if (isInside) return caret === before ? after : after + now.length
    before += was.length
    after += now.length
  }
  return after
}

/** A text in stretches: what stays, and each address that changes. */
function pieces(text: string, exchanges: readonly Exchange[]): { was: string; now: string }[] {
  const becomes = new Map(exchanges.map((one) => [one.was, one.becomes]))
  const all: { was: string; now: string }[] = []
  let at = 0
  for (const { url, from } of addressesIn(text)) {
    const now = becomes.get(url)
    if (now === undefined) continue
    const kept = text.slice(at, from)
    all.push({ was: kept, now: kept }, { was: url, now })
    at = from + url.length
  }
  const rest = text.slice(at)
  return [...all, { was: rest, now: rest }]
}
