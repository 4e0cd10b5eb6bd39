import assert from 'node:assert/strict'
import { z } from 'zod'
import { RecordPage } from '#records/contract.ts'
import { Message } from '#roles/publishing/contract.ts'
import { pngPicture } from '#roles/publishing/test-pictures.ts'
import { DeliveryList } from '#sending/contract.ts'
import { KeptFile } from '#sending/files/contract.ts'
import type { Joined } from '../people.ts'
import { said, type FiveNetworks } from './office.ts'
import { alts, languages, rightWords, sentences, words } from './words.ts'

// One story for the promise, with a pretended PDS, and for test/peers, with the real one. It asserts with Node's own, because the
// second does not run in vitest.

const picture = pngPicture({ width: 320, height: 200 })
const Offers = z.object({ offers: z.array(z.object({ messageId: z.string() })) })

/** A thread of two parts with a picture, in two languages, goes to all five, each in its own way. Gives the message's id, and the hash of the picture. */
export async function goesToFive(five: FiveNetworks): Promise<{ id: string; sha256: string }> {
  const { olive, wen, until } = five
  const { sha256 } = await upload(five.desk.url, wen)
  const made = Message.parse(await said(wen, '/api/messages', formFor(five, sha256)))
  await goesOut(five, made)
  await until(() => standing(wen, made.id), { sent: 10 })
  for (const language of languages) await isThereIn(five, language)
  assert.equal((await read(RecordPage, olive, '/api/records?kind=delivery')).entries.length, 10)
  const { offers } = await read(Offers, olive, '/api/announcements/offers')
  assert.ok(
    offers.some(({ messageId }) => messageId === made.id),
    'it is offered as an announcement to follow',
  )
  return { id: made.id, sha256 }
}

/** Where a post can be edited it has other words; where it cannot, a reply says what was wrong. */
export async function isPutRightOnFive(five: FiveNetworks, id: string): Promise<void> {
  await corrected(five, id)
  await five.until(() => standing(five.wen, id), { sent: 20 })
  const onBluesky = await five.bluesky.posts()
  for (const language of languages) {
    const tooted = five.mastodon.world.statuses.map(({ text }) => text)
    assert.ok(tooted.includes(rightWords[language]), `edited on Mastodon: ${tooted.join(' | ')}`)
    for (const posts of [onBluesky, five.x.state.posts])
      assert.equal(posts.filter(({ text }) => text.includes(sentences[language])).length, 1)
  }
  const { entries } = await read(RecordPage, five.olive, '/api/records?kind=edit')
  assert.equal(entries.length, 10)
}

async function isThereIn({ desk, bluesky, mastodon, x }: FiveNetworks, language: 'en' | 'fr'): Promise<void> {
  const [first, second] = words[language]
  const onBluesky = await bluesky.posts()
  for (const all of [onBluesky, mastodon.world.statuses, x.state.posts]) {
    const texts: string[] = all.map(({ text }) => text)
    for (const text of [first, second]) assert.ok(texts.includes(text), `${text} in ${texts.join(' | ')}`)
  }
  assert.deepEqual(onBluesky.find(({ text }) => text === first)?.alts, [alts[language]])
  assert.ok([...x.state.files.values()].some(({ alt }) => alt === alts[language]))
  const search = new URL(`/p?q=${encodeURIComponent(first)}&lang=${language}`, desk.url)
  assert.ok((await (await fetch(search)).text()).includes(first), `${search.href} shows it`)
}

function formFor({ accounts }: FiveNetworks, sha256: string): object {
  const versions = accounts.flatMap((account) =>
    languages.map((language) => ({
      ...{ account, language, text: words[language].join('\n\n---\n\n'), thread: true },
      media: [{ sha256, alt: alts[language], decorative: false }],
    })),
  )
  return { title: 'The bridge', lane: 'normal', versions }
}

/** Gives a picture in as a browser does. */
async function upload(url: string, who: Joined): Promise<KeptFile> {
  const door = await fetch(await who.signInLink(), { redirect: 'manual' })
  const [cookie = ''] = (door.headers.get('set-cookie') ?? '').split(';')
  const answer = await fetch(new URL('/api/files', url), {
    method: 'POST',
    headers: { cookie, 'x-bellwether': '1', 'content-type': 'image/png' },
    body: new Uint8Array(picture),
  })
  return KeptFile.parse(await answer.json())
}

/** Asks about a message as it stands, lets Ana approve all of it, and sends it. */
async function goesOut(
  { wen, ana }: Pick<FiveNetworks, 'wen' | 'ana'>,
  { id, revision }: Message,
): Promise<void> {
  const answer = await said(wen, `/api/messages/${id}/ask`, { revision })
  const asked = z.object({ message: Message }).parse(answer).message
  const versions = asked.versions.map(({ content: { account, language }, sha256 }) => ({
    ...{ account, language, sha256 },
  }))
  await said(ana, `/api/approvals/${encodeURIComponent(`message:${id}`)}/approve`, { versions })
  await said(ana, `/api/messages/${id}/send`, { revision: asked.revision })
}

/** Puts the words right where they can be edited; replies say what was wrong, in the words they begin with. */
async function corrected(five: FiveNetworks, id: string): Promise<void> {
  const { wen } = five
  const before = await read(Message, wen, `/api/messages/${id}`)
  await said(wen, `/api/messages/${id}/correction`, { revision: before.revision, sentences }, 'PUT')
  const { title, lane, revision, versions } = await read(Message, wen, `/api/messages/${id}`)
  const texts = z.record(z.string(), z.string()).parse(rightWords)
  const put = versions.map(({ content: { replyTo, language }, written }) =>
    replyTo === undefined ? { ...written, text: texts[language] ?? '' } : written,
  )
  const changed = await said(wen, `/api/messages/${id}`, { title, lane, revision, versions: put }, 'PUT')
  await goesOut(five, Message.parse(changed))
}

async function read<S extends z.ZodType>(schema: S, who: Joined, path: string): Promise<z.output<S>> {
  return schema.parse(await (await who.ask(path)).json())
}

/** How often each state of the deliveries of a message is there. */
async function standing(who: Joined, id: string): Promise<Record<string, number>> {
  const path = `/api/deliveries?item=${encodeURIComponent(`message:${id}`)}`
  const counts: Record<string, number> = {}
  for (const { state } of (await read(DeliveryList, who, path)).deliveries)
    counts[state] = (counts[state] ?? 0) + 1
  return counts
}
