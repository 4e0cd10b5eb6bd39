import { expect, test } from 'vitest'
import { dayMs } from '#kernel/time.ts'
import { htmlToText } from '#networks/feeds/html-text.ts'
import { withoutControls } from '#networks/pages/html.ts'
import type { PublicPage } from '#networks/pages/public-page.ts'
import { renderPage, type PageSurroundings } from '#networks/pages/render-page.ts'
import { hostileTexts, testPage } from '#networks/pages/test-pages.ts'

const around: PageSurroundings = { timeZone: 'America/Toronto', nowMs: Date.UTC(2031, 3, 7, 13) }
const render = (more: Partial<PublicPage> = {}, other: Partial<PageSurroundings> = {}): string =>
  renderPage(testPage(more), { ...around, ...other })

/** What a browser would run or load beside the page: nothing but the data of its own. */
function foreignIn(html: string): string[] {
  const tags =
    html.replace(/<script type="application\/ld\+json">[^<]*<\/script>/g, '').match(/<[a-z!/][^>]*>/gi) ?? []
  const bad =
    /^<(?:script|iframe|object|embed|base|form|link rel="stylesheet")|(?:href|src)="(?!https?:\/\/)|^<img(?!.* alt=")/i
  return tags.filter((tag) => bad.test(tag) || /\son\w+\s*=/i.test(tag.replaceAll(/="[^"]*"/g, '=""')))
}

function dataOf(html: string): Record<string, unknown> {
  const text = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(html)?.[1] ?? '{}'
  return JSON.parse(text) as Record<string, unknown> // a test looks into it
}

const squeezed = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim()

test('a page says its message, its language, when and by whom, and names itself in both languages', () => {
  const html = render()
  expect(html).toMatch(/^<!doctype html><html lang="en-CA" dir="ltr">/)
  expect(html).toContain('<p>The water is cut on King Street until six. Bring a bottle.</p>')
  expect(html).toContain('<time datetime="2031-04-07T12:00:00.000Z">April 7, 2031 at 8:00')
  expect(html).toMatch(/8:00[^<]*EDT<\/time>/)
  expect(html).toContain('<link rel="canonical" href="https://havre-clair.example/m/1-en">')
  expect(html).toContain('<link rel="alternate" hreflang="en-CA" href="https://havre-clair.example/m/1-en">')
  expect(html).toContain('<link rel="alternate" hreflang="fr-CA" href="https://havre-clair.example/m/1-fr">')
  expect(html).toMatch(/<a href="[^"]+1-fr" hreflang="fr-CA" lang="fr-CA">Français<\/a>/)
  expect(html.match(/<h1/g)).toHaveLength(1)
  expect(Buffer.byteLength(html)).toBeLessThan(10_000)
})

test('in French all of it is French', () => {
  const html = render({
    language: 'fr-CA',
    text: 'L’eau est coupée.',
    corrections: [{ atMs: 0, words: 'Rue corrigée.' }],
    contentWarning: 'Inondation',
  })
  expect(html).toContain('lang="fr-CA"')
  expect(html).toMatch(/7 avril 2031/)
  for (const words of [
    'Publié',
    'Corrections',
    'Avertissement de contenu',
    'Tous les messages de',
    'Autres langues',
  ])
    expect(html).toContain(words)
  expect(html.replace(/<script.*<\/script>/s, '')).not.toMatch(/Published|Content warning|All messages/)
})

test.each(Object.entries(hostileTexts))(
  '%s: nothing runs, nothing is loaded, and every word is there once',
  (_, text) => {
    for (const html of [
      render({ text }),
      render({ text: 'Fine.', from: { name: text, url: text } }),
      render({ text, contentWarning: text, alternates: [{ language: text, url: text }] }),
      render({ text: 'Fine.', corrections: [{ atMs: 0, words: text }], language: text }),
      render({ text, media: [{ url: text, mediaType: 'image/png', bytes: 1, alt: text }] }),
      render(
        { text: 'Fine.', withdrawn: { atMs: 0, words: text } },
        { nonce: text, feeds: [{ url: text, type: text, title: text }] },
      ),
    ]) {
      expect(foreignIn(html)).toEqual([])
      expect(html.isWellFormed()).toBe(true)
      expect(withoutControls(html)).toBe(html)
      expect(() => dataOf(html)).not.toThrow()
      expect(html.match(/<\/style>/g)).toHaveLength(1)
      expect(html.match(/<\/article>/g)).toHaveLength(1)
    }
    const html = render({ text })
    const words = /<article>.*<\/article>/s.exec(html)?.[0].replace(/<p class="times">.*?<\/p>/s, '')
    const shown = htmlToText(words ?? '').text
    expect(squeezed(shown)).toContain(squeezed(withoutControls(text)))
    // What is around the words stays small, whatever they are.
    const escapes = (html.match(/&#\d+;/g) ?? []).length * 5
    expect(Buffer.byteLength(html) - Buffer.byteLength(text) - escapes).toBeLessThan(10_000)
  },
)

test('web addresses are links, without the full stop behind them; nothing else is', () => {
  const html = render({
    text: 'See https://havre-clair.example/a?b=1&c=2. (Or http://x.example/y) not javascript:alert(1) or ftp://x.example',
  })
  const links = [
    ...(/<article>.*<\/article>/s.exec(html)?.[0].matchAll(/<a href="([^"]*)">([^<]*)</g) ?? []),
  ].map(([, href]) => href)
  expect(links).toEqual(['https://havre-clair.example/a?b=1&#38;c=2', 'http://x.example/y'])
})

test('a short first line is the heading, and no word is said twice', () => {
  const html = render({ text: 'Water cut on King Street\n\nUntil six.\nBring a bottle.' })
  expect(html).toContain('<h1>Water cut on King Street</h1>')
  expect(html).toContain('<p class="from"><bdi>City of Havre-Clair</bdi></p>')
  expect(html).toContain('<p>Until six.<br>Bring a bottle.</p>')
  expect(html.match(/<article>.*<\/article>/s)?.[0].match(/Water cut/g)).toHaveLength(1)
  expect(html).toContain('<title>Water cut on King Street – City of Havre-Clair</title>')
})

test('behind a warning the words and files wait until somebody opens them, and no other place shows them', () => {
  const html = render({
    text: 'A secret heading\n\nWords of an accident.',
    contentWarning: 'Injuries',
    media: [{ url: 'https://havre-clair.example/f/1', mediaType: 'image/png', bytes: 70, alt: 'A car' }],
  })
  expect(html).toMatch(
    /<details><summary><span>Content warning:<\/span> <bdi>Injuries<\/bdi><\/summary><p>A secret heading<\/p>.*<img [^>]*alt="A car"[^>]*><\/figure><\/details>/s,
  )
  expect(html).toContain('<meta name="description" content="Injuries">')
  expect(html).not.toMatch(/<title>[^<]*secret/)
  expect(JSON.stringify(dataOf(html))).not.toContain('secret')
})

test('what was withdrawn says so, shows nothing of itself, and is left out of search engines', () => {
  const html = render({
    withdrawn: { atMs: Date.UTC(2031, 3, 8), words: 'The street was wrong.' },
    media: [{ url: 'https://havre-clair.example/f/1', mediaType: 'image/png', bytes: 70, alt: 'A map' }],
  })
  expect(html).toContain('This message was withdrawn')
  expect(html).toContain('The street was wrong.')
  expect(html).not.toContain('King Street')
  expect(html).not.toContain('A map')
  expect(html).toContain('<meta name="robots" content="noindex">')
  expect(dataOf(html)).toMatchObject({ creativeWorkStatus: 'Withdrawn' })
})

test('a correction is dated and stands below the words', () => {
  const html = render({
    changedMs: Date.UTC(2031, 3, 7, 14),
    corrections: [{ atMs: Date.UTC(2031, 3, 7, 14), words: 'Until six, not five.' }],
  })
  expect(html).toMatch(/Corrected <time datetime="2031-04-07T14:00/)
  expect(html).toMatch(
    /<h2>Corrections<\/h2><ul><li><span>Corrected on <time [^>]+>April 7, 2031 at 10:00[^<]+<\/time>:<\/span> <bdi>Until six, not five.<\/bdi>/,
  )
  expect(dataOf(html)).toMatchObject({
    dateModified: '2031-04-07T14:00:00.000Z',
    correction: [
      {
        '@type': 'CorrectionComment',
        text: 'Until six, not five.',
        datePublished: '2031-04-07T14:00:00.000Z',
      },
    ],
  })
  expect(dataOf(render())).not.toHaveProperty('correction')
  const withdrawn = { atMs: Date.UTC(2031, 3, 7, 15), words: 'Taken back.' }
  const gone = render({ corrections: [{ atMs: 0, words: 'Until six.' }], withdrawn, text: '' })
  expect(gone).not.toContain('Until six.')
})

test('a correction in French is dated in French, with its space before the colon', () => {
  const corrections = [{ atMs: Date.UTC(2031, 3, 7, 14), words: 'Jusqu’à 18 h, et non 17 h.' }]
  expect(render({ language: 'fr-CA', text: 'L’eau est coupée.', corrections })).toMatch(
    /<span>Corrigé le <time [^>]+>7 avril 2031[^<]+<\/time>\u00A0:<\/span> <bdi>Jusqu’à 18 h, et non 17 h.<\/bdi>/u,
  )
})

test('the data for machines is that of its kind, with what it needs', () => {
  expect(dataOf(render())).toMatchObject({
    ...{ '@context': 'https://schema.org', '@type': 'NewsArticle', inLanguage: 'en-CA' },
    headline: 'The water is cut on King Street until six. Bring a bottle.',
    datePublished: '2031-04-07T12:00:00.000Z',
    author: { '@type': 'GovernmentOrganization', name: 'City of Havre-Clair' },
  })
  const expiresMs = around.nowMs + dayMs
  expect(dataOf(render({ kind: 'announcement', expiresMs }))).toMatchObject({
    ...{ '@type': 'SpecialAnnouncement', datePosted: '2031-04-07T12:00:00.000Z' },
    ...{ text: testPage().text, expires: new Date(expiresMs).toISOString() },
  })
})

test('an end that has passed is told as passed', () => {
  expect(render({ expiresMs: around.nowMs + 1 })).toContain('Valid until')
  expect(render({ expiresMs: around.nowMs })).toContain('No longer valid since')
})

test('a language that is written from the right is, and our own words in it are marked as English', () => {
  const html = render({ language: 'ar', text: hostileTexts['arabic'] ?? '' })
  expect(html).toContain('<html lang="ar" dir="rtl">')
  expect(html).toMatch(/<h1 lang="en" dir="ltr">Message from <bdi>City of Havre-Clair<\/bdi><\/h1>/)
  expect(render({ language: 'az-Arab' })).toContain('dir="rtl"')
  expect(render({ language: 'pa' })).toContain('dir="ltr"')
})

test('a practice page says so and is left out of search engines', () => {
  const html = render({}, { isPractice: true, nonce: 'abc' })
  expect(html).toContain('Practice: this is an exercise.')
  expect(html).toContain('<title>[Practice] ')
  expect(html).toContain('<meta name="description" content="[Practice] ')
  expect(html).not.toContain('application/ld+json')
  expect(render({})).toContain('application/ld+json')
  expect(html).toContain('noindex')
  expect(html).toContain('<style nonce="abc">')
})

test('films and sounds have controls and their description as text', () => {
  const url = 'https://havre-clair.example/f/1'
  const html = render({
    media: [
      { url, mediaType: 'video/mp4', bytes: 9, alt: 'The river' },
      { url, mediaType: 'audio/mpeg', bytes: 9, alt: '' },
    ],
  })
  expect(html).toContain(
    `<video src="${url}" controls preload="none" aria-label="The river"></video><figcaption>The river</figcaption>`,
  )
  expect(html).toContain(
    '<audio src="https://havre-clair.example/f/1" controls preload="none" aria-label="Sound"></audio>',
  )
})

test('what is no language tag does no harm', () => {
  for (const language of [
    '',
    'x',
    'abcd',
    'en-',
    'fr--CA',
    'en-a',
    'zz',
    'en-CA-u-nu-thai',
    'a'.repeat(100),
  ]) {
    const html = render({ language, alternates: [{ language, url: 'https://havre-clair.example/m/2' }] })
    expect(html).toMatch(/<html lang="[a-zA-Z0-9-]+" dir="ltr">/)
  }
})

test('a film has its captions, shown from the start and named in their own language', () => {
  const video = {
    url: `https://havre-clair.example/p/1/files/0`,
    mediaType: 'video/mp4',
    bytes: 9,
    alt: 'The quay',
  }
  const captions = { url: 'https://havre-clair.example/p/1/files/0/captions.vtt', language: 'fr' }
  const html = renderPage(testPage({ media: [{ ...video, captions }] }), around)
  expect(html).toContain(
    '<track kind="captions" src="https://havre-clair.example/p/1/files/0/captions.vtt" srclang="fr" label="Français" default></video>',
  )
  expect(renderPage(testPage({ media: [video] }), around)).not.toContain('<track')
  const odd = { url: 'javascript:alert(1)', language: 'fr' }
  expect(renderPage(testPage({ media: [{ ...video, captions: odd }] }), around)).not.toContain('<track')
})

test('a link is a block with its title, its words and where it leads; what is no web address is left out', () => {
  const link = {
    url: 'https://ville.example/carte?a=1&b="',
    title: 'Carte <b>des</b> rues',
    description: 'Rues & ponts',
  }
  const picture = {
    url: 'https://havre-clair.example/p/1/link-picture',
    mediaType: 'image/png',
    bytes: 9,
    alt: '',
  }
  const html = renderPage(testPage({ link: { ...link, picture } }), around)
  expect(html).toContain('<a class="link" href="https://ville.example/carte?a=1&#38;b=%22">')
  expect(html).toContain(
    '<strong>Carte &#60;b&#62;des&#60;/b&#62; rues</strong><span>Rues &#38; ponts</span><small>ville.example</small>',
  )
  expect(html).toContain('<img src="https://havre-clair.example/p/1/link-picture" alt="" loading="lazy">')
  expect(renderPage(testPage({ link: { ...link, url: 'javascript:alert(1)' } }), around)).not.toContain(
    'class="link"',
  )
})
