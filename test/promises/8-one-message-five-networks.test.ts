import { createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import type { Desk } from '#app/desk.ts'
import { liveNetworks } from '#app/live-networks.ts'
import { ours, startTestPds } from '#networks/bluesky/test-pds.ts'
import { openTestServer } from '#networks/mastodon/test-server.ts'
import type { Connection } from '#networks/sender.ts'
import { xNetworkOf } from '#networks/x/sender.ts'
import { emulatedX } from '#networks/x/emulator/test-emulator.ts'
import { RecordPage } from '#records/contract.ts'
import { Message } from '#roles/publishing/contract.ts'
import { pngPicture } from '#roles/publishing/test-pictures.ts'
import { KeptFile } from '#sending/files/contract.ts'
import { DeliveryList } from '#sending/contract.ts'
import { openTestDesk } from '../support/desk.ts'
import { freshen } from '../support/passkeys.ts'
import { joinDesk, type Joined } from '../support/people.ts'

// Promise 8 the other way round: one message in two languages, a thread with a picture, goes to five networks at once, each in its
// own way, and is corrected on all of them. Bluesky, Mastodon and X are servers of ours that behave as theirs do (Bluesky's own PDS: see
// test/peers); our actors on the fediverse and our own pages are the desk's own.

const patient = { timeout: 60_000 }
/** Our account on each network, as its server knows it. */
const handles = {
  bluesky: ours.handle,
  mastodon: '@town@town.example',
  x: '@HavreClair',
  activitypub: '@city',
} as const
const Id = z.object({ id: z.string() })

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function said({ ask }: Joined, path: string, body: unknown, method = 'POST'): Promise<unknown> {
  const answer = await ask(path, { method, body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} was refused: ${answer.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

/** Gives a picture in as a browser does. */
async function upload(url: string, who: Joined): Promise<KeptFile> {
  const door = await fetch(await who.signInLink(), { redirect: 'manual' })
  const [cookie = ''] = (door.headers.get('set-cookie') ?? '').split(';')
  const answer = await fetch(new URL('/api/files', url), {
    method: 'POST',
    headers: { cookie, 'x-bellwether': '1', 'content-type': 'image/png' },
    body: new Uint8Array(pngPicture({ width: 320, height: 200 })),
  })
  return KeptFile.parse(await answer.json())
}

const words = {
  en: ['The bridge is closed until Friday.', 'Buses stop on the square.'],
  fr: ['Le pont est fermé jusqu’à vendredi.', 'Les bus s’arrêtent sur la place.'],
} as const
const puttingRight = {
  en: 'The bridge is closed until Saturday.',
  fr: 'Le pont est fermé jusqu’à samedi.',
} as const
const sentences = { en: 'It was a day too early.', fr: 'C’était un jour trop tôt.' } as const
const alts = { en: 'The closed bridge', fr: 'Le pont fermé' } as const
const languages = ['en', 'fr'] as const

/** Asks about a message as it stands, lets Ana approve all of it, and sends it. */
async function goesOut({ wen, ana }: { wen: Joined; ana: Joined }, message: Message): Promise<void> {
  const { id, revision } = message
  const asked = z
    .object({ message: Message })
    .parse(await said(wen, `/api/messages/${id}/ask`, { revision })).message
  const shown = asked.versions.map(({ content: { account, language }, sha256 }) => ({
    ...{ account, language, sha256 },
  }))
  await said(ana, `/api/approvals/${encodeURIComponent(`message:${id}`)}/approve`, { versions: shown })
  await said(ana, `/api/messages/${id}/send`, { revision: asked.revision })
}

async function read<S extends z.ZodType>(schema: S, who: Joined, path: string): Promise<z.output<S>> {
  return schema.parse(await (await who.ask(path)).json())
}

/** How often each state of the deliveries of a message is there. */
async function standing(who: Joined, id: string): Promise<Record<string, number>> {
  const { deliveries } = await read(
    DeliveryList,
    who,
    `/api/deliveries?item=${encodeURIComponent(`message:${id}`)}`,
  )
  const counts: Record<string, number> = {}
  for (const { state } of deliveries) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

const Offers = z.object({ offers: z.array(z.object({ messageId: z.string() })) })

/** Puts the words right where they can be edited; replies say what was wrong, in the words they begin with. */
async function corrected(office: { wen: Joined; ana: Joined }, id: string): Promise<void> {
  const { wen } = office
  const before = await read(Message, wen, `/api/messages/${id}`)
  await said(wen, `/api/messages/${id}/correction`, { revision: before.revision, sentences }, 'PUT')
  const { title, lane, revision, versions } = await read(Message, wen, `/api/messages/${id}`)
  const texts = z.record(z.string(), z.string()).parse(puttingRight)
  const put = versions.map(({ content: { replyTo, language }, written }) =>
    replyTo === undefined ? { ...written, text: texts[language] ?? '' } : written,
  )
  const changed = await said(wen, `/api/messages/${id}`, { title, lane, revision, versions: put }, 'PUT')
  await goesOut(office, Message.parse(changed))
}

async function accountsOn(
  desk: Desk,
  olive: Joined,
  signIns: Record<string, object>,
): Promise<Map<string, string>> {
  const accounts = new Map<string, string>([['pages', 'site']])
  for (const [network, handle] of Object.entries(handles)) {
    const form = { network, handle, name: `City on ${network}`, languages: ['en', 'fr'] }
    const { id } = Id.parse(await said(olive, '/api/accounts', form))
    await freshen(desk, olive.id)
    await said(olive, `/api/connections/${id}`, signIns[network], 'PUT')
    accounts.set(network, id)
  }
  return accounts
}

test(
  'one message in two languages, with a picture and as a thread, goes to five networks, and is corrected on all of them',
  { timeout: 240_000 },
  async () => {
    const [pds, mastodon, x, port] = [
      await startTestPds(),
      await openTestServer(),
      await emulatedX(),
      await freePort(),
    ]
    onTestFinished(async () => {
      await Promise.all([pds.close(), mastodon.close()])
    })
    // X has one address, so the keys of its emulator are used at the emulator's.
    const onX = xNetworkOf()
    const emulated = { ...onX, open: (connection: Connection) => onX.open({ ...connection, server: x.url }) }
    const desk = await openTestDesk(
      { mode: 'live', readers: [], networks: [...liveNetworks(), emulated] },
      { allowPrivateNetworks: true, port, publicUrl: `http://127.0.0.1:${port}` },
    )
    onTestFinished(() => desk.close())
    const olive = await joinDesk(desk, { name: 'Olive', owner: true })
    const wen = await joinDesk(desk, { name: 'Wen', teams: ['Communications'] })
    const ana = await joinDesk(desk, { name: 'Ana', teams: ['Approvers'] })
    await said(olive, '/api/session', { welcomed: true }, 'PATCH')
    const { oauth1 } = x.state.keys
    const accounts = await accountsOn(desk, olive, {
      bluesky: { handle: ours.handle, password: ours.password, server: pds.server },
      mastodon: { server: mastodon.origin, accessToken: mastodon.token },
      x: oauth1,
      activitypub: { handle: 'city', displayName: 'City', displayNameFr: 'Ville', summary: 'News' },
    })
    const file = await upload(desk.url, wen)
    const versionsOf = (text: (language: 'en' | 'fr') => string) =>
      [...accounts.values()].flatMap((account) =>
        languages.map((language) => ({
          ...{ account, language, text: text(language), thread: true },
          media: [{ sha256: file.sha256, alt: alts[language], decorative: false }],
        })),
      )
    const form = {
      title: 'The bridge',
      lane: 'normal',
      versions: versionsOf((language) => words[language].join('\n\n---\n\n')),
    }
    const made = Message.parse(await said(wen, '/api/messages', form))
    await goesOut({ wen, ana }, made)
    await expect.poll(() => standing(wen, made.id), patient).toEqual({ sent: 10 })

    for (const language of languages) {
      const [first, second] = words[language]
      const said = [pds.posts(), mastodon.world.statuses, x.state.posts].map((all) =>
        all.map(({ text }) => text),
      )
      for (const texts of said) expect(texts).toEqual(expect.arrayContaining([first, second]))
      expect(pds.posts().find(({ text }) => text === first)?.alts).toEqual([alts[language]])
      expect([...x.state.files.values()].map(({ alt }) => alt)).toContain(alts[language])
      const page = await (
        await fetch(new URL(`/p?q=${encodeURIComponent(first)}&lang=${language}`, desk.url))
      ).text()
      expect(page).toContain(first)
    }
    const { entries } = await read(RecordPage, olive, '/api/records?kind=delivery')
    expect(entries).toHaveLength(10)
    const { offers } = await read(Offers, olive, '/api/announcements/offers')
    expect(offers.map(({ messageId }) => messageId)).toContain(made.id)

    await corrected({ wen, ana }, made.id)
    await expect.poll(() => standing(wen, made.id), patient).toEqual({ sent: 20 })
    for (const language of languages) {
      const right = puttingRight[language]
      // Where a post can be edited it has other words now; where it cannot, a reply says what was wrong.
      expect(mastodon.world.statuses.map(({ text }) => text)).toContain(right)
      for (const posts of [pds.posts(), x.state.posts])
        expect(posts.filter(({ text }) => text.includes(sentences[language]))).toHaveLength(1)
    }
    expect((await read(RecordPage, olive, '/api/records?kind=edit')).entries).toHaveLength(10)
  },
)
