import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { Coverage } from '#listening/contract.ts'
import { mastodonNetwork } from '#networks/mastodon/sender.ts'
import { openTestServer } from '#networks/mastodon/test-server.ts'
import { RecordPage } from '#records/contract.ts'
import { openTestDesk } from '../support/desk.ts'
import { freshen } from '../support/passkeys.ts'
import { joinDesk, type Joined } from '../support/people.ts'

// Promise 7, what reaches us, on a live desk that nobody starts again: an account is connected, something goes out there, and the
// answer to it is on record. Disconnected, it is no longer heard, and coverage says so.

const Made = z.object({
  id: z.string(),
  revision: z.number(),
  versions: z.array(z.object({ content: z.object({ language: z.string() }), sha256: z.string() })),
})
const patient = { timeout: 40_000 }

async function asked(who: Joined, path: string, body: unknown, method = 'POST'): Promise<unknown> {
  const answer = await who.ask(path, { method, body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} was refused: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

test(
  'what is answered to an account connected while the desk runs is on record, without another start',
  { timeout: 180_000 },
  async () => {
    const server = await openTestServer()
    onTestFinished(() => server.close())
    const desk = await openTestDesk(
      { mode: 'live', readers: [], networks: [mastodonNetwork] },
      { allowPrivateNetworks: true },
    )
    onTestFinished(() => desk.close())
    const olive = await joinDesk(desk, { name: 'Olive', owner: true })
    const ana = await joinDesk(desk, { name: 'Ana', grants: ['read', 'approve'] })
    for (const { id } of [olive, ana]) await freshen(desk, id)
    const sources = async (): Promise<string[]> => {
      const answer = await olive.ask('/api/coverage')
      return Coverage.parse(await answer.json()).sources.map(({ label, state }) => `${label}: ${state}`)
    }
    expect(await sources()).toEqual([])

    const noted = { network: 'mastodon', handle: '@town@town.example', name: 'Town', languages: ['en'] }
    const account = z.object({ id: z.string() }).parse(await asked(olive, '/api/accounts', noted)).id
    const signIn = { server: server.origin, accessToken: server.token }
    await asked(olive, `/api/connections/${account}`, signIn, 'PUT')
    await expect.poll(sources, patient).toEqual(['Mastodon, @town@town.example: hearing'])

    const versions = [{ account, language: 'en', text: 'The library is open late on Friday.' }]
    const form = { title: 'Library', lane: 'normal', versions }
    const made = Made.parse(await asked(olive, '/api/messages', form))
    await asked(olive, `/api/messages/${made.id}/ask`, { revision: made.revision })
    const shown = made.versions.map(({ content, sha256 }) => ({
      account,
      language: content.language,
      sha256,
    }))
    const item = encodeURIComponent(`message:${made.id}`)
    await asked(ana, `/api/approvals/${item}/approve`, { versions: shown })
    await asked(olive, `/api/messages/${made.id}/send`, { revision: made.revision })
    const ours = () => server.world.statuses.find(({ text }) => text.startsWith('The library'))
    await expect.poll(ours, patient).toBeDefined()
    server.mention('Until when?', { answers: ours()?.id })
    const replies = async () =>
      RecordPage.parse(await (await olive.ask('/api/records?kind=reply-received')).json()).entries
    await expect.poll(async () => (await replies()).length, patient).toBe(1)
    expect((await replies())[0]).toMatchObject({ account, facts: { text: 'Until when?' } })

    const gone = await olive.ask(`/api/connections/${account}`, { method: 'DELETE' })
    expect(gone.status).toBe(204)
    await expect.poll(sources, patient).toEqual([])
    expect(server.streams.listening()).toBe(0)
  },
)
