import { expect, onTestFinished, test } from 'vitest'
import type { Clock } from '#kernel/time.ts'
import { wallClock } from '#kernel/time.ts'
import type { OutgoingPart, PostedPart, Sender, SendingNeeds } from '#networks/sender.ts'

/**
 * One way in which a network is told to behave badly, for its next call that changes something (`times`: the next few).
 * `lost-before`: the call arrives, has no effect, and nothing comes back. `lost-after`: it has its effect, and nothing comes back.
 * `cut-after`: it has its effect, and the answer breaks off. `refused-connection`: nothing listens.
 */
export type Fault =
  | 'lost-before'
  | 'lost-after'
  | 'cut-after'
  | 'error-before'
  | 'error-after'
  | 'busy'
  | 'busy-without-time'
  | 'revoked'
  | 'not-json'
  | 'refused-connection'

/** What is there, as the pretended network tells it. */
export type SeenPost = {
  nativeId: string
  text: string
  language?: string
  replyTo?: string
  alts: string[]
  /** Of its film, each with its language as the network says it. */
  captions?: { language: string; text: string }[]
  card?: { url: string; title: string; description: string; hasPicture: boolean }
}

/** A network to be spoken to in a test: a server of ours, or a real one. */
export type Peer = {
  sender: Sender
  /** Everything that is there now, oldest first. */
  posts(): Promise<SeenPost[]>
  misbehave(fault: Fault): Promise<void>
  /** Faults this peer cannot play, with the reason. */
  cannot?: Partial<Record<Fault, string>>
  close(): Promise<void>
}

/** A part that is only text. */
export function textPart(text: string, more: Partial<OutgoingPart> = {}): OutgoingPart {
  return { key: 'd1-0', atMs: Date.UTC(2031, 3, 7, 12), text, language: 'en', media: [], ...more }
}

/** A picture of one black dot, as a file that goes out. */
export const dot = {
  sha256: '497790947d4666760ce38f3c00e852c71fdb66cae849bae8e9ede352719e1581',
  mediaType: 'image/png',
  bytes: 70,
  alt: 'A black dot',
  read: (): Promise<Uint8Array> =>
    Promise.resolve(
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
        'base64',
      ),
    ),
}

/** Captions as they go out, in French. */
export const captionsText = 'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nL’eau monte.\n'

/** A film with captions: nobody here plays it. */
export const film = {
  ...dot,
  sha256: 'f'.repeat(64),
  mediaType: 'video/mp4',
  alt: 'Water on the quay',
  captions: {
    ...{ sha256: 'c'.repeat(64), language: 'fr' },
    read: (): Promise<Uint8Array> => Promise.resolve(new TextEncoder().encode(captionsText)),
  },
}

/** The card of a link, with a picture. */
export const card = {
  url: 'https://havre-clair.example/p/1-fr?a=1&b=2',
  title: 'La route est fermée',
  description: 'Jusqu’à 18 h.',
  image: dot,
}

/**
 * Holds one network to the contract of `sender.ts`. Call it in the folder's own test file.
 *
 * @param name of the network, in the names of the tests
 * @param open a new, empty peer for each test; calls that get no answer should give up within a second
 */
export function sendingContract(name: string, open: () => Promise<Peer>): void {
  const opened = async (): Promise<Peer> => {
    const peer = await open()
    onTestFinished(() => peer.close())
    return peer
  }
  quietDays(name, opened)
  badDays(name, opened)
  endings(name, opened)
}

function needs(clock: Clock = wallClock): SendingNeeds {
  return { clock, signal: new AbortController().signal }
}

async function sent(sender: Sender, part: OutgoingPart): Promise<PostedPart> {
  const outcome = await sender.send(part, needs())
  expect(outcome).toMatchObject({ kind: 'sent' })
  return outcome.kind === 'sent' ? outcome.posted : { nativeId: '' }
}

function quietDays(name: string, opened: () => Promise<Peer>): void {
  test(`${name}: a part is there once, as it was given, and is found again`, async () => {
    const { sender, posts } = await opened()
    const part = textPart('L’eau est coupée rue Principale. 🚰', { language: 'fr' })
    const posted = await sent(sender, part)
    expect(posted.nativeId).not.toBe('')
    expect(await posts()).toMatchObject([{ text: part.text, nativeId: posted.nativeId }])
    expect(JSON.stringify(posted).length).toBeLessThan(4000)
    if (sender.capabilities.readsBack)
      expect(await sender.readBack(part, needs())).toMatchObject({
        kind: 'there',
        posted: { nativeId: posted.nativeId },
      })
  })

  test(`${name}: what was never sent is never called there`, async () => {
    const { sender } = await opened()
    await sent(sender, textPart('Another one.', { key: 'd0-0' }))
    const answer = await sender.readBack(textPart('Never sent.', { key: 'd9-0' }), needs())
    expect(answer.kind).not.toBe('there')
    if (sender.capabilities.readsBack) expect(answer.kind).not.toBe('unanswered')
  })

  test(`${name}: two deliveries of the same words are two posts`, async () => {
    const { sender, posts } = await opened()
    if (sender.capabilities.repeats === 'none') return
    await sent(sender, textPart('Same words.', { key: 'd1-0' }))
    await sent(sender, textPart('Same words.', { key: 'd2-0', atMs: Date.UTC(2031, 3, 7, 13) }))
    expect(await posts()).toHaveLength(2)
  })

  test(`${name}: the same part again is the same post`, async () => {
    const { sender, posts } = await opened()
    if (sender.capabilities.repeats === 'none') return
    const part = textPart('Said once.')
    const [first, second] = [await sent(sender, part), await sent(sender, part)]
    expect(second.nativeId).toBe(first.nativeId)
    expect(await posts()).toHaveLength(1)
  })

  test(`${name}: a thread hangs together`, async () => {
    const { sender, posts } = await opened()
    if (!sender.capabilities.threads) return
    const root = await sent(sender, textPart('One.'))
    const two = await sent(sender, textPart('Two.', { key: 'd1-1', after: root, root }))
    await sent(sender, textPart('Three.', { key: 'd1-2', after: two, root }))
    const seen = await posts()
    expect(seen.map(({ text }) => text)).toEqual(['One.', 'Two.', 'Three.'])
    expect(seen[1]?.replyTo).toContain(root.nativeId)
    expect(seen[2]?.replyTo).toContain(two.nativeId)
  })

  test(`${name}: a picture goes out with its description`, async () => {
    const { sender, posts } = await opened()
    if (!sender.capabilities.images) return
    await sent(sender, textPart('A dot.', { media: [dot] }))
    expect((await posts())[0]?.alts).toEqual(sender.capabilities.altText ? [dot.alt] : [''])
  })

  test(`${name}: a film goes out with its captions, in their language`, async () => {
    const { sender, posts } = await opened()
    if (sender.capabilities.captions !== true) return
    await sent(sender, textPart('Le quai.', { language: 'fr', media: [film] }))
    const [seen] = await posts()
    const said = seen?.captions?.map(({ language, text }) => ({ language: language.toLowerCase(), text }))
    expect(said).toEqual([{ language: 'fr', text: captionsText }])
  })

  test(`${name}: the card of a link is shown as it was written, with its picture`, async () => {
    const { sender, posts } = await opened()
    if (sender.capabilities.cards !== 'given') return
    await sent(sender, textPart('Fermée.', { language: 'fr', card }))
    const { image: _, ...words } = card
    expect((await posts())[0]?.card).toEqual({ ...words, hasPicture: true })
  })

  test(`${name}: where a card is built or left out, a part that has one goes out all the same`, async () => {
    const { sender, posts } = await opened()
    if (sender.capabilities.cards === 'given') return
    await sent(sender, textPart('Fermée.', { language: 'fr', card }))
    const seen = await posts()
    expect(seen).toHaveLength(1)
    expect(seen[0]).not.toHaveProperty('card')
  })

  test(`${name}: health names the account and its limits`, async () => {
    const { sender } = await opened()
    const health = await sender.health(needs())
    expect(health).toMatchObject({ ok: true })
    if (health.ok) expect(health.limits.textMax).toBeGreaterThan(0)
  })
}

/** What may be said after each fault, and whether the part may be there. */
const after: Readonly<Record<Fault, { kinds: readonly string[]; posts: number }>> = {
  'lost-before': { kinds: ['unknown'], posts: 0 },
  'lost-after': { kinds: ['unknown'], posts: 1 },
  'cut-after': { kinds: ['unknown'], posts: 1 },
  'error-before': { kinds: ['unknown', 'wait'], posts: 0 },
  'error-after': { kinds: ['unknown'], posts: 1 },
  busy: { kinds: ['wait'], posts: 0 },
  'busy-without-time': { kinds: ['wait'], posts: 0 },
  revoked: { kinds: ['refused'], posts: 0 },
  'not-json': { kinds: ['unknown'], posts: 1 },
  'refused-connection': { kinds: ['wait'], posts: 0 },
}

function badDays(name: string, opened: () => Promise<Peer>): void {
  test.each(Object.keys(after) as Fault[])(`${name}, %s: only what is known is said`, async (fault) => {
    const peer = await opened()
    if (peer.cannot?.[fault] !== undefined) return
    const { sender } = peer
    await peer.misbehave(fault)
    const part = textPart('Is it there?')
    const outcome = await sender.send(part, needs())
    // An effect that was seen may be told; one that was not must not be.
    const kinds = after[fault].posts === 1 ? [...after[fault].kinds, 'sent'] : after[fault].kinds
    expect(kinds).toContain(outcome.kind)
    // What a network said may repeat what it was told: it is read, and not handed on.
    expect(outcome).not.toHaveProperty('answer')
    if (fault === 'revoked') expect(outcome).toMatchObject({ why: 'revoked' })
    if (fault === 'busy') expect(outcome).toHaveProperty('retryInMs')
    expect(await peer.posts()).toHaveLength(after[fault].posts)
    if (fault === 'refused-connection' || fault === 'revoked') return
    if (sender.capabilities.readsBack) {
      const answer = await sender.readBack(part, needs())
      // A network on which a repeat is a second post may never be sure that something will not show up late.
      const absent = sender.capabilities.repeats === 'none' ? ['not-there', 'cannot-know'] : ['not-there']
      expect(after[fault].posts === 1 ? ['there'] : absent).toContain(answer.kind)
    }
    if (sender.capabilities.repeats === 'none') return
    await sent(sender, part)
    expect(await peer.posts()).toHaveLength(1)
  })

  test(`${name}: stopped by us, nothing is claimed`, async () => {
    const { sender } = await opened()
    const signal = AbortSignal.abort()
    const outcome = await sender.send(textPart('Stopped.'), { clock: wallClock, signal })
    expect(['wait', 'unknown']).toContain(outcome.kind)
  })

  test(`${name}: an unreachable network says nothing about the sign-in`, async () => {
    const peer = await opened()
    if (peer.cannot?.['refused-connection'] !== undefined) return
    await peer.misbehave('refused-connection')
    expect(await peer.sender.health(needs())).toMatchObject({ ok: false, isTransient: true })
  })

  test(`${name}: what is too long or says nothing is named before it is sent`, async () => {
    const { sender } = await opened()
    const content = { account: 'a', language: 'en', media: [] }
    const { textMax } = sender.limits
    if (Number.isFinite(textMax))
      expect(sender.check({ ...content, parts: ['a'.repeat(textMax + 1)] })).toMatchObject([
        { why: 'too-long', part: 0, limit: textMax, actual: textMax + 1 },
      ])
    expect(sender.check({ ...content, parts: [' \n'] })).toMatchObject([{ why: 'empty', part: 0 }])
    expect(sender.check({ ...content, parts: ['Fine.'] })).toEqual([])
  })

  test(`${name}: a card nobody can follow, and captions that are too long, are named before they are sent`, async () => {
    const { sender } = await opened()
    const content = { account: 'a', language: 'en', parts: ['Fine.'] }
    const whys = (more: Partial<Parameters<Sender['check']>[0]>): string[] =>
      sender.check({ ...content, media: [], ...more }).map(({ why }) => why)
    const words = { title: 'T', description: '' }
    expect(whys({ card: { url: 'https://a.example/x', ...words } })).toEqual([])
    for (const url of [
      '',
      'a.example',
      'javascript:alert(1)',
      'https:a.example',
      'https://me:secret@a.example/',
    ])
      expect(whys({ card: { url, ...words } })).toEqual(['card-address'])
    expect(whys({ card: { url: 'https://a.example/', title: ' ', description: '' } })).toEqual([
      'card-title-missing',
    ])
    const { captions, captionsBytesMax } = { ...sender.capabilities, ...sender.limits }
    if (captions !== true || captionsBytesMax === undefined) return
    const media = { ...film, decorative: false, captions: { sha256: 'c'.repeat(64), language: 'fr' } }
    expect(whys({ media: [{ ...media, captionsBytes: captionsBytesMax }] })).toEqual([])
    expect(whys({ media: [{ ...media, captionsBytes: captionsBytesMax + 1 }] })).toEqual([
      'captions-too-large',
    ])
    expect(whys({ media: [{ ...media, mediaType: 'image/png', captionsBytes: 1 }] })).toEqual([
      'captions-without-film',
    ])
  })
}

function endings(name: string, opened: () => Promise<Peer>): void {
  test(`${name}: what is deleted is gone, also when it is deleted twice`, async () => {
    const { sender, posts } = await opened()
    expect(sender.remove !== undefined).toBe(sender.capabilities.deletes)
    if (sender.remove === undefined) return
    const posted = await sent(sender, textPart('To be deleted.'))
    expect(await sender.remove(posted, needs())).toEqual({ kind: 'gone' })
    expect(await posts()).toEqual([])
    expect(await sender.remove(posted, needs())).toEqual({ kind: 'gone' })
  })

  test(`${name}: what is edited says the new words under the old name`, async () => {
    const { sender, posts } = await opened()
    expect(sender.edit !== undefined).toBe(sender.capabilities.edits)
    if (sender.edit === undefined) return
    const posted = await sent(sender, textPart('Until six.'))
    const outcome = await sender.edit(posted, textPart('Until seven.', { key: 'd2-0' }), needs())
    expect(outcome).toMatchObject({ kind: 'sent', posted: { nativeId: posted.nativeId } })
    expect((await posts()).map(({ text }) => text)).toEqual(['Until seven.'])
  })
}
