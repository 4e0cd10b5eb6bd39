import { ensureAccount } from '#access/people/accounts.ts'
import type { Api } from '#api/api.ts'
import { assert } from '#kernel/assert.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import { pagesNetwork } from '#networks/pages/sender.ts'
import type { SendingNetwork } from '#networks/sender.ts'
import { addressesAt, siteAccount, type Addresses } from '#roles/publishing/own-pages/addresses.ts'
import { cardRoute } from '#roles/publishing/own-pages/card-route.ts'
import { noteForHub, workHub, type HubNeeds } from '#roles/publishing/own-pages/hub.ts'
import { keepPages } from '#roles/publishing/own-pages/keep-pages.ts'
import { ownPagesRoutes } from '#roles/publishing/own-pages/routes.ts'
import type { Site } from '#roles/publishing/own-pages/site.ts'
import { siteWords } from '#roles/publishing/own-pages/words.ts'
import type { Store } from '#store/store.ts'
import type { Worker } from '#store/work-jobs.ts'

/** What our own site is opened with. */
export type OwnPagesNeeds = {
  store: Store
  clock: Clock
  log: Log
  /** A desk that practises: its pages say so, and no hub is told of them. */
  isPractice: boolean
  /** The address people use, without a path; missing: it is told to `start`. */
  publicUrl?: string | undefined
  locale: 'en' | 'fr'
  /** The WebSub hub of the owner; missing: none. */
  webSubHub?: string | undefined
  allowPrivateNetworks: boolean
}

/** Our own site: the network that needs no other. What is sent to it is a page, in a list and in feeds, for everybody. */
export class OwnPages {
  /** For sending: always connected. */
  readonly network: SendingNetwork
  /** The account of it: always there. */
  readonly account = siteAccount
  readonly #needs: OwnPagesNeeds
  readonly #hub: HubNeeds
  #origin: string | undefined

  constructor(needs: OwnPagesNeeds) {
    const { store, clock, log, allowPrivateNetworks } = needs
    const addresses = (): Addresses => addressesAt(this.#site())
    // Promise 9: what is practised is told to nobody outside.
    const url = needs.isPractice ? undefined : needs.webSubHub
    this.#needs = needs
    this.#origin = needs.publicUrl
    this.#hub = { store, clock, log, addresses, url, allowPrivateNetworks }
    const changed = noteForHub.bind(undefined, this.#hub)
    this.network = pagesNetwork(keepPages({ store, clock, addresses, changed }))
  }

  /** Adds the pages and feeds, for everybody. */
  addRoutes<S>(api: Api<S>, o: Pick<Site, 'timeZone' | 'subscribePath' | 'visits' | 'topics'>): void {
    const { store, clock, isPractice } = this.#needs
    const origin = (): string => this.#site()
    const hubs = this.#hub.url === undefined ? [] : [this.#hub.url]
    const site = { store, nowMs: () => clock.nowMs(), origin, isPractice, hubs, ...o }
    ownPagesRoutes(api, site)
    cardRoute(api, site)
  }

  /** The address people use, without a path; not before the site is open. */
  get origin(): string {
    return this.#site()
  }

  /** Makes the account that speaks here known, once. It bears the name of the place; `handle` is what readers see. */
  ensureAccount(placeName: string | undefined): Promise<boolean> {
    const { store, clock, locale } = this.#needs
    const handle = placeName ?? siteWords.site[locale]
    // The team tells it from other accounts of the same name; the word is the same in both languages.
    const name = placeName === undefined ? handle : `${placeName} · site`
    const account = { id: siteAccount, network: 'pages', handle, name, languages: ['en', 'fr'] }
    return store.inTransaction((tx) => ensureAccount(tx, account, clock.nowMs()))
  }

  /** Opens the site at its address, and tells the hub of changes, until stopped. Nothing is sent there before. */
  start(origin: string): Worker {
    this.#origin = origin
    return workHub(this.#hub)
  }

  #site(): string {
    assert(this.#origin !== undefined, 'our own site is opened before anything is sent there')
    return this.#origin
  }
}
