import type { Post } from '#kernel/post.ts'
import { dayMs, hourMs, minuteMs, secondMs } from '#kernel/time.ts'
import type { RefusedWhy } from '#networks/contract.ts'
import { seededChance, type Chance } from '#networks/practice/chance.ts'
import type { Timed } from '#networks/replay/pace.ts'

/** One way in which the practice network is told to behave badly; minutes count from the start of the reader. */
export type Misbehaviour =
  /** The line drops: posts meanwhile are missed, and the network says so. */
  | { kind: 'disconnect'; everyMin: number; forMin: number }
  /** Posts are told a second time, up to ten minutes later. */
  | { kind: 'duplicates'; shareOf1: number }
  /** Posts arrive late with their own time, so out of order. */
  | { kind: 'late'; shareOf1: number; byMin: number }
  /** Nothing at all is heard, and nobody says why. */
  | { kind: 'silence'; fromMin: number; hours: number }
  /** Frames that are no posts. */
  | { kind: 'garbage'; everyMin: number; frames: number }
  /** Authors' clocks are wrong: 1970, 2099, hours ahead. */
  | { kind: 'skewed'; shareOf1: number }
  /** Very many posts within one second. */
  | { kind: 'burst'; atMin: number; posts: number }
  /** Texts made to break screens and parsers. */
  | { kind: 'hostile'; everyMin: number }

type Disturbance = { startMs: number; chance: Chance }

// A knob turned too far must not take the machine down with it.
const heldBackMax = 200_000

/** Lets a well-behaved stream misbehave, one knob after the other; the same seed misbehaves in the same way. */
export function misbehaving(
  items: Iterable<Timed>,
  knobs: readonly Misbehaviour[],
  seed: number,
  startMs: number,
): Iterable<Timed> {
  return knobs.reduce(
    (stream, knob, n) => turned(stream, knob, { startMs, chance: seededChance(seed, 'knob', n, knob.kind) }),
    items,
  )
}

function turned(items: Iterable<Timed>, knob: Misbehaviour, about: Disturbance): Iterable<Timed> {
  switch (knob.kind) {
    case 'disconnect':
      return disconnected(items, knob.everyMin * minuteMs, knob.forMin * minuteMs, about)
    case 'duplicates':
      return delayed(items, (item) =>
        about.chance.maybe(knob.shareOf1) ? [item, later(item, about.chance.next() * 10 * minuteMs)] : [item],
      )
    case 'late':
      return delayed(items, (item) =>
        about.chance.maybe(knob.shareOf1)
          ? [later(item, knob.byMin * minuteMs * about.chance.next())]
          : [item],
      )
    case 'silence':
      return silenced(items, about.startMs + knob.fromMin * minuteMs, knob.hours * hourMs)
    case 'garbage':
      return interrupted(items, knob.everyMin * minuteMs, about, (atMs) => garbage(knob.frames, atMs))
    case 'skewed':
      return mapped(items, (post) => (about.chance.maybe(knob.shareOf1) ? skewed(post, about.chance) : post))
    case 'burst':
      return onceAt(items, about.startMs + knob.atMin * minuteMs, (atMs) => burst(knob.posts, atMs))
    case 'hostile':
      return interrupted(items, knob.everyMin * minuteMs, about, (atMs) => [hostile(atMs, about.chance)])
  }
}

function* mapped(items: Iterable<Timed>, change: (post: Post) => Post): Generator<Timed> {
  for (const item of items) yield item.kind === 'post' ? { ...item, post: change(item.post) } : item
}

/** The author's clock is wrong; ours is not, so the post counts when it was heard. */
function skewed(post: Post, chance: Chance): Post {
  const claims = [0, Date.UTC(2099, 11, 31), post.atMs + 3 * hourMs, post.atMs - 2 * dayMs]
  return { ...post, claimedAtMs: chance.pick(claims) }
}

function later(item: Timed, byMs: number): Timed {
  return item.atMs === undefined ? item : { ...item, atMs: Math.round(item.atMs + byMs) }
}

/** Tells items when their new time has come; the posts keep the time they claim. */
function* delayed(items: Iterable<Timed>, spread: (item: Timed) => readonly Timed[]): Generator<Timed> {
  let held: Timed[] = []
  for (const item of items) {
    const nowMs = item.atMs ?? -Infinity
    const due = held.filter((one) => (one.atMs ?? 0) <= nowMs)
    if (due.length > 0) {
      held = held.filter((one) => (one.atMs ?? 0) > nowMs)
      yield* due.toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0))
    }
    for (const one of spread(item)) {
      if ((one.atMs ?? nowMs) <= nowMs || held.length >= heldBackMax) yield one
      else held.push(one)
    }
  }
  yield* held
}

function* silenced(items: Iterable<Timed>, fromMs: number, lengthMs: number): Generator<Timed> {
  for (const item of items) {
    const isSilent = item.atMs !== undefined && item.atMs >= fromMs && item.atMs < fromMs + lengthMs
    if (!isSilent) yield item
  }
}

function* disconnected(
  items: Iterable<Timed>,
  everyMs: number,
  forMs: number,
  about: Disturbance,
): Generator<Timed> {
  let nextMs = about.startMs + everyMs
  let backMs: number | undefined
  for (const item of items) {
    const atMs = item.atMs ?? nextMs - 1
    if (backMs !== undefined && atMs >= backMs) {
      yield* reconnection(nextMs, backMs)
      nextMs = Math.max(nextMs + everyMs, backMs)
      backMs = undefined
    }
    if (backMs === undefined && atMs >= nextMs) {
      backMs = nextMs + forMs
      yield {
        kind: 'heard',
        atMs: nextMs,
        heard: { kind: 'state', state: 'waiting', why: 'closed', retryInMs: forMs },
      }
    }
    if (backMs === undefined) yield item
  }
}

function* reconnection(lostMs: number, backMs: number): Generator<Timed> {
  yield { kind: 'heard', atMs: backMs, heard: { kind: 'state', state: 'connecting' } }
  yield {
    kind: 'heard',
    atMs: backMs,
    heard: { kind: 'gap', fromMs: lostMs, toMs: backMs, why: 'closed' },
  }
  yield { kind: 'heard', atMs: backMs, heard: { kind: 'state', state: 'hearing' } }
}

function* interrupted(
  items: Iterable<Timed>,
  everyMs: number,
  about: Disturbance,
  make: (atMs: number) => readonly Timed[],
): Generator<Timed> {
  let nextMs = about.startMs + everyMs
  for (const item of items) {
    for (; item.atMs !== undefined && nextMs <= item.atMs; nextMs += everyMs) yield* make(nextMs)
    yield item
  }
}

function* onceAt(
  items: Iterable<Timed>,
  atMs: number,
  make: (atMs: number) => Iterable<Timed>,
): Generator<Timed> {
  let isDone = false
  for (const item of items) {
    if (!isDone && item.atMs !== undefined && item.atMs >= atMs) {
      isDone = true
      yield* make(atMs)
    }
    yield item
  }
}

const frames: readonly { why: RefusedWhy; sample: string }[] = [
  { why: 'not-json', sample: '{"id":"half a fra' },
  { why: 'not-a-post', sample: '{"kind":"who knows"}' },
  { why: 'no-text', sample: '{"id":"1"}' },
  { why: 'bad-encoding', sample: '\uFFFD\uFFFD\uFFFD' },
  { why: 'too-long', sample: 'aaaaaaaaaaaaaaaa' },
  { why: 'truncated', sample: '{"text":"and then it' },
]

function garbage(count: number, atMs: number): Timed[] {
  return frames.slice(0, Math.min(count, frames.length)).map(({ why, sample }, n) => {
    const share = Math.floor(count / frames.length) + (n < count % frames.length ? 1 : 0)
    return { kind: 'heard', atMs, heard: { kind: 'refused', why, sample, count: Math.max(1, share) } }
  })
}

function plainPost(id: string, atMs: number, text: string, author: string): Post {
  return {
    id: `practice:${id}`,
    network: 'practice',
    source: 'practice:havre-clair',
    text,
    atMs,
    claimedAtMs: atMs,
    heardAtMs: atMs,
    author: { id: author, handle: author, kind: 'person' },
  }
}

function* burst(count: number, atMs: number): Generator<Timed> {
  for (let n = 0; n < count; n++) {
    const at = atMs + Math.floor((n * secondMs) / count)
    const text = `Machine-made post ${n % 997} of a flood of posts, word${n % 89} word${n % 53} word${n % 31}.`
    yield {
      kind: 'post',
      atMs: at,
      post: plainPost(`burst-${atMs.toString(36)}-${n}`, at, text, `machine-${n % 5000}`),
    }
  }
}

const hostileTexts: readonly string[] = [
  '\u202EThis sentence runs backwards\u202C and then not.',
  'z\u200Be\u200Br\u200Bo\u200B w\u200Ci\u200Dd\uFEFFt\u2060h',
  'null\u0000byte\u0000here',
  'half a character \uD83D and another \uDC4D',
  'H\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030A'.repeat(40),
  '<script>alert(1)</script><img src=x onerror=alert(2)>',
  "'); DROP TABLE posts; --",
  '${7*7} {{7*7}} %s %n \\u0000 \\',
  'مرحبا שלום 你好 こんにちは 👩‍👩‍👧‍👦 🏳️‍🌈 🇨🇦',
  'x'.repeat(20_000),
  '\n\n\n\t\t\r\n   ',
  '@'.repeat(500) + '#'.repeat(500),
]

function hostile(atMs: number, chance: Chance): Timed {
  const text = chance.pick(hostileTexts)
  return { kind: 'post', atMs, post: plainPost(`hostile-${atMs.toString(36)}`, atMs, text, 'mischief') }
}
