import { cursorTimeUs } from '#networks/bluesky/cursor.ts'
import type { FrameEvent } from '#networks/frame-socket.ts'
import { newProgress, tellFrames } from '#networks/bluesky/tell.ts'
import { seededChance } from '#stream/matcher/nasty-input.ts'
import { costOf, figure, machine, median, perCpuS } from './support/measure.ts'
import { jetstreamFrames } from './support/jetstream.ts'

// How many events of a Jetstream one core turns into posts: frames as bytes in, `Post`s and the cursor out, as the reader
// does it in batches of 256. The events are invented, in the proportions of the public Jetstream: 16 % posts.
const count = 100_000
const batch = 256
const runs = 5
const heardMs = Date.UTC(2026, 10, 24, 12)

const frames = jetstreamFrames(count, heardMs, seededChance(7))
const events = frames.map((data): FrameEvent => ({ kind: 'frame', data, heardMs }))
const bytes = frames.reduce((sum, frame) => sum + frame.length, 0)

function ours(): { posts: number; timeUs: number | undefined } {
  const progress = newProgress()
  let posts = 0
  let cursor: string | undefined
  for (let at = 0; at < events.length; at += batch) {
    for (const heard of tellFrames(events.slice(at, at + batch), 'bluesky:bench', progress)) {
      if (heard.kind !== 'posts') continue
      posts += heard.posts.length
      cursor = heard.cursor
    }
  }
  return { posts, timeUs: cursor === undefined ? undefined : cursorTimeUs(cursor) }
}

/** What users would do instead: parse every frame and look whether it is a post. Makes no `Post`, checks nothing. */
function parseEverything(): { posts: number } {
  let posts = 0
  for (const frame of frames) {
    const event = JSON.parse(frame.toString()) as { commit?: { collection?: string; record?: unknown } }
    if (event.commit?.collection === 'app.bsky.feed.post' && event.commit.record !== undefined) posts++
  }
  return { posts }
}

const costs = { ours: [] as number[], alternative: [] as number[] }
const found = { ours: ours().posts, alternative: parseEverything().posts }
if (found.ours !== found.alternative)
  throw new Error(`${found.ours} posts, JSON.parse finds ${found.alternative}`)
for (let run = 0; run < runs; run++) {
  costs.ours.push(perCpuS(count, await costOf(ours)))
  costs.alternative.push(perCpuS(count, await costOf(parseEverything)))
}
const [fast, slow] = [median(costs.ours), median(costs.alternative)]
const mix = {
  events: count,
  postShareOf1: Number((found.ours / count).toFixed(3)),
  meanBytes: Math.round(bytes / count),
  meanPostBytes: Math.round(
    frames.filter((frame) => frame.includes('"text":')).reduce((sum, frame) => sum + frame.length, 0) /
      found.ours,
  ),
}
figure({
  bench: 'wire',
  what: 'frame to post, with early reject',
  eventsPerCpuS: fast,
  runs: costs.ours,
  ...mix,
})
figure({
  bench: 'wire',
  what: 'alternative: JSON.parse of everything, no post made',
  eventsPerCpuS: slow,
  runs: costs.alternative,
})
figure({ bench: 'wire', what: 'ratio', times: Number((fast / slow).toFixed(2)), ...machine() })
