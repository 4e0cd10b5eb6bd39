import { expect, test } from 'vitest'
import { Post } from '#kernel/post.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { practiceReader, type PracticeOptions } from '#networks/practice/practice.ts'
import { practiceNetwork } from '#networks/practice/sender.ts'
import { townConnection } from '#networks/practice/world/test-town.ts'
import { practiceWorld, type PracticeWorld } from '#networks/practice/world/world.ts'
import { hearAll, postsIn, skippingClock, testNeeds } from '#networks/replay/test-clock.ts'
import type { OutgoingPart, PostedPart, Sender } from '#networks/sender.ts'
import { dot, textPart } from '#networks/test-sender-contract.ts'

const startMs = Date.UTC(2031, 3, 7, 15)
const needs = { clock: skippingClock(startMs), signal: new AbortController().signal }

function options(world: PracticeWorld | undefined, more: Partial<PracticeOptions> = {}): PracticeOptions {
  return {
    ...{ seed: 3, day: 'brown-water', speed: 'max', startMs, untilMs: startMs + 2 * hourMs, ...more },
    ...(world === undefined ? {} : { world }),
  }
}

function speaker(world: PracticeWorld, handle = 'desk'): Sender {
  return practiceNetwork({ world, repeats: 'record-key' }).open({ ...townConnection(), handle })
}

async function said(sender: Sender, part: OutgoingPart): Promise<PostedPart> {
  const outcome = await sender.send(part, needs)
  if (outcome.kind !== 'sent') throw new Error('it should be there')
  return outcome.posted
}

/** What is heard when these are said before the day begins. */
async function dayWith(parts: readonly OutgoingPart[]): Promise<Post[]> {
  const world = practiceWorld()
  const sender = speaker(world)
  for (const part of parts) await said(sender, part)
  return postsIn(await hearAll(practiceReader(options(world))))
}

const ofOurs = (post: Post): boolean => post.id.startsWith('practice:desk-')
const toOurs = (post: Post): boolean => post.replyTo?.startsWith('practice:desk-') === true

test('what we post is heard as ours, and people answer it in its language', async () => {
  const heard = await dayWith([
    textPart('The water on King Street runs brown.', { media: [dot] }),
    textPart('L’eau est brune rue King.', { key: 'd2-0', language: 'fr-CA' }),
  ])
  const ours = heard.filter(ofOurs)
  expect(ours).toMatchObject([
    { id: 'practice:desk-d1-0', author: { handle: 'desk', kind: 'official' }, media: [{ alt: dot.alt }] },
    { id: 'practice:desk-d2-0', lang: 'fr' },
  ])
  for (const { id, lang, atMs } of ours) {
    const answers = heard.filter((post) => post.replyTo === id)
    expect(answers.length).toBeGreaterThan(1)
    for (const one of answers) {
      expect(Post.parse(one)).toMatchObject({ lang, author: { kind: 'person' } })
      expect(one.atMs).toBeGreaterThan(atMs)
    }
  }
  expect(heard.map(({ atMs }) => atMs)).toEqual(heard.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
})

test('whatever we say, everything else is heard as if we had said nothing', async () => {
  const usual = postsIn(await hearAll(practiceReader(options(undefined))))
  const silent = postsIn(await hearAll(practiceReader(options(practiceWorld()))))
  const spoken = await dayWith(
    Array.from({ length: 30 }, (_, n) => textPart(`Notice ${n}.`, { key: `d${n}` })),
  )
  expect(silent).toEqual(usual)
  expect(spoken.filter((post) => !ofOurs(post) && !toOurs(post))).toEqual(usual)
  expect(spoken.length).toBeGreaterThan(usual.length + 60)
})

test('the same words get the same answers', async () => {
  const part = textPart('The bridge is open again.')
  expect(await dayWith([part])).toEqual(await dayWith([part]))
})

test('only the beginning of a thread is answered', async () => {
  const world = practiceWorld()
  const sender = speaker(world)
  const root = await said(sender, textPart('One.'))
  await said(sender, textPart('Two.', { key: 'd1-1', after: root, root }))
  const heard = postsIn(await hearAll(practiceReader(options(world))))
  expect(heard.filter(ofOurs)).toHaveLength(2)
  expect(heard.filter(({ replyTo }) => replyTo === `practice:${root.nativeId}`).length).toBeGreaterThan(2)
  expect(heard.filter(({ replyTo }) => replyTo === 'practice:desk-d1-1')).toEqual([])
})

test('what is said while the day runs is heard soon, also at night, an edit again, and nobody answers what is gone', async () => {
  const world = practiceWorld()
  const sender = speaker(world, 'havreclair')
  const nightMs = Date.UTC(2031, 3, 7, 7)
  const reader = practiceReader(
    options(world, { day: 'quiet', speed: 1, startMs: nightMs, untilMs: nightMs + hourMs }),
  )
  const heard: { post: Post; nowMs: number }[] = []
  let nowMs = nightMs
  let step = 0
  for await (const one of reader.read(testNeeds({ clock: skippingClock(nightMs) }))) {
    if (one.kind === 'clock') nowMs = one.atMs
    if (one.kind === 'posts') heard.push(...one.posts.map((post) => ({ post, nowMs })))
    if (step === 0 && nowMs > nightMs + 10 * minuteMs && ++step) await said(sender, textPart('Night works.'))
    if (step === 1 && nowMs > nightMs + 20 * minuteMs && ++step)
      await sender.edit?.({ nativeId: 'desk-d1-0' }, textPart('Night works until five.'), needs)
    if (step === 2 && nowMs > nightMs + 30 * minuteMs && ++step) {
      const posted = await said(sender, textPart('A mistake.', { key: 'd2-0' }))
      await sender.remove?.(posted, needs)
    }
  }
  const ours = heard.filter(({ post }) => ofOurs(post))
  expect(ours.map(({ post }) => post.text)).toEqual(['Night works.', 'Night works until five.'])
  expect(ours[0]?.post.author?.id).toBe('havreclair')
  expect((ours[0]?.post.atMs ?? 0) - nightMs).toBeLessThan(11 * minuteMs)
  expect(heard.filter(({ post }) => post.replyTo === 'practice:desk-d2-0')).toEqual([])
  expect(heard.filter(({ post }) => post.replyTo === 'practice:desk-d1-0')).toHaveLength(3)
})

test('whoever asks hears that a post of ours is gone', async () => {
  const world = practiceWorld()
  const sender = speaker(world)
  const posted = await said(sender, textPart('To be taken back.'))
  const { stillThere } = practiceReader(options(world))
  const asked = [{ id: `practice:${posted.nativeId}` }, { id: 'practice:3-other-0' }]
  expect(await stillThere?.ask(asked, needs)).toMatchObject({ gone: [] })
  await sender.remove?.(posted, needs)
  expect(await stillThere?.ask(asked, needs)).toMatchObject({ gone: [`practice:${posted.nativeId}`] })
})

test('where nobody listens, what was posted is kept within a limit', async () => {
  const world = practiceWorld()
  const sender = speaker(world)
  for (let n = 0; n < 1500; n++) await said(sender, textPart(`${n}`, { key: `d${n}` }))
  expect(postsIn(await hearAll(practiceReader(options(world)))).filter(ofOurs)).toHaveLength(1000)
})
