import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { Provider as OidcProvider, type JWK } from 'oidc-provider'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { accessMigrations } from '#access/migrations.ts'
import { Browser, openOidcDesk } from '#access/oidc/test-visit.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { openTestStore } from '#store/test-store.ts'
import type { Store } from '#store/store.ts'

let store: Store
let server: Server
let issuer: string
const clientSecret = 'a secret of the desk'

beforeAll(async () => {
  // The provider warns on the console that it is not set up for production; nor should it be.
  for (const level of ['warn', 'info'] as const) vi.spyOn(console, level).mockReturnValue()
  store = await openTestStore([recordsMigrations, accessMigrations])
  server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const answer = realProvider(issuer).callback()
  server.on('request', (request, response) => void answer(request, response))
}, 30_000)
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await store.close()
})

/** The certified provider, as strict as it comes: addresses are told by userinfo only, PKCE is required. */
function realProvider(at: string): OidcProvider {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
  return new OidcProvider(at, {
    // What Node exports is a JWK.
    jwks: { keys: [{ ...key, kid: 'one', alg: 'RS256', use: 'sig' } as JWK] },
    cookies: { keys: [randomUUID()] },
    clients: [
      {
        client_id: 'desk',
        client_secret: clientSecret,
        redirect_uris: ['http://localhost:8080/sign-in/from/city'],
      },
    ],
    claims: { email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: `${sub}@city.example`, email_verified: true }),
    }),
  })
}

/** Somebody at the provider's own pages: signs in there, says yes, and is sent back. */
class AtProvider {
  readonly #cookies = new Map<string, string>()
  forms = 0

  async walk(location: string, sub: string): Promise<string> {
    let next = await this.#ask(location)
    for (let steps = 0; steps < 12; steps++) {
      const to = next.headers.get('location')
      if (to?.startsWith('http://localhost:8080/') === true) return to.slice('http://localhost:8080'.length)
      next = to === null ? await this.#answerForm(next, sub) : await this.#ask(new URL(to, issuer).href)
    }
    throw new Error('the provider never sent the browser back')
  }

  async #answerForm(page: Response, sub: string): Promise<Response> {
    const html = await page.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1] ?? ''
    const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1] ?? ''
    if (prompt === 'login') this.forms += 1
    const body = new URLSearchParams({ prompt, login: sub, password: 'any' })
    return this.#ask(new URL(action, issuer).href, body)
  }

  async #ask(url: string, body?: URLSearchParams): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const post = body === undefined ? {} : { method: 'POST', body }
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie }, ...post })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return answer
  }
}

async function invite(sub: string): Promise<void> {
  await sql`insert into people (id, name, locale, is_owner, created_at, email, invited_by)
    values (${sub}, ${sub}, 'fr', false, now(), ${`${sub}@city.example`}, 'owner')`.execute(store.db)
}

async function go(browser: Browser, at: AtProvider, sub: string, query = ''): Promise<Response> {
  const location = (await browser.open(`/sign-in/with/city${query}`)).headers.get('location') ?? ''
  return browser.open(await at.walk(location, sub), { from: 'elsewhere' })
}

test('an invited person signs in with a real provider, whose secret lies in the vault', async () => {
  const { api } = await openOidcDesk(store, { issuer }, { secrets: { 'oidc:city': clientSecret } })
  await invite('amara')
  const [browser, at] = [new Browser(api), new AtProvider()]
  expect((await go(browser, at, 'amara')).status).toBe(303)
  expect(await browser.whoAmI()).toBe('amara')
  // The provider remembers them; nothing is typed again.
  const again = new Browser(api)
  expect((await go(again, at, 'amara')).status).toBe(303)
  expect([await again.whoAmI(), at.forms]).toEqual(['amara', 1])
})

test('for a step-up a real provider asks anew, and says when it did', async () => {
  const { api, access } = await openOidcDesk(store, { issuer, clientSecret })
  await invite('bo')
  const [browser, at] = [new Browser(api), new AtProvider()]
  await go(browser, at, 'bo')
  expect(at.forms).toBe(1)
  expect((await go(browser, at, 'bo', '?for=step-up')).status).toBe(200)
  expect(at.forms).toBe(2)
  expect((await browser.open('/sign-in/from/city/said')).status).toBe(303)
  const who = await access.sessionOf(browser.cookies.get('bw_session'))
  expect(who?.freshUntilMs).toBeGreaterThan(Date.now())
})

test('with a wrong secret nobody is signed in', async () => {
  const { api } = await openOidcDesk(store, { issuer, clientSecret: 'another secret' })
  await invite('cy')
  const browser = new Browser(api)
  expect((await go(browser, new AtProvider(), 'cy')).status).toBe(403)
  expect(await browser.whoAmI()).toBeUndefined()
})
