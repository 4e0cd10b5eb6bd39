import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileTexts } from '#networks/pages/test-pages.ts'
import { openSite, testOrigin } from '#roles/publishing/own-pages/test-site.ts'
import type { Topic } from '#sending/topics/contract.ts'

let site: Awaited<ReturnType<typeof openSite>>
const topics: Topic[] = [
  { id: 'water', names: { en: 'Water', fr: 'Eau' }, retired: false },
  { id: 'roads', names: { en: 'Roads', fr: 'Routes' }, retired: false },
  { id: 'elections', names: { en: 'Elections', fr: 'Élections' }, retired: true },
  { id: 'unused', names: { en: 'Unused', fr: 'Inutilisé' }, retired: false },
]
beforeAll(async () => {
  site = await openSite(
    { webSubHub: 'https://hub.example/' },
    { topics: async () => topics, subscribePath: '/subscribe' },
  )
  const say = async (key: string, text: string, o: { language?: string; topics?: string[] }): Promise<void> =>
    void (await site.say(text, { key, ...o }))
  await say('w1-0', 'The water is cut.', { topics: ['roads', 'water'] })
  await say('w2-0', 'L’eau est coupée.', { language: 'fr', topics: ['roads', 'water'] })
  await say('r1-0', 'King Street is closed.', { topics: ['roads'] })
  await say('v1-0', 'Vote on Monday.', { topics: ['elections'] })
  await say('n1-0', 'The pool opens.', {})
  await say('g1-0', 'Planted words about water.', { topics: ['water'] })
  await site.sender.remove?.(
    { nativeId: 'g1-0', url: '' },
    {
      clock: { nowMs: () => site.time.nowMs, sleep: () => new Promise(() => undefined) },
      signal: AbortSignal.timeout(20_000),
    },
  )
}, 60_000)
afterAll(() => site.store.close())

async function look(path: string): Promise<string> {
  const answer = await site.ask(path)
  expect([path, answer.status]).toEqual([path, 200])
  return answer.text()
}

function titles(html: string): string[] {
  return [...html.matchAll(/<h2><a href="[^"]+"><bdi>([^<]+)<\/bdi>/gu)].map(([, title = '']) => title)
}

test('a page names its topics, each leading to all about it in its language', async () => {
  const html = await look('/p/w1-0')
  expect(html).toContain(
    `<p class="more"><span>About:</span> <a href="${testOrigin}/p?lang=en&#38;topic=water"><bdi>Water</bdi></a> <a href="${testOrigin}/p?lang=en&#38;topic=roads"><bdi>Roads</bdi></a></p>`,
  )
  expect(html).toContain('"keywords":"Water, Roads"')
  expect(html).toContain('"about":[{"@type":"Thing","name":"Water"},{"@type":"Thing","name":"Roads"}]')
  const french = await look('/p/w2-0')
  expect(french).toContain(`<a href="${testOrigin}/p?lang=fr&#38;topic=water"><bdi>Eau</bdi></a>`)
  expect(french).toContain('Sujets\u00A0:')
  expect(await look('/p/n1-0')).not.toContain('About:')
})

test('a list of a topic has what is about it, and nothing else; what was withdrawn is in none', async () => {
  const water = await look('/p?lang=en&topic=water')
  expect(titles(water)).toEqual(['The water is cut.'])
  expect(water).toContain('Messages found: <bdi>1</bdi>.')
  expect(water).toContain('<h2><bdi>Water</bdi></h2>')
  expect(water).toContain('<title>Water – Havre-Clair</title>')
  expect(titles(await look('/p?lang=en&topic=roads')).toSorted()).toEqual([
    'King Street is closed.',
    'The water is cut.',
  ])
  expect(titles(await look('/p?lang=fr&topic=water'))).toEqual(['L’eau est coupée.'])
  expect(water).toContain(`hreflang="fr" href="${testOrigin}/p?lang=fr&#38;topic=water"`)
  for (const path of ['/p?lang=en&topic=water', '/feeds/en.rss?topic=water', '/feeds/en.json?topic=water'])
    expect(await look(path)).not.toMatch(/g1-0|Planted/u)
})

test('words and months are looked for within a topic', async () => {
  expect(titles(await look('/p?lang=en&topic=roads&q=king'))).toEqual(['King Street is closed.'])
  expect(titles(await look('/p?lang=en&topic=water&q=king'))).toEqual([])
  const html = await look('/p?lang=en&topic=roads&q=king')
  expect(html).toContain('<input type="hidden" name="topic" value="roads">')
  expect(html).toMatch(/<a href="[^"]+topic=roads&#38;when=2031-04">April<\/a> \(2\)/u)
  expect(titles(await look('/p?lang=en&topic=roads&when=2031-04'))).toHaveLength(2)
  expect(titles(await look('/p?lang=en&topic=roads&when=2030'))).toEqual([])
})

test('the list offers the topics it has messages about, and a way to subscribe to one that is not retired', async () => {
  const all = await look('/p?lang=en')
  expect(all).toMatch(
    /<summary><span>By topic<\/span><\/summary><ul><li><a href="[^"]+topic=water"><bdi>Water<\/bdi><\/a> \(1\)<\/li>/u,
  )
  expect(all).toContain('<bdi>Roads</bdi></a> (2)')
  expect(all).not.toContain('Unused')
  const link = `<a href="${testOrigin}/subscribe?lang=en&#38;topic=water"><span>Subscribe to this topic</span></a>`
  expect(await look('/p?lang=en&topic=water')).toContain(link)
  expect(await look('/p?lang=fr&topic=water')).toContain('S’abonner à ce sujet')
  const retired = await look('/p?lang=en&topic=elections')
  expect(titles(retired)).toEqual(['Vote on Monday.'])
  expect(retired).not.toContain('Subscribe to this topic')
  expect(await look('/p?lang=en&topic=unused')).toContain('No message was published about this topic yet.')
})

test.each(['nothing', 'Water', 'water ', "water' or true", '<script>', '%00', 'é', 'a'.repeat(5000), '-'])(
  'a topic there is not (%s) is a plain 404, as a page and as a feed',
  async (topic) => {
    for (const path of ['/p?lang=fr&', '/p?', '/feeds/en.rss?', '/feeds/fr.atom?']) {
      const answer = await site.ask(`${path}topic=${encodeURIComponent(topic)}`)
      expect(answer.status).toBe(404)
      const html = await answer.text()
      expect(html).toContain('There is no such topic')
      expect(html).toContain('Ce sujet n’existe pas')
    }
  },
)

test('an empty topic is none, as a form sends it', async () => {
  expect(await look('/p?lang=en&topic=')).toBe(await look('/p?lang=en'))
})

test('feeds of a topic have its items alone, name themselves, and say what each item is about', async () => {
  const rss = await look('/feeds/en.rss?topic=water')
  expect(rss).toContain('<title>Havre-Clair – Water</title>')
  expect(rss).toContain('What Havre-Clair says in public about this topic: Water.')
  expect(rss).toContain(`href="${testOrigin}/feeds/en.rss?topic=water"`)
  expect([...rss.matchAll(/<category>([^<]+)<\/category>/gu)].map(([, name]) => name)).toEqual([
    'Water',
    'Roads',
  ])
  expect(rss.match(/<item>/gu)).toHaveLength(1)
  const atom = await look('/feeds/fr.atom?topic=roads')
  expect(atom).toContain('<category term="water" label="Eau"')
  const json: unknown = JSON.parse(await look('/feeds/en.json?topic=roads'))
  expect(json).toMatchObject({
    title: 'Havre-Clair – Roads',
    feed_url: `${testOrigin}/feeds/en.json?topic=roads`,
    home_page_url: `${testOrigin}/p?lang=en&topic=roads`,
  })
  expect(JSON.stringify(json)).toContain('"tags":["Water","Roads"]')
  // The hub is told of whole feeds alone, so no feed of a topic promises it.
  expect((await site.ask('/feeds/en.rss?topic=water')).headers.get('link')).not.toContain('hub')
  expect((await site.ask('/feeds/en.rss')).headers.get('link')).toContain('hub')
  expect(await look('/feeds/en.rss')).toContain('<category>Roads</category>')
})

test('the list of a topic points at its feeds', async () => {
  const html = await look('/p?lang=fr&topic=water')
  for (const format of ['rss', 'atom', 'json'])
    expect(html).toContain(`href="${testOrigin}/feeds/fr.${format}?topic=water"`)
  expect(html).toContain('title="Havre-Clair – Eau (RSS)"')
})

test('a correction may say it is about something else: the newest words count', async () => {
  await site.say('It was the pool.', { key: 'c1-0', topics: ['water'] })
  const needs = { clock: { nowMs: () => site.time.nowMs, sleep: () => new Promise<void>(() => undefined) } }
  await site.sender.edit?.(
    { nativeId: 'c1-0', url: '' },
    {
      key: 'c2-0',
      atMs: site.time.nowMs,
      text: 'It was the road.',
      language: 'en',
      media: [],
      topics: ['roads'],
    },
    { ...needs, signal: AbortSignal.timeout(20_000) },
  )
  expect(titles(await look('/p?lang=en&topic=water'))).toEqual(['The water is cut.'])
  expect(titles(await look('/p?lang=en&topic=roads'))).toContain('It was the road.')
})

test('pages and lists of topics are valid HTML below 30 kB, whatever topics are called', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
    rules: {
      ...{ 'doctype-style': 'off', 'no-trailing-whitespace': 'off', 'long-title': 'off' },
      'no-raw-characters': ['error', { relaxed: true }],
    },
  })
  const wrong: string[] = []
  const water = topics[0]?.names
  const odd = [
    'script',
    'end of data',
    'entities',
    'quotes',
    'controls',
    'directions',
    'emoji',
    'arabic',
    'templates',
  ]
  for (const what of ['plain', ...odd]) {
    const said = hostileTexts[what] ?? 'Water'
    // No longer than the desk keeps them.
    const name = said.slice(0, 60)
    topics[0] = { id: 'water', names: { en: name, fr: name }, retired: false }
    for (const path of ['/p/w1-0', '/p?lang=fr&topic=water']) {
      const html = await look(path)
      expect(html.replaceAll(/<script type="application\/ld\+json">[^<]*<\/script>/gu, '')).not.toContain(
        '<script',
      )
      expect(Buffer.byteLength(html)).toBeLessThan(30_000)
      const { results } = await validator.validateString(html)
      wrong.push(
        ...results.flatMap(({ messages }) => messages.map(({ message }) => `${what} ${path}: ${message}`)),
      )
    }
  }
  topics[0] = { id: 'water', names: water ?? { en: '', fr: '' }, retired: false }
  expect(wrong).toEqual([])
}, 60_000)
