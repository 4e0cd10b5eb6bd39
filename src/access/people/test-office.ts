import { createHash, randomUUID } from 'node:crypto'
import { openAccess, type SignedIn } from '#access/access.ts'
import { Invited } from '#access/people/contract.ts'
import { openPeople, type Ground } from '#access/people/ground.ts'
import type { HoldingsPort } from '#access/people/holdings.ts'
import { programHoldings } from '#access/people/programs.ts'
import { peopleRoutes } from '#access/people/routes.ts'
import { accessRoutes } from '#access/routes.ts'
import { createApi } from '#api/api.ts'
import type { Clock } from '#kernel/time.ts'
import { mayDo } from '#kernel/permission.ts'
import type { Store } from '#store/store.ts'

/** An answer as a test reads it. */
export type Told = { status: number; body: unknown }

/** Asks the API as somebody. */
export type Asks = (method: string, path: string, body?: unknown) => Promise<Told>

/** A desk's API about people, with a time and a freshness that a test can change. */
export type Office = {
  people: Ground
  time: { nowMs: number }
  fresh: { is: boolean }
  /** Somebody signed in: the owner a desk begins with, or whoever a link is for. */
  owner: () => Promise<{ id: string; asks: Asks }>
  enter: (link: string) => Promise<Asks>
  /** Invited by somebody and signed in. */
  joins: (asks: Asks, name: string) => Promise<{ id: string; asks: Asks }>
}

/** Opens it on a store; nothing in it is fake but time, chance and the proof of freshness. */
export async function openOffice(store: Store, ports: readonly HoldingsPort[] = []): Promise<Office> {
  // A millisecond passes with each look at it, so that what comes later is later.
  const time = { nowMs: Date.UTC(2026, 2, 1, 9) }
  const fresh = { is: true }
  const clock: Clock = { nowMs: () => time.nowMs++, sleep: () => new Promise<never>(() => undefined) }
  const [seed, drawn] = [randomUUID(), { count: 0 }]
  const bytes = (length: number): Buffer =>
    createHash('shake256', { outputLength: length })
      .update(`${seed} ${drawn.count++}`)
      .digest()
  const chance = { bytes }
  const access = await openAccess({ store, clock, chance })
  const api = createApi<SignedIn>({
    log: () => undefined,
    sessionOf: access.sessionOf,
    mayDo: (who, verb) => mayDo(who.grants, verb),
    isFresh: () => fresh.is,
    clock,
    strictAnswers: true,
  })
  const people = openPeople({ store, clock, chance, ports: [programHoldings, ...ports] })
  accessRoutes(api, access)
  peopleRoutes(api, people)

  const asksWith =
    (cookie: string): Asks =>
    async (method, path, body) => {
      const headers = { host: 'localhost', 'x-bellwether': '1', 'content-type': 'application/json' }
      const answer = await api.hono.request(`http://localhost${path}`, {
        method,
        headers: cookie === '' ? headers : { ...headers, cookie },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
    }
  const enter = async (link: string): Promise<Asks> => {
    const done = await access.signIn(link.split('/').at(-1) ?? '')
    return asksWith(done.ok ? `bw_session=${done.token}` : '')
  }
  return {
    people,
    time,
    fresh,
    enter,
    async owner() {
      const done = await access.signIn((await access.newSignInLink('')).split('/').at(-1) ?? '')
      if (!done.ok) throw new Error('the owner could not sign in')
      return { id: done.signedIn.personId, asks: asksWith(`bw_session=${done.token}`) }
    },
    async joins(asks, name) {
      const { body } = await asks('POST', '/api/people', { name, locale: 'en' })
      const { person, link } = Invited.parse(body)
      return { id: person.id, asks: await enter(link) }
    },
  }
}
