import { HtmlValidate } from 'html-validate'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileTexts } from '#networks/pages/test-pages.ts'
import { drawLinkPicture, linkPictureHash } from '#roles/publishing/own-pages/link-picture.ts'
import { openSite, testOrigin } from '#roles/publishing/own-pages/test-site.ts'

type Site = Awaited<ReturnType<typeof openSite>>
let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.store.close())

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // Ours is written small: what HTML leaves to the writer is not looked at.
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    // Marks of direction and joiners of the languages people write in.
    'no-raw-characters': ['error', { relaxed: true }],
  },
})

/** What is wrong with a page as HTML, as sentences. */
async function faultsIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column})`),
  )
}

/** What a page says of itself for links, by name. */
function tagsOf(html: string): Map<string, string> {
  const tags = [...html.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)">/gu)]
  return new Map(tags.map(([, name = '', said = '']) => [name, said]))
}

let keys = 100
async function said(text: string, more: Parameters<Site['say']>[1] = {}): Promise<string> {
  const key = `v${(keys += 1)}-0`
  await site.say(text, { key, ...more })
  return key
}

test('every page and list is valid HTML, whatever was said', async () => {
  const wrong: string[] = []
  for (const [what, text] of Object.entries(hostileTexts)) {
    const key = await said(text, what === 'controls' ? { contentWarning: text } : {})
    const answer = await site.ask(`/p/${key}`)
    expect(answer.status).toBe(200)
    const html = await answer.text()
    wrong.push(...(await faultsIn(html)).map((fault) => `${what}: ${fault}`))
    expect(html.replaceAll(/<script type="application\/ld\+json">[^<]*<\/script>/gu, '')).not.toContain(
      '<script',
    )
  }
  for (const path of ['/p?lang=en', '/p?lang=fr'])
    wrong.push(...(await faultsIn(await (await site.ask(path)).text())).map((fault) => `${path}: ${fault}`))
  expect(wrong).toEqual([])
  expect(
    await faultsIn(
      '<!doctype html><html lang="en"><head><title>x</title></head><body><img src="a"></body></html>',
    ),
  ).not.toEqual([])
}, 60_000)

test('a usual page weighs less than 30 kB, with everything around it', async () => {
  const key = await said(
    `The water is cut on King Street until six.\n\n${'Bring a bottle to the town hall. '.repeat(40)}`,
  )
  expect((await (await site.ask(`/p/${key}`)).arrayBuffer()).byteLength).toBeLessThan(30_000)
})

test('a link to a page shows its title, its words, who speaks, and a picture', async () => {
  const key = await said(
    'Brown water on King Street\n\nIt is safe to wash with. Boil it before you drink it.',
  )
  const html = await (await site.ask(`/p/${key}`)).text()
  const tags = tagsOf(html)
  expect(Object.fromEntries(tags)).toMatchObject({
    ...{ 'og:type': 'article', 'og:site_name': 'Havre-Clair', 'og:url': `${testOrigin}/p/${key}` },
    ...{
      'og:locale': 'en_CA',
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:image:type': 'image/png',
    },
    ...{ 'twitter:card': 'summary_large_image', 'og:image:alt': 'Havre-Clair: Brown water on King Street' },
    'article:published_time': '2031-04-07T12:00:00.000Z',
  })
  expect(tags.get('og:title')).toBe('Brown water on King Street – Havre-Clair')
  const picture = (tags.get('og:image') ?? '').replace(testOrigin, '')
  const answer = await site.ask(picture)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
  const about = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
  expect([about.width, about.height, about.format]).toEqual([1200, 630, 'png'])
  const again = await site.ask(picture, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
})

test('the picture of a page with a warning shows the warning, and one that was withdrawn shows nothing', async () => {
  const key = await said('What nobody should see by chance.', {
    contentWarning: 'A photograph of an accident',
  })
  const html = await (await site.ask(`/p/${key}`)).text()
  expect(tagsOf(html).get('og:image:alt')).toBe('Havre-Clair: A photograph of an accident')
  await site.sender.remove?.(
    { nativeId: key },
    {
      clock: { nowMs: () => site.time.nowMs, sleep: () => new Promise(() => undefined) },
      signal: new AbortController().signal,
    },
  )
  expect((await site.ask(`/p/${key}/picture.png`)).status).toBe(410)
  expect(await (await site.ask(`/p/${key}`)).text()).not.toContain('og:image')
  expect((await site.ask('/p/none/picture.png')).status).toBe(404)
})

test('a picture is known by what it shows: other words are another, the same words the same', async () => {
  const shown = {
    language: 'fr',
    name: 'Ville de Havre-Clair',
    title: 'Eau brune',
    foot: '7 avril 2031',
  } as const
  expect(linkPictureHash(shown)).toBe(linkPictureHash({ ...shown }))
  const others = [
    { title: 'Eau claire' },
    { name: 'Autre' },
    { foot: '8 avril 2031' },
    { practice: 'Exercice' },
    { language: 'en' as const },
  ]
  const hashes = others.map((more) => linkPictureHash({ ...shown, ...more }))
  expect(new Set([linkPictureHash(shown), ...hashes]).size).toBe(others.length + 1)
})

test('whatever is said can be drawn, and no two texts look alike that are not', async () => {
  const drawn = await Promise.all(
    ['long', 'one word', 'arabic', 'emoji', 'controls', 'half characters'].map((what) =>
      drawLinkPicture({
        language: 'en',
        name: 'Havre-Clair',
        title: (hostileTexts[what] ?? '').slice(0, 400),
        foot: 'x',
      }),
    ),
  )
  expect(new Set(drawn.map((png) => png.toString('base64'))).size).toBe(drawn.length)
})
