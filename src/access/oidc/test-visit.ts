import { openAccess, type Access, type SignedIn } from '#access/access.ts'
import { oidcGround } from '#access/oidc/ground.ts'
import { Provider } from '#access/oidc/rules.ts'
import { oidcRoutes } from '#access/oidc/routes.ts'
import { accessRoutes } from '#access/routes.ts'
import { createApi, type Api } from '#api/api.ts'
import { systemChance } from '#api/chance.ts'
import { mayDo } from '#kernel/permission.ts'
import { wallClock, type Clock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import type { z } from 'zod'

/** A desk with one provider, for tests. */
export async function openOidcDesk(
  store: Store,
  asked: Partial<z.input<typeof Provider>> & { issuer: string },
  o: { clock?: Clock; publicUrl?: string; secrets?: Record<string, string> } = {},
): Promise<{ api: Api<SignedIn>; access: Access; logged: string[] }> {
  const clock = o.clock ?? wallClock
  const access = await openAccess({ store, clock })
  const logged: string[] = []
  const log = (_level: string, said: string, facts?: object): void =>
    void logged.push(`${said} ${JSON.stringify(facts ?? {})}`)
  const api = createApi<SignedIn>({
    log,
    clock,
    sessionOf: (token) => access.sessionOf(token),
    mayDo: (who, verb) => mayDo(who.grants, verb),
    isFresh: (who) => who.freshUntilMs > clock.nowMs(),
    publicUrl: o.publicUrl ?? 'http://localhost:8080',
  })
  accessRoutes(api, access)
  const plain = asked.issuer.startsWith('http:') ? { allowPrivateNetworks: true } : {}
  const provider = Provider.parse({ id: 'city', name: 'City', clientId: 'desk', ...plain, ...asked })
  const vault = { get: async (name: string) => o.secrets?.[name] }
  oidcRoutes(
    api,
    oidcGround({ store, access, clock, chance: systemChance, log, vault, providers: [provider] }),
  )
  return { api, access, logged }
}

/** A browser that keeps cookies of the desk, walks to a provider by real requests, and comes back. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #api: Api<SignedIn>
  constructor(api: Api<SignedIn>) {
    this.#api = api
  }

  /** Opens a page of the desk. From another site, strict cookies stay behind. */
  open(path: string, o: { from?: 'elsewhere' } = {}): Promise<Response> {
    const sent = [...this.cookies].filter(([name]) => o.from === undefined || !name.endsWith('bw_session'))
    return this.#send(path, { method: 'GET', sent })
  }

  /** Asks the desk's API something, as a page of ours does. */
  ask(path: string, method: 'GET' | 'DELETE' = 'GET'): Promise<Response> {
    return this.#send(path, { method, sent: [...this.cookies], headers: { 'x-bellwether': '1' } })
  }

  async #send(
    path: string,
    o: { method: string; sent: readonly (readonly [string, string])[]; headers?: Record<string, string> },
  ): Promise<Response> {
    const cookie = o.sent.map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await this.#api.hono.request(path, { method: o.method, headers: { cookie, ...o.headers } })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    return answer
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0/i.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }

  /** Goes to the provider of the desk; the path it sends the browser back to. */
  async toProvider(query = ''): Promise<string> {
    const sent = await this.open(`/sign-in/with/city${query}`)
    const location = sent.headers.get('location')
    if (location === null) throw new Error(`not sent to a provider: ${sent.status} ${await sent.text()}`)
    const back = await fetch(location, { redirect: 'manual' })
    const url = new URL(back.headers.get('location') ?? '')
    return url.pathname + url.search
  }

  /** All the way there and back. */
  async signIn(query = ''): Promise<Response> {
    return this.open(await this.toProvider(query), { from: 'elsewhere' })
  }

  async whoAmI(): Promise<string | undefined> {
    const answer = await this.open('/api/session')
    if (answer.status !== 200) return undefined
    return ((await answer.json()) as { person: { name: string } }).person.name
  }
}
