import { expect, test } from 'vitest'
import { dayMs } from '#kernel/time.ts'
import { entriesOf } from '#networks/pages/feed.ts'
import type { PagePoll, PollCount, PublicPage } from '#networks/pages/public-page.ts'
import { renderPage } from '#networks/pages/render-page.ts'
import { hostileTexts, testFeed, testPage } from '#networks/pages/test-pages.ts'

const nowMs = Date.UTC(2031, 3, 7, 13)
const count: PollCount = {
  ...{
    name: 'Mastodon (@city@town.example)',
    url: 'https://town.example/@city/1',
    votes: [30, 10],
    voters: 40,
  },
  ...{ readMs: nowMs, endsMs: nowMs + dayMs, isOver: false },
}

function asking(poll: Partial<PagePoll> = {}, more: Partial<PublicPage> = {}): string {
  const asked = { options: ['Morning', 'Evening'], multiple: false, results: [count], ...poll }
  return renderPage(testPage({ poll: asked, ...more }), { timeZone: 'America/Toronto', nowMs })
}

test('a page shows what is asked, where to vote, the counts with their number and time, and that it is no sample', () => {
  const html = asking()
  expect(html).toContain('<ul class="options"><li><bdi>Morning</bdi></li><li><bdi>Evening</bdi></li></ul>')
  expect(html).toContain('<th scope="row"><bdi>Morning</bdi></th><td>30</td><td>75%</td>')
  expect(html).toContain('People who voted: <bdi>40</bdi>')
  expect(html).toMatch(/Counted <time datetime="2031-04-07T13:00:00.000Z"/)
  expect(html).toContain('href="https://town.example/@city/1"')
  expect(html).toContain('This is not a sample')
  expect(html).not.toContain('are not added up')
})

test('in French the same, in French', () => {
  const html = asking({}, { language: 'fr' })
  expect(html).toContain('Ceci n’est pas un échantillon\u00A0:')
  expect(html).toContain('<td>75\u00A0%</td>')
  expect(html).toContain('Un seul choix par personne.')
})

test('two places stand apart and nothing is added up; what was not counted yet says so', () => {
  const x = { ...count, name: 'X (@city)', votes: [1, 3], voters: 4 }
  const html = asking({ results: [count, x, { name: 'Town', endsMs: nowMs + 1, isOver: false }] })
  expect(html).toContain('are not added up')
  expect(html).toContain('<td>1</td><td>25%</td>')
  expect(html).toContain('Not counted yet.')
  expect(html).not.toContain('>44<')
})

test('where people chose several, shares are of the people; where their number is unknown, of the votes', () => {
  const several = { ...count, votes: [30, 20], voters: 40 }
  expect(asking({ multiple: true, results: [several] })).toContain('<td>20</td><td>50%</td>')
  const { voters: _, ...unknown } = several
  expect(asking({ results: [unknown] })).toContain('<td>20</td><td>40%</td>')
  expect(asking({ results: [{ ...count, votes: [0, 0], voters: 0 }] })).toContain('<td>0</td><td>–</td>')
})

test('what ended says when, also when nobody counted since, and offers no vote', () => {
  const html = asking({ results: [{ ...count, endsMs: nowMs - 1 }] })
  expect(html).toMatch(/Ended <time/)
  expect(html).not.toContain('Vote on')
})

test('without counts only the options stand; a page that was withdrawn shows nothing of it', () => {
  const html = asking({ results: [] })
  expect(html).toContain('Evening')
  expect(html).not.toContain('sample')
  const gone = asking({}, { text: '', withdrawn: { atMs: nowMs, words: 'Taken back.' } })
  expect(gone).not.toContain('Morning')
})

test('nothing in an option, a name or an address is ever markup', () => {
  for (const hostile of Object.values(hostileTexts)) {
    const html = asking({
      options: [hostile, 'Evening'],
      results: [{ ...count, name: hostile, url: `javascript:${hostile}` }],
    })
    expect(html).not.toMatch(/<script>|<img src=x|javascript:alert\(1\)"|<style>\W*<\/style><script/)
    expect(html).not.toContain('href="javascript')
  }
})

test('in a feed the options stand as text, without counts', () => {
  const poll = { options: ['Morning', 'Evening'], multiple: false, results: [count] }
  const [entry] = entriesOf(testFeed([testPage({ poll })]))
  expect(entry?.plain).toContain('Bring a bottle.\n\n- Morning\n- Evening')
  expect(entry?.plain).not.toContain('30')
})
