import { expect, test } from 'vitest'
import { courseSeries, gapsOf, marksOf } from '#roles/reactions/web/announcement/series-of.ts'

const startedAt = '2026-11-24T21:00:00.000Z'
const names = { posts: 'Posts', usual: 'usual' }

test('posts against the usual, which breaks where too little is known of it', () => {
  const point = (minute: number, usual?: { mean: number; low: number; high: number }) => ({
    at: new Date(Date.parse(startedAt) + minute * 60_000).toISOString(),
    posts: minute,
    authors: minute,
    ...(usual ? { usual } : {}),
  })
  const points = [point(0), point(10, { mean: 1, low: 0, high: 3 })]
  const series = courseSeries({ bucketMin: 10, points }, { names, marks: [], gaps: [] })
  expect(series).toMatchObject({ startMs: Date.parse(startedAt), bucketMs: 600_000 })
  expect(series?.band?.high).toEqual([undefined, 3])
  expect(courseSeries({ bucketMin: 10, points: [point(0)] }, { names, marks: [], gaps: [] })?.band).toBe(
    undefined,
  )
  expect(courseSeries({ bucketMin: 10, points: [] }, { names, marks: [], gaps: [] })).toBeUndefined()
})

test('each newsroom is marked once, with its first item after the announcement', () => {
  const item = (label: string, at: string) => ({ postId: at, label, at, text: '' })
  const marks = marksOf(
    { startedAt, annotations: [{ id: 'n', at: startedAt, text: 'We answered', by: 'Sam', kind: 'note' }] },
    {
      items: [
        item('Gazette', '2026-11-24T20:00:00.000Z'),
        item('Gazette', '2026-11-24T21:27:00.000Z'),
        item('Gazette', '2026-11-24T22:00:00.000Z'),
      ],
    },
    { announced: () => 'Announced', news: (name, at) => `${name} ${at.slice(11, 16)}` },
  )
  expect(marks.map(({ label }) => label)).toEqual(['Announced', 'Gazette 21:27', 'We answered'])
})

test('in evidence without stretches, what is missing is a gap only where it is known since when', () => {
  const coverage = {
    since: startedAt,
    sources: 2,
    missing: [{ label: 'X', since: startedAt }, { label: 'Y' }],
  }
  const frozenEarlier = { course: {}, trace: { coverage } }
  expect(gapsOf(frozenEarlier, 9)).toEqual([{ label: 'X', fromMs: Date.parse(startedAt), toMs: 9 }])
})

test('stretches the analysis names are taken as they are, also when there are none', () => {
  const coverage = { since: startedAt, sources: 1, missing: [{ label: 'X', since: startedAt }] }
  const gap = { label: 'Y', from: startedAt, to: '2026-11-24T21:05:00.000Z' }
  expect(gapsOf({ course: { gaps: [gap] }, trace: { coverage } }, 9)).toEqual([
    { label: 'Y', fromMs: Date.parse(startedAt), toMs: Date.parse(gap.to) },
  ])
  expect(gapsOf({ course: { gaps: [] }, trace: { coverage } }, 9)).toEqual([])
})
