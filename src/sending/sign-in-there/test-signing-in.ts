import { sql } from 'kysely'
import { openAccess, type SignedIn } from '#access/access.ts'
import { ensureAccount } from '#access/people/accounts.ts'
import { openVault } from '#access/vault/vault.ts'
import { createApi } from '#api/api.ts'
import { silentLog } from '#kernel/log.ts'
import { mayDo } from '#kernel/permission.ts'
import { wallClock } from '#kernel/time.ts'
import { emulatedX } from '#networks/x/emulator/test-emulator.ts'
import { xNetworkOf } from '#networks/x/sender.ts'
import { disconnectAccount } from '#sending/connecting.ts'
import { checkAccount } from '#sending/health.ts'
import { openLines, type LineNeeds } from '#sending/lines.ts'
import { signInThereRoutes } from '#sending/sign-in-there/routes.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { agora } from '#sending/test-network.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'

const home = 'http://localhost:8080'

/** Somebody at the desk, in a browser that keeps strict cookies to itself when it comes from elsewhere. */
export type Visitor = {
  post(path: string): Promise<Response>
  /** Goes to X and answers there; the address X sends the browser back to. */
  goes(answer: 'yes' | 'no'): Promise<string>
  /** Follows an address from X's site: no session comes along. */
  comesBack(url: string): Promise<Response>
  finishes(): Promise<Response>
}

/** A desk whose owner has an app on a pretended X, an account of ours there, and one on a network that is not gone to. */
export async function openTownOnX() {
  const store = await openTestStore(outboxMigrations)
  let aheadMs = 0
  const clock = { ...wallClock, nowMs: () => wallClock.nowMs() + aheadMs }
  const vault = await openVault({ store, clock, dataDir: testFolder() })
  const x = await emulatedX()
  x.state.consents.callbacks.add(`${home}/connect/from/x`)
  const at = { server: x.url, askingAt: `${x.url}/i/oauth2/authorize`, allowPrivateNetworks: true }
  const networks = [xNetworkOf({ app: { ...x.state.keys.client, ...at } }), agora()]
  const needs: LineNeeds = { ...{ store, clock, vault, networks }, allowPrivateNetworks: true }
  const access = await openAccess({ store, clock })
  const api = createApi<SignedIn>({
    ...{ log: silentLog, clock, publicUrl: home },
    sessionOf: (token) => access.sessionOf(token),
    mayDo: (who, verb) => mayDo(who.grants, verb),
    isFresh: (who) => who.freshUntilMs > clock.nowMs(),
  })
  signInThereRoutes(api, needs)
  for (const [id, isOwner] of Object.entries({ ana: true, wen: false }))
    await sql`insert into people (id, name, locale, is_owner, created_at)
      values (${id}, ${id}, 'en', ${isOwner}, now())`.execute(store.db)
  for (const [id, network, handle] of [
    ['town', 'x', '@havreclair'],
    ['agora', 'agora', 'town'],
  ] as const)
    await store.inTransaction((tx) =>
      ensureAccount(tx, { ...{ id, network, handle, name: id }, languages: ['en', 'fr'] }, clock.nowMs()),
    )
  const visitor = async (person: string, o: { isFresh?: boolean } = {}): Promise<Visitor> => {
    const begun = await access.signInPerson(person, { way: 'passkey', isFresh: o.isFresh ?? true })
    if (!begun.ok) throw new Error('should be signed in')
    const headers = { cookie: `bw_session=${begun.token}`, 'x-bellwether': '1' }
    const post = async (path: string): Promise<Response> =>
      api.hono.request(path, { method: 'POST', headers })
    return {
      post,
      async goes(answer) {
        const went = await post('/api/connections/town/sign-in')
        if (went.status !== 200) throw new Error(`not sent to X: ${went.status} ${await went.text()}`)
        const { url } = (await went.json()) as { url: string }
        const page = await (await fetch(url)).text()
        const link = new RegExp(`id="${answer}" href="([^"]+)"`).exec(page)?.[1]
        if (link === undefined) throw new Error(`X said: ${page}`)
        return link.replaceAll('&amp;', '&')
      },
      comesBack: async (url) => api.hono.request(url),
      finishes: () => post('/api/connections/town/sign-in/finish'),
    }
  }
  const lines = openLines(needs)
  return {
    ...{ store, vault, x, needs, lines, visitor },
    /** Asks for a page as no person would. */
    look: async (path: string, o: RequestInit) => api.hono.request(path, o),
    moveOn: (ms: number) => void (aheadMs += ms),
    check: () => checkAccount(needs, lines, 'town', new AbortController().signal),
    disconnect: (by: string) => disconnectAccount(needs, { id: by, name: by }, 'town'),
    /** Everything that is written down in the store, as text. */
    written: async () => {
      const texts: string[] = []
      for (const table of ['sign_ins_there', 'connections', 'secrets', 'records_entries', 'notices']) {
        const { rows } = await sql<{ row: string }>`
          select to_jsonb(t)::text as row from ${sql.table(table)} t`.execute(store.db)
        texts.push(...rows.map(({ row }) => row))
      }
      return texts.join('\n')
    },
  }
}
