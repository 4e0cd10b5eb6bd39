import type { Surroundings } from '#networks/pages/public-page.ts'
import type { DailyCounts } from '#roles/publishing/results/daily-counts.ts'
import type { Topic } from '#sending/topics/contract.ts'
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
  /** Told of each opening of a page; missing: nobody counts. */
  visits?: Pick<DailyCounts, 'note'> | undefined
  /** What messages can be about, every topic in order; missing: nothing. */
  topics?: (() => Promise<readonly Topic[]>) | undefined
  /** WebSub hubs that followers may ask instead of us. */
  hubs: readonly string[]
  /** The path of the page with every way to get our messages; missing where there is none. */
  subscribePath?: string | undefined
}

/** The addresses of a site as it is reached now. */
export function addressesOf(site: Site): Addresses {
  return addressesAt(site.origin())
}

/** What stands around every page of a site. */
export function around(site: Site): Surroundings & { nowMs: number } {
  const { subscribePath, isPractice } = site
  return {
    ...{ timeZone: site.timeZone(), isPractice, nowMs: site.nowMs() },
    ...(subscribePath === undefined ? {} : { subscribeUrl: `${site.origin()}${subscribePath}` }),
  }
}

/** Headers of what a desk that practises serves. */
export function practiceHeaders({ isPractice }: Site): Record<string, string> {
  return isPractice ? { 'x-robots-tag': 'noindex' } : {}
}
