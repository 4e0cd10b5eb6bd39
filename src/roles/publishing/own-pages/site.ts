import type { Store } from '#store/store.ts'
import { addressesAt, type Addresses } from '#roles/publishing/own-pages/addresses.ts'

/** What our own site is served from. */
export type Site = {
  store: Store
  nowMs(): number
  /** The address people use, without a path: `https://havre-clair.example`. */
  origin(): string
  /** IANA: the zone in which times are told. */
  timeZone(): string
  /** A desk that practises: its pages and feeds say so, and search engines are told to leave them. */
  isPractice: boolean
  /** WebSub hubs that followers may ask instead of us. */
  hubs: readonly string[]
}

/** The addresses of a site as it is reached now. */
export function addressesOf(site: Site): Addresses {
  return addressesAt(site.origin())
}

/** What stands around every page of a site. */
export function around(site: Site): { timeZone: string; isPractice: boolean; nowMs: number } {
  return { timeZone: site.timeZone(), isPractice: site.isPractice, nowMs: site.nowMs() }
}

/** Headers of what a desk that practises serves. */
export function practiceHeaders({ isPractice }: Site): Record<string, string> {
  return isPractice ? { 'x-robots-tag': 'noindex' } : {}
}
