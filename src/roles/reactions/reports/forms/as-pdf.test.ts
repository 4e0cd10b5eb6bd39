import { expect, test } from 'vitest'
import { pdfOf } from '#roles/reactions/reports/forms/as-pdf.ts'
import type { ReportLanguage } from '#roles/reactions/reports/telling/formats.ts'
import { pageOf } from '#roles/reactions/reports/telling/page-of.ts'
import { madeUpEvidence, telling, tones } from '#roles/reactions/reports/test-evidence.ts'
import { inOrder, readPdf } from '#roles/reactions/reports/forms/test-pdf.ts'
import type { Evidence } from '#roles/reactions/evidence/contract.ts'

const made = { timeZone: 'America/Toronto', madeAtMs: 0, author: 'Ana Roy' }

function pdf(evidence: Evidence = madeUpEvidence(), language: ReportLanguage = 'en'): Promise<Buffer> {
  return pageOf(evidence, { ...telling, language }).then((page) => pdfOf(page, made))
}

test('a report as PDF says its language and title, is tagged, and claims PDF/UA', async () => {
  const read = readPdf(await pdf(madeUpEvidence(), 'fr'))
  expect(read).toMatchObject({ lang: 'fr-CA', isMarked: true, showsTitle: true, isUa: true })
  expect(read.title).toBe('Libraries open on Sundays from November')
  expect(read.outlines).toHaveLength(3)
})

test('headings follow each other without a gap, from the title down', async () => {
  const order = inOrder(readPdf(await pdf()).root)
  const levels = order.filter(({ type }) => /^H\d$/.test(type)).map(({ type }) => Number(type[1]))
  expect(levels[0]).toBe(1)
  expect(levels.filter((one) => one === 1)).toHaveLength(1)
  for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1)
  expect(levels.filter((one) => one === 2).length).toBeGreaterThanOrEqual(6)
})

test('every picture has words, every table heads for its columns and rows, every link something to press', async () => {
  const order = inOrder(readPdf(await pdf()).root)
  const figures = order.filter(({ type }) => type === 'Figure')
  expect(figures).toHaveLength(3)
  for (const { alt } of figures) expect(alt?.length).toBeGreaterThan(20)
  const tables = order.filter(({ type }) => type === 'Table')
  expect(tables.length).toBeGreaterThanOrEqual(8)
  for (const { kids } of tables) {
    const [head, ...rows] = kids
    expect(head?.kids.every(({ type, scope }) => type === 'TH' && scope === 'Column')).toBe(true)
    expect(rows.length).toBeGreaterThan(0)
    for (const { kids: cells } of rows) {
      expect(cells).toHaveLength(head?.kids.length ?? -1)
      expect(cells[0]).toMatchObject({ type: 'TH', scope: 'Row' })
      expect(cells.slice(1).every(({ type }) => type === 'TD')).toBe(true)
    }
  }
  const links = order.filter(({ type }) => type === 'Link')
  expect(links.length).toBeGreaterThan(20)
  for (const link of links) expect(link).toMatchObject({ content: 1, links: 1 })
})

test('words in another language are marked as such', async () => {
  const cells = inOrder(readPdf(await pdf()).root).filter(({ type }) => type === 'TH')
  expect(cells.filter(({ lang }) => lang === 'fr')).toHaveLength(1)
})

test('what the font lacks is named in words, and read as it was written', async () => {
  const evidence = madeUpEvidence()
  const [first, ...others] = evidence.analysis.questions.questions
  if (first === undefined) throw new Error('there should be a question')
  evidence.analysis.questions.questions = [{ ...first, text: 'هل المكتبة مفتوحة؟ 🎉', lang: 'ar' }, ...others]
  const read = readPdf(await pdf(evidence))
  expect(read.actualTexts.join(' ')).toContain('مفتوحة')
  expect(read.actualTexts).toContain('🎉')
})

test('the same report is the same bytes', async () => {
  const [first, second] = await Promise.all([pdf(), pdf()])
  expect(first.equals(second)).toBe(true)
})

test('a report of two million posts, of the longest texts and of many rows still is one page and a short annex', async () => {
  const long = 'W'.repeat(40)
  const { announcement, analysis, ...evidence } = madeUpEvidence()
  const words = Array.from({ length: 80 }, () => long).join(' ')
  const big = madeUpEvidence({
    ...evidence,
    announcement: { ...announcement, title: words.slice(0, 200), text: words },
    analysis: {
      ...analysis,
      volume: {
        ...analysis.volume,
        ...{ posts: 2_000_000, authors: 1_400_000 },
        effect: { ...analysis.volume.effect, words: { en: words, fr: words } },
        course: {
          bucketMin: 60,
          points: Array.from({ length: 400 }, (_, i) => ({
            ...{
              at: new Date(Date.UTC(2026, 10, 1) + i * 3_600_000).toISOString(),
              posts: i * 50,
              authors: i,
            },
          })),
        },
      },
      sentiment: {
        ...analysis.sentiment,
        languages: Array.from({ length: 8 }, () => ({
          lang: 'en',
          tones: tones(300_000, 200_000, 100_000, 50_000),
        })),
      },
      questions: {
        ...analysis.questions,
        questions: Array.from({ length: 200 }, (_, i) => ({
          ...{ id: `q${i}`, text: words.slice(0, 400), posts: 9000, authors: 8000, samples: [] },
          ...{ firstAt: announcement.startedAt, state: 'unanswered' as const },
        })),
      },
      themes: {
        ...analysis.themes,
        themes: Array.from({ length: 60 }, (_, i) => ({
          ...{ id: `t${i}`, posts: 100_000, authors: 9000, questions: 3, samples: [] },
          ...{
            terms: [
              { text: long, posts: 3 },
              { text: long, posts: 2 },
            ],
            tones: tones(1, 1, 1, 1),
          },
        })),
      },
    },
    posts: Array.from({ length: 4000 }, (_, i) => ({
      ...{ id: `m:${i}`, network: 'mastodon', at: announcement.startedAt, state: 'there' as const },
      url: `https://social.example/@x/${i}`,
    })),
  })
  const page = await pageOf(big, telling)
  const read = readPdf(await pdfOf(page, made))
  expect(read.pages).toBeLessThanOrEqual(9)
  // The page itself is one sheet: the annex begins on the second.
  expect(page.front.map(({ key }) => key)).toEqual(['volume', 'tone', 'questions', 'themes'])
})

test('too little to tell is said, and nothing is coloured', async () => {
  const evidence = madeUpEvidence()
  evidence.analysis.sentiment = {
    ...{ trace: evidence.analysis.sentiment.trace, languages: [] },
    reaction: tones(4, 2, 1, 3),
  }
  evidence.analysis.themes = { ...evidence.analysis.themes, themes: [], others: 7 }
  evidence.analysis.questions = { ...evidence.analysis.questions, questions: [], unanswered: 0 }
  evidence.posts = []
  const page = await pageOf(evidence, telling)
  const picture = page.front[1]?.picture?.(300)
  expect(picture?.marks.some((mark) => ['glad', 'even', 'unhappy'].includes(mark.ink))).toBe(false)
  expect(page.figures[1]).toMatchObject({ value: '?', label: 'Too little to tell' })
  expect(inOrder(readPdf(await pdfOf(page, made)).root).filter(({ type }) => type === 'Figure')).toHaveLength(
    2,
  )
})
