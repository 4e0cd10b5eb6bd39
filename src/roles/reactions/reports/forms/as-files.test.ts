import { parse } from 'csv-parse/sync'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { csvOf } from '#roles/reactions/reports/forms/as-csv.ts'
import { htmlOf, reportPolicy } from '#roles/reactions/reports/forms/as-html.ts'
import { pictureOf } from '#roles/reactions/reports/forms/as-png.ts'
import { pageOf } from '#roles/reactions/reports/telling/page-of.ts'
import { madeUpEvidence, telling } from '#roles/reactions/reports/test-evidence.ts'

const hostile = '=HYPERLINK("https://evil.example","x") <script>alert(1)</script>'

function hostileEvidence() {
  const evidence = madeUpEvidence()
  evidence.announcement.title = hostile
  evidence.announcement.url = 'javascript:alert(1)'
  const [theme] = evidence.analysis.themes.themes
  if (theme !== undefined) theme.terms = ['+cmd|calc', '@sum(a1)'].map((text) => ({ text, posts: 1 }))
  const [question] = evidence.analysis.questions.questions
  if (question !== undefined) question.text = '-2+3" onclick="x'
  const [post] = evidence.posts
  if (post !== undefined) post.url = 'javascript:alert(1)//https://x'
  return evidence
}

test('the page is one file that runs and fetches nothing, in both languages', async () => {
  for (const language of ['en', 'fr'] as const) {
    const html = htmlOf(await pageOf(madeUpEvidence(), { ...telling, language }))
    expect(html).toContain(`<html lang="${language}-CA">`)
    expect(html).not.toMatch(/<script|<iframe|<form|<link|\son\w+=|src="http/)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html.match(/<svg[^>]+role="img"[^>]+aria-label="[^"]{20,}"/g)).toHaveLength(3)
    expect(html).toContain('lang="fr" dir="auto">Les heures du conte')
  }
  expect(reportPolicy()).toContain("default-src 'none'")
})

test('what people wrote is text in the page, and leads nowhere but to the web', async () => {
  const html = htmlOf(await pageOf(hostileEvidence(), telling))
  expect(html).not.toContain('<script')
  expect(html).not.toContain('onclick="')
  expect(html).not.toContain('href="javascript')
})

test('every number of a report leads to the posts behind it', async () => {
  const { front } = await pageOf(madeUpEvidence(), telling)
  const counted = front[0]?.table?.rows.map((row) => row[1]?.href) ?? []
  expect(counted.length).toBeGreaterThan(5)
  for (const href of counted)
    expect(href).toMatch(/^https:\/\/desk\.example\/reactions\/posts\?watches=w1&from=/)
  const tone = front[1]?.table?.rows[1]?.[2]?.href ?? ''
  expect(Object.fromEntries(new URL(tone).searchParams)).toMatchObject({ tone: 'positive', lang: 'en' })
})

test('every form leads back to the desk, and to the frozen figures', async () => {
  const page = await pageOf(madeUpEvidence(), telling)
  for (const form of [htmlOf(page), csvOf(page)]) {
    expect(form).toContain('https://desk.example/reactions/announcements/a1')
    expect(form).toContain('https://desk.example/reactions/evidence/e1')
  }
})

test('what was not heard is hatched, and said in words in every form; older evidence without it stays as it was', async () => {
  const evidence = madeUpEvidence()
  const linesOf = ({ front }: Awaited<ReturnType<typeof pageOf>>): number =>
    front[0]?.picture?.(600).marks.length ?? 0
  const before = await pageOf(evidence, telling)
  const linesBefore = linesOf(before)
  const { course } = evidence.analysis.volume
  course.gaps = [
    { label: 'X', from: course.points[5]?.at ?? '', to: course.points[9]?.at ?? '' },
    { label: 'Mastodon', from: '2020-01-01T00:00:00.000Z', to: '2020-01-02T00:00:00.000Z' },
  ]
  const hatched = await pageOf(evidence, telling)
  expect(linesOf(hatched)).toBeGreaterThan(linesBefore + 10)
  expect(csvOf(before)).not.toContain('Not heard')
  for (const form of [htmlOf(hatched), csvOf(hatched)]) expect(form).toMatch(/Not heard: .*X \(/u)
  expect(htmlOf(hatched)).toContain('hatched: not heard')
  const french = htmlOf(await pageOf(evidence, { ...telling, language: 'fr' }))
  expect(french).toMatch(/Pas entendu\u00A0: Mastodon \(du .+ au .+\), X \(.+ à \d\d\u00A0?.+\)\./u)
})

test('where the posts have expired the numbers stand alone', async () => {
  const evidence = madeUpEvidence()
  delete evidence.analysis.queries.reaction.posts
  const { front, figures } = await pageOf(evidence, telling)
  expect(
    front.flatMap(({ table }) => table?.rows.flat() ?? []).filter(({ href }) => href?.includes('/posts')),
  ).toEqual([])
  expect(figures[0]).not.toHaveProperty('href')
})

test('the table holds every figure as it is, and no cell is a formula', async () => {
  const page = await pageOf(hostileEvidence(), telling)
  const rows: string[][] = parse(csvOf(page), { bom: true })
  const [head, ...lines] = rows
  expect(head).toEqual(['Part', 'Row', 'Column', 'Value', 'As shown', 'Query', 'Coverage'])
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  const tone = lines.find(
    ([part, row, column]) => part === 'How it sounded' && row === 'English' && column === 'Positive',
  )
  expect(tone?.slice(3, 5)).toEqual(['0.61', '61%'])
  expect(tone?.[6]).toContain('13 sources')
})

test('a picture is a sharp PNG that carries its title, sentence and coverage; one that is not there is none', async () => {
  const page = await pageOf(madeUpEvidence(), { ...telling, language: 'fr', isPractice: true })
  for (const key of ['volume', 'tone', 'themes'] as const) {
    const bytes = await pictureOf(page, key)
    const { width, height, format } = await sharp(bytes).metadata()
    expect({ format, width }).toEqual({ format: 'png', width: 1440 })
    expect(height).toBeGreaterThan(300)
  }
  const empty = madeUpEvidence()
  empty.analysis.themes.themes = []
  expect(await pictureOf(await pageOf(empty, telling), 'themes')).toBeUndefined()
})

test('letters are drawn: a picture in a script the font lacks still has words', async () => {
  const evidence = madeUpEvidence()
  const plain = await pictureOf(await pageOf(evidence, telling), 'themes')
  const [theme] = evidence.analysis.themes.themes
  if (theme !== undefined) theme.terms = [{ text: 'مكتبة', posts: 4 }]
  const arabic = await pictureOf(await pageOf(evidence, telling), 'themes')
  expect(arabic?.length).toBeGreaterThan(10_000)
  expect(arabic?.equals(plain ?? Buffer.alloc(0))).toBe(false)
})

test('a report from practice says so in every form', async () => {
  const page = await pageOf(madeUpEvidence(), { ...telling, isPractice: true })
  expect(htmlOf(page)).toContain('Nothing in this report is real')
  expect(csvOf(page)).toContain('Nothing in this report is real')
  expect(page.practice).toBeDefined()
})
