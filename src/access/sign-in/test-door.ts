import {
  AuthenticatorEmulator,
  PasskeysCredentialsMemoryRepository,
  WebAuthnEmulator,
} from 'nid-webauthn-emulator'
import { openAccess, type Access, type SignedIn } from '#access/access.ts'
import { accessMigrations } from '#access/migrations.ts'
import type { ProviderShown } from '#access/oidc/ground.ts'
import { accessRoutes } from '#access/routes.ts'
import { waysInRoutes } from '#access/sign-in/routes.ts'
import { createApi, type Api } from '#api/api.ts'
import { route } from '#api/route.ts'
import { mayDo } from '#kernel/permission.ts'
import type { Clock } from '#kernel/time.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

/** For tests: the routes of signing in on a real store, with a clock of their own. */
export type Door = {
  store: Store
  access: Access
  api: Api<SignedIn>
  time: { nowMs: number }
  /** Why passkeys were refused, as the log has it. */
  whys: string[]
  /** Providers of the desk; may be changed at any time. */
  providers: ProviderShown[]
  /** A browser with no cookies yet. */
  browser(o?: { userAgent?: string; host?: string }): TestBrowser
  close(): Promise<void>
}

/** For tests: something that keeps cookies, as a browser does. */
export type TestBrowser = {
  ask(
    path: string,
    o?: { method?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>
  /** Opens a new one-time link; of the owner, unless somebody is named. */
  openLink(o?: { personId?: string; mayEnrol?: boolean }): Promise<void>
  /** Who is signed in here; undefined when nobody is. */
  who(): Promise<SignedIn | undefined>
  cookies: Map<string, string>
}

/** For tests: an act that asks for step-up. */
export const freshPath = '/api/only-fresh'

/** Opens a door for tests. */
export async function openDoor(o: { publicUrl?: string } = {}): Promise<Door> {
  const store = await openTestStore([recordsMigrations, accessMigrations])
  const time = { nowMs: Date.UTC(2026, 2, 1) }
  const clock: Clock = { nowMs: () => time.nowMs, sleep: () => new Promise(() => undefined) }
  const access = await openAccess({ store, clock, timeZone: 'America/Toronto' })
  const api = createApi<SignedIn>({
    log: () => undefined,
    sessionOf: access.sessionOf,
    mayDo: (who, verb) => mayDo(who.grants, verb),
    isFresh: (who) => who.freshUntilMs > time.nowMs,
    clock,
    strictAnswers: true,
    ...o,
  })
  accessRoutes(api, access)
  const whys: string[] = []
  const providers: Door['providers'] = []
  waysInRoutes(api, {
    ...{ store, access, providers: () => providers },
    log: (_level, _text, facts) => void whys.push(String(facts?.['why'])),
  })
  route(api, {
    method: 'post',
    path: freshPath,
    summary: 'For tests: an act that asks for step-up',
    access: 'signed-in',
    may: 'self',
    fresh: true,
    answers: { 204: null },
    handle: () => ({ status: 204 }),
  })
  const door = { store, access, api, time, whys, providers, close: () => store.close() }
  return { ...door, browser: (said = {}) => browserAt(door, said) }
}

function browserAt(
  { access, api }: Pick<Door, 'access' | 'api'>,
  { userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/147.0', host = 'localhost:8080' },
): TestBrowser {
  const cookies = new Map<string, string>()
  const ask: TestBrowser['ask'] = async (path, { method = 'GET', body, headers = {} } = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await api.hono.request(path, {
      method,
      headers: {
        host,
        cookie,
        'user-agent': userAgent,
        'x-bellwether': '1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    return answer
  }
  return {
    ask,
    cookies,
    openLink: async (o = {}) =>
      void (await ask(new URL(await access.newSignInLink(`http://${host}`, o)).pathname)),
    who: () => access.sessionOf(cookies.get('bw_session')),
  }
}

type Options = Parameters<WebAuthnEmulator['createJSON']>[1]

/** For tests: a device that holds passkeys, and what it does at an origin. */
export function device(o: ConstructorParameters<typeof AuthenticatorEmulator>[0] = {}) {
  // A memory of its own: otherwise every device of the emulator knows the passkeys of all.
  const credentialsRepository = new PasskeysCredentialsMemoryRepository()
  const emulator = new WebAuthnEmulator(
    new AuthenticatorEmulator({ stateless: false, credentialsRepository, ...o }),
  )
  const origin = 'http://localhost:8080'
  const offered = async (browser: TestBrowser, path: string): Promise<Options> => {
    const answer = await browser.ask(path, { method: 'POST', body: {} })
    // Our own answer, made by the library that both sides speak.
    return (await answer.json()) as Options
  }
  /** The answer to the offer at `path`, without sending it. */
  const make = async (browser: TestBrowser, at = origin) =>
    emulator.createJSON(at, await offered(browser, '/api/passkeys/options'))
  const prove = async (browser: TestBrowser, path: string, at = origin) =>
    emulator.getJSON(at, (await offered(browser, path)) as Parameters<typeof emulator.getJSON>[1])
  return {
    emulator,
    offered,
    make,
    prove,
    add: async (browser: TestBrowser) =>
      browser.ask('/api/passkeys', { method: 'POST', body: await make(browser) }),
    signIn: async (browser: TestBrowser) =>
      browser.ask('/api/sign-in/passkey', {
        method: 'POST',
        body: await prove(browser, '/api/sign-in/passkey/options'),
      }),
    stepUp: async (browser: TestBrowser) =>
      browser.ask('/api/step-up', { method: 'POST', body: await prove(browser, '/api/step-up/options') }),
  }
}
