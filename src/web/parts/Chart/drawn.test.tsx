import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { hourMs } from '#kernel/time.ts'
import { IntervalDots } from '#web/parts/Chart/IntervalDots.tsx'
import { ShareBar } from '#web/parts/Chart/ShareBar.tsx'
import type { Series } from '#web/parts/Chart/series.ts'
import { SeriesTable } from '#web/parts/Chart/SeriesTable.tsx'
import { TimeSeries } from '#web/parts/Chart/TimeSeries.tsx'
import { loadMessages, makeWords, WordsContext, type Locale } from '#web/words.tsx'

const startMs = Date.UTC(2026, 10, 24, 17)

async function drawn(what: ReactElement, locale: Locale = 'en'): Promise<string> {
  const words = makeWords(locale, await loadMessages(locale), 'America/Toronto')
  const html = renderToStaticMarkup(<WordsContext value={words}>{what}</WordsContext>)
  return html.replaceAll(/[\u00A0\u202F]/gu, ' ')
}

const series: Series = {
  startMs,
  bucketMs: hourMs,
  lines: [{ id: 'posts', name: 'Posts', values: [2, 9, undefined], few: [true, false, false] }],
  band: { name: 'usual', low: [0, 1, undefined], high: [3, 4, undefined] },
  marks: [{ id: 'ours', atMs: startMs + hourMs, label: 'Announced 13:00', kind: 'ours' }],
  gaps: [{ fromMs: startMs + hourMs, toMs: startMs + 2 * hourMs, label: 'Bluesky' }],
}

function picture(onOpen?: () => void): ReactElement {
  return (
    <TimeSeries
      series={series}
      label="Posts an hour"
      sentence="Most at 13:00."
      spoken={(value) => `${value} posts`}
      coverage="From 2 sources."
      onOpen={onOpen}
    />
  )
}

test('a picture has its sentence, a slider that says its point, what it stands for and its coverage', async () => {
  const html = await drawn(picture(() => undefined))
  expect(html).toContain('Most at 13:00.')
  expect(html).toMatch(/role="slider"[^>]*aria-label="Posts an hour"/u)
  expect(html).toContain('aria-valuetext="14:00: Posts: nothing known"')
  expect(html).toContain('Enter opens the posts.')
  expect(html).toContain('not heard: Bluesky')
  expect(html).toContain('From 2 sources.')
  expect(await drawn(picture())).not.toContain('Enter opens the posts.')
  expect(await drawn(picture(), 'fr')).toContain('non entendu : Bluesky')
})

test('a bucket with too few posts is a ring apart from the line', async () => {
  const html = await drawn(picture())
  expect(html.match(/class="few"/gu)).toHaveLength(1)
  expect(html).toMatch(/class="line" d="M[\d.]+ [\d.]+h0.1"/u)
})

test('the table has every bucket, with what happened and what was not heard in it', async () => {
  const html = await drawn(<SeriesTable series={series} label="Posts an hour" onOpen={() => undefined} />)
  expect(html.match(/<tr>/gu)).toHaveLength(4)
  expect(html).toContain('Announced 13:00 · not heard: Bluesky')
  expect(html).toContain('<td class="n">–</td>')
  expect(html).toContain('2 *')
  expect(html.match(/<button/gu)).toHaveLength(2)
})

const share = (id: string, count: number) => ({ id, name: id, count, look: 'positive' as const })

test('under thirty nothing is coloured and no percent is said; from thirty on both are', async () => {
  const few = await drawn(<ShareBar name="French" shares={[share('happy', 20), share('unhappy', 9)]} />)
  expect(few).toContain('29 posts: too few to tell')
  expect(few).not.toContain('share-bar')
  expect(few).not.toMatch(/\d\s?%/u)
  expect(few).not.toContain('class="positive"')
  const enough = await drawn(<ShareBar name="French" shares={[share('happy', 21), share('unhappy', 9)]} />)
  expect(enough).toContain('share-bar')
  expect(enough).toContain('70%')
  expect(await drawn(<ShareBar name="x" shares={[share('happy', 30)]} />, 'fr')).toContain('100 %')
})

test('a size that cannot be told from the reference is an open dot; one that is not known says why', async () => {
  const html = await drawn(
    <IntervalDots
      label="Times"
      sentence="s"
      reference={1}
      referenceName="usual"
      format={String}
      rows={[
        { id: 'a', name: 'A', interval: { value: 1.2, low: 0.8, high: 2 } },
        { id: 'b', name: 'B', interval: { value: 3, low: 2, high: 4 } },
        { id: 'c', name: 'C', why: 'Too little to tell.' },
      ]}
    />,
  )
  expect(html.match(/class="level"/gu)).toHaveLength(1)
  expect(html.match(/class="above"/gu)).toHaveLength(1)
  expect(html).toContain('Too little to tell.')
})
