import { expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { keptNoteOf } from '#networks/activitypub/kept-note.ts'
import { activitypubNetwork } from '#networks/activitypub/sender.ts'
import { serveFederation } from '#networks/activitypub/serve.ts'
import { testActor, testCredentials, testDesk, type TestDesk } from '#networks/activitypub/test-desk.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'
import type { Sender, SendingNeeds } from '#networks/sender.ts'
import { dot, sendingContract, textPart, type Fault, type Peer } from '#networks/test-sender-contract.ts'
import { fieldsOf, listOf, textOf } from '#networks/unknown-fields.ts'

const needs: SendingNeeds = { clock: wallClock, signal: new AbortController().signal }

function opened(desk: TestDesk = bilingual()): { desk: TestDesk; sender: Sender } {
  const sender = activitypubNetwork(desk, { timeoutsMs: { change: 300, ask: 300 } }).open({
    ...{ account: 'a1', handle: '@havre_clair', languages: ['en', 'fr'] },
    credentials: testCredentials({ handle: 'havre_clair', displayName: 'City', summary: 'The city.' }),
  })
  return { desk, sender }
}

function bilingual(): TestDesk {
  const actors = [testActor(), testActor({ name: 'havre_clair_fr', language: 'fr-CA' })]
  return testDesk({ actors: async () => actors })
}

const noWire = 'our own store has no wire between'
const cannot: Partial<Record<Fault, string>> = {
  busy: noWire,
  'busy-without-time': noWire,
  revoked: 'there is no sign-in at our own server',
  'not-json': noWire,
  'refused-connection': noWire,
}

/** A note as anybody reads it. */
async function seen(desk: TestDesk, id: string): Promise<Record<string, unknown>> {
  const response = await serveFederation(desk)(new Request(id))
  return { ...fieldsOf(await response.json()), status: response.status }
}

sendingContract('activitypub', async (): Promise<Peer> => {
  const { desk, sender } = opened()
  return {
    sender,
    async posts() {
      const notes = [...desk.store.entries]
        .filter(([key]) => key.startsWith('note/'))
        .flatMap(([, value]) => keptNoteOf(value) ?? [])
      return notes.flatMap((note) =>
        note.kind === 'there'
          ? [
              {
                ...{ nativeId: `${desk.origin}/ap/notes/${note.actor}/${note.key}`, text: note.text },
                ...{ language: note.language, alts: note.media.map(({ alt }) => alt) },
                ...(note.inReplyTo !== undefined && { replyTo: note.inReplyTo }),
              },
            ]
          : [],
      )
    },
    misbehave: async (fault) => desk.store.failNext(fault.endsWith('before') ? 'before' : 'after'),
    cannot,
    close: async () => desk.stop(),
  }
})

test('a note says its language, its warning and its files to everybody, and nothing that was not approved', async () => {
  const { desk, sender } = opened()
  const text = 'Eau coupée <b>rue</b> & pont. https://havre-clair.example/eau\n\nMerci #Eau #2031'
  const part = textPart(text, { language: 'fr-CA', media: [dot], contentWarning: 'Inondation' })
  const outcome = await sender.send(part, needs)
  const id = `${desk.origin}/ap/notes/havre_clair_fr/d1-0`
  expect(outcome).toMatchObject({ kind: 'sent', posted: { nativeId: id, url: id } })
  const note = await seen(desk, id)
  const content =
    '<p>Eau coupée &#60;b&#62;rue&#60;/b&#62; &#38; pont. <a href="https://havre-clair.example/eau">https://havre-clair.example/eau</a></p><p>Merci #Eau #2031</p>'
  expect(note).toMatchObject({
    ...{ id, type: 'Note', attributedTo: `${desk.origin}/ap/actors/havre_clair_fr`, content },
    ...{ contentMap: { 'fr-CA': content }, summary: 'Inondation', sensitive: true },
    ...{ published: '2031-04-07T12:00:00.000Z', tag: [{ type: 'Hashtag', name: '#Eau' }] },
    to: ['https://www.w3.org/ns/activitystreams#Public'],
    attachment: [{ type: 'Document', mediaType: 'image/png', name: 'A black dot' }],
  })
  expect(Object.keys(fieldsOf(note['contentMap']) ?? {})).toEqual(['fr-CA'])
})

test('each language speaks through its own actor, and one without is named before anything is sent', async () => {
  const { desk, sender } = opened()
  await sender.send(textPart('Water.', { language: 'en-GB' }), needs)
  await sender.send(textPart('Eau.', { language: 'fr' }), needs)
  expect([...desk.store.entries.keys()].toSorted()).toEqual([
    'note/havre_clair/d1-0',
    'note/havre_clair_fr/d1-0',
  ])
  const german = { account: 'a1', language: 'de', media: [], parts: ['Wasser.'] }
  expect(sender.check(german)).toMatchObject([{ why: 'language' }])
  expect(await sender.send(textPart('Wasser.', { language: 'de' }), needs)).toMatchObject({ kind: 'refused' })
  expect(sender.check({ ...german, language: 'fr', replyTo: 'x:123', quoteOf: 'x:1' })).toMatchObject([
    { why: 'no-quotes' },
    { why: 'no-replies' },
  ])
})

test('a note and its delivery are kept together or not at all, once for each part', async () => {
  const { desk, sender } = opened()
  desk.store.failNext('before')
  expect(await sender.send(textPart('Is it?'), needs)).toMatchObject({ kind: 'unknown' })
  expect([desk.store.queue.size, desk.store.entries.size]).toEqual([0, 0])
  for (let i = 0; i < 3; i += 1) await sender.send(textPart('Is it?'), needs)
  await Promise.all([1, 2, 3].map(() => sender.send(textPart('At once.', { key: 'd2-0' }), needs)))
  expect(desk.store.queue.size).toBe(2)
})

test('an edit that comes twice or late changes nothing, and what was taken back stays so', async () => {
  const { desk, sender } = opened()
  await sender.send(textPart('Until six.', { contentWarning: 'Flood' }), needs)
  const posted = { nativeId: `${desk.origin}/ap/notes/havre_clair/d1-0` }
  const second = textPart('Until seven.', { key: 'd2-0', atMs: Date.UTC(2031, 3, 7, 13) })
  for (let i = 0; i < 2; i += 1) await sender.edit?.(posted, second, needs)
  await sender.edit?.(posted, textPart('Until eight.', { key: 'd3-0' }), needs)
  expect(await sender.edit?.(posted, second, needs)).toMatchObject({ kind: 'sent' })
  expect(desk.store.queue.size).toBe(3)
  const note = await seen(desk, posted.nativeId)
  expect(note).toMatchObject({ content: '<p>Until eight.</p>', sensitive: false })
  expect(textOf(note, 'summary')).toBeUndefined()
  await sender.remove?.(posted, needs)
  expect(await seen(desk, posted.nativeId)).toMatchObject({ status: 410, type: 'Tombstone' })
  expect(await sender.send(textPart('Until six.'), needs)).toMatchObject({
    kind: 'refused',
    why: 'not-found',
  })
  expect(await sender.edit?.(posted, second, needs)).toMatchObject({ kind: 'refused', why: 'not-found' })
  expect(await sender.readBack(textPart('Until six.'), needs)).toEqual({ kind: 'not-there' })
})

test('what is not ours is neither edited nor deleted', async () => {
  const { desk, sender } = opened()
  for (const nativeId of ['https://elsewhere.example/notes/1', `${desk.origin}/ap/notes/../x`, '', 'd1-0']) {
    expect(await sender.edit?.({ nativeId }, textPart('Hm.'), needs)).toMatchObject({ kind: 'refused' })
    expect(await sender.remove?.({ nativeId }, needs)).toEqual({ kind: 'gone' })
  }
  expect(desk.store.queue.size).toBe(0)
})

test('a store that never answers is given up on, and the note may be there', async () => {
  const { desk, sender } = opened()
  desk.store.failNext('never')
  const clock = skippingClock()
  expect(await sender.send(textPart('Still?'), { ...needs, clock })).toMatchObject({
    kind: 'unknown',
    why: 'timeout',
  })
  expect(await sender.readBack(textPart('Still?'), needs)).toMatchObject({ kind: 'there' })
})

test('nothing that is told holds a key or words of an error', async () => {
  const credentials = testCredentials()
  const actors = [testActor({ credentials })]
  const { desk, sender } = opened(testDesk({ actors: async () => actors }))
  const answers: unknown[] = [
    await (await serveFederation(desk)(new Request(`${desk.origin}/ap/actors/havre_clair`))).json(),
  ]
  desk.store.failNext('before')
  answers.push(await sender.send(textPart('Words.'), needs), await sender.send(textPart('Words.'), needs))
  answers.push(await sender.health(needs), [...desk.store.entries], [...desk.store.queue])
  const kept = JSON.stringify(credentials.kept())
  expect(kept).toContain('PRIVATE KEY')
  expect(JSON.stringify(answers)).not.toMatch(/PRIVATE KEY|planted/)
  expect(JSON.stringify(answers)).toContain('PUBLIC KEY')
})

test('health says that the account has its actors, and that one without cannot speak', async () => {
  const { sender } = opened()
  expect(await sender.health(needs)).toMatchObject({ ok: true, handle: '@havre_clair' })
  const none = opened(testDesk({ actors: async () => [] }))
  expect(await none.sender.health(needs)).toMatchObject({
    ...{ ok: false, isTransient: false, field: { name: 'handle' } },
  })
})

test('followers are told of a changed profile, once, and of one that stayed the same nothing', async () => {
  const credentials = testCredentials({ handle: 'havre_clair', displayName: 'Town', summary: 'New.' })
  let actors = [testActor(), testActor({ name: 'havre_clair_fr', language: 'fr' })]
  const desk = testDesk({
    actors: async () => actors,
    async ensureActors({ wordsIn }) {
      actors = actors.map((actor) => (actor.language === 'en' ? { ...actor, ...wordsIn('en') } : actor))
      return { kind: 'there', actors }
    },
  })
  const connection = { account: 'a1', handle: 'havre_clair', languages: ['en', 'fr'], credentials }
  const sender = activitypubNetwork(desk).open(connection)
  for (let times = 0; times < 3; times += 1) expect(await sender.health(needs)).toMatchObject({ ok: true })
  const id = `${desk.origin}/ap/actors/havre_clair`
  const [told, ...more] = [...desk.store.queue.values()]
  expect(more).toEqual([])
  expect(told?.job).toMatchObject({
    ...{ kind: 'fan-out', actor: 'havre_clair' },
    activity: { type: 'Update', actor: id, object: { id, name: 'Town', summary: '<p>New.</p>' } },
  })
  expect(JSON.stringify(told)).not.toContain('PRIVATE KEY')
})

test('tags are taken from words, not from addresses or numbers', async () => {
  const { desk, sender } = opened()
  const text = 'a#no /#no #été_2031 #7 #eau, #eau https://x.example/#part'
  await sender.send(textPart(text), needs)
  const note = await seen(desk, `${desk.origin}/ap/notes/havre_clair/d1-0`)
  expect(listOf(note, 'tag').map((tag) => textOf(fieldsOf(tag), 'name'))).toEqual(['#été_2031', '#eau'])
})

test('the point of a picture that stays in sight is told as other servers read it', async () => {
  const { desk, sender } = opened()
  await sender.send(textPart('The bridge.', { media: [{ ...dot, focus: { x: -0.5, y: 0.25 } }, dot] }), needs)
  const note = await seen(desk, `${desk.origin}/ap/notes/havre_clair/d1-0`)
  expect(listOf(note, 'attachment')).toMatchObject([
    { name: dot.alt, focalPoint: [-0.5, 0.25] },
    { name: dot.alt },
  ])
  expect(listOf(note, 'attachment')[1]).not.toHaveProperty('focalPoint')
  expect(JSON.stringify(note['@context'])).toContain('"toot:focalPoint"')
})
