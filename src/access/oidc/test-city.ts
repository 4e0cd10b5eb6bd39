import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { startTestProvider, type TestProvider } from '#access/oidc/test-provider.ts'
import { Browser, openOidcDesk } from '#access/oidc/test-visit.ts'
import type { Store } from '#store/store.ts'

/** For tests: a provider, people who were invited, and desks that know it, all on one store. */
export type City = {
  provider: TestProvider
  /** Somebody invited with an address, as the page of people does it; the provider says yes to them next. */
  invite(o?: { email?: string; name?: string }): Promise<{ id: string; name: string; email: string }>
  /** A desk, and a browser at it. */
  desk(o?: Parameters<typeof openOidcDesk>[2] & { provider?: object }): Promise<CityDesk>
  /** Signs somebody in at a desk's browser, with a fresh proof or without. */
  signedIn(desk: CityDesk, personId: string, o: { isFresh: boolean }): Promise<void>
  close(): Promise<void>
}

type CityDesk = Awaited<ReturnType<typeof openOidcDesk>> & { browser: Browser }

/** Opens it for one test: the provider is honest at first. */
export async function openCity(store: Store): Promise<City> {
  const provider = await startTestProvider()
  return {
    provider,
    invite: async (o = {}) => {
      const mark = randomUUID().slice(0, 8)
      const { email = `amara-${mark}@city.example`, name = `Amara ${mark}` } = o
      const id = `invited-${mark}`
      await sql`insert into people (id, name, locale, is_owner, created_at, email, invited_by)
        values (${id}, ${name}, 'en', false, now(), ${email}, 'owner')`.execute(store.db)
      provider.person = { sub: `sub-${mark}`, email, email_verified: true }
      return { id, name, email }
    },
    desk: async (o = {}) => {
      const opened = await openOidcDesk(store, { issuer: provider.issuer, ...o.provider }, o)
      return { ...opened, browser: new Browser(opened.api) }
    },
    signedIn: async ({ access, browser }, personId, { isFresh }) => {
      const begun = await access.signInPerson(personId, { way: 'passkey', isFresh })
      if (!begun.ok) throw new Error('should be signed in')
      browser.cookies.set('bw_session', begun.token)
    },
    close: () => provider.close(),
  }
}
