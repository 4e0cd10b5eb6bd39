import type { ReactElement } from 'react'
import { hourMs } from '#kernel/time.ts'
import type { Example } from '#web/example.ts'
import { IntervalDots } from '#web/parts/Chart/IntervalDots.tsx'
import type { Series } from '#web/parts/Chart/series.ts'
import { ShareBar } from '#web/parts/Chart/ShareBar.tsx'
import { SmallMultiples } from '#web/parts/Chart/SmallMultiples.tsx'
import { TimeSeries } from '#web/parts/Chart/TimeSeries.tsx'

const startMs = Date.UTC(2026, 10, 24, 17)
const counts = [2, 1, 2, 1, 25, 29, 23, 19, 12, 7, 3, 1, 0, 1, 5, 10, 8, 6, 4, 2]
const low = counts.map(() => 0)
const high = counts.map((_, at) => (at > 9 && at < 14 ? 1 : 3))
const posts = (value: number): string => `${value} posts`

const libraries: Series = {
  startMs,
  bucketMs: hourMs,
  lines: [{ id: 'posts', name: 'Posts', values: counts }],
  band: { name: 'usual', low, high },
  marks: [
    { id: 'ours', atMs: startMs + 4 * hourMs, label: 'Announced 16:00', kind: 'ours' },
    { id: 'news', atMs: startMs + 7.2 * hourMs, label: 'Gazette 19:10', kind: 'media' },
    { id: 'reply', atMs: startMs + 15 * hourMs, label: 'Reply thread 03:00', kind: 'other' },
  ],
  gaps: [{ fromMs: startMs + 11.5 * hourMs, toMs: startMs + 13 * hourMs, label: 'X' }],
}

function Tones(): ReactElement {
  const felt = counts.map((count, at) => ({ share: 0.35 + (at % 5) * 0.07, few: count < 3 }))
  return (
    <TimeSeries
      label="Share of happy and unhappy posts over time"
      sentence="Gladder in the evening than at noon; at night there was too little to tell."
      series={{
        startMs,
        bucketMs: hourMs,
        lines: [
          {
            id: 'happy',
            name: 'Happy',
            values: felt.map(({ share }) => share),
            low: felt.map(({ share }) => share - 0.08),
            high: felt.map(({ share }) => share + 0.08),
            few: felt.map(({ few }) => few),
          },
          {
            id: 'unhappy',
            name: 'Unhappy',
            look: 'signal',
            values: felt.map(({ share }) => 0.75 - share),
            few: felt.map(({ few }) => few),
          },
        ],
      }}
      stepMin={0.2}
      topMin={1}
      format={(value) => `${Math.round(value * 100)} %`}
      spoken={(value) => `${Math.round(value * 100)} %`}
      coverage="From 4 sources, complete since 07:22."
    />
  )
}

/** Pictures of numbers: over time, in parts, with how sure they are. */
export const examples: readonly Example[] = [
  {
    name: 'Over time, with what is usual, what happened and what was not heard',
    Draw: () => (
      <TimeSeries
        series={libraries}
        label="Posts an hour about libraries"
        sentence="Rose 9 times above normal within 50 minutes, back to normal after 8 hours."
        spoken={posts}
        coverage="Bluesky, Mastodon, 11 feeds. X not heard from 04:30 to 06:00."
        onOpen={() => undefined}
        openSpan={{ fromMs: startMs + 5 * hourMs, toMs: startMs + 6 * hourMs }}
      />
    ),
  },
  { name: 'Two lines with their intervals, and moments with too few posts', Draw: Tones },
  {
    name: 'Nothing heard',
    Draw: () => (
      <TimeSeries
        series={{ startMs, bucketMs: hourMs, lines: [] }}
        label="Posts an hour"
        sentence="Nothing was heard."
        spoken={posts}
      />
    ),
  },
  {
    name: 'Small multiples on one scale',
    Draw: () => (
      <SmallMultiples
        label="Posts an hour by watch"
        sentence="Libraries rose; parking and river stayed as they were."
        isShared
        spoken={posts}
        items={['Libraries', 'Parking', 'River'].map((name, at) => ({
          id: name,
          title: name,
          line: `${name}: ${120 - at * 40} posts`,
          label: `Posts an hour: ${name}`,
          series: {
            ...libraries,
            lines: [{ id: name, name: 'Posts', values: counts.map((count) => Math.round(count / (at + 1))) }],
          },
        }))}
      />
    ),
  },
  {
    name: 'A whole in its parts',
    Draw: () => (
      <>
        <ShareBar
          name={<b>English</b>}
          onOpen={() => undefined}
          shares={[
            { id: 'positive', name: 'happy', look: 'positive', count: 61, low: 0.52, high: 0.69 },
            { id: 'neutral', name: 'neither', look: 'neutral', count: 26, low: 0.19, high: 0.35 },
            { id: 'negative', name: 'unhappy', look: 'negative', count: 13, low: 0.08, high: 0.21 },
            { id: 'unsure', name: 'unsure', look: 'unsure', count: 28 },
          ]}
        />
        <ShareBar
          name={<b lang="fr">Français</b>}
          shares={[
            { id: 'positive', name: 'happy', look: 'positive', count: 6 },
            { id: 'negative', name: 'unhappy', look: 'negative', count: 3 },
          ]}
        />
      </>
    ),
  },
  {
    name: 'Sizes with how sure they are',
    Draw: () => (
      <IntervalDots
        label="Times as much as usual"
        sentence="Said 6 times as much as usual; of the last one too little is known."
        reference={1}
        referenceName="as usual"
        kind="times"
        format={(value) => `× ${value.toFixed(1)}`}
        rows={[
          { id: 'a', name: 'This one', interval: { value: 6.2, low: 4.1, high: 9.3 }, isMain: true },
          { id: 'b', name: 'Library hours, May', interval: { value: 1.4, low: 0.8, high: 2.4 } },
          { id: 'c', name: 'Bookmobile', why: 'Too little to tell.' },
        ]}
      />
    ),
  },
]
