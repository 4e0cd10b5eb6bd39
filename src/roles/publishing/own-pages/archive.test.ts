import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileTexts } from '#networks/pages/test-pages.ts'
import { openSite, testOrigin } from '#roles/publishing/own-pages/test-site.ts'

type Site = Awaited<ReturnType<typeof openSite>>
let site: Site
beforeAll(async () => {
  site = await openSite()
  const at = async (iso: string, text: string, language: 'en' | 'fr', key: string): Promise<void> => {
    site.time.nowMs = Date.parse(iso)
    await site.say(text, { key, language, atMs: Date.parse(iso) })
  }
  // Toronto is four hours behind in summer: this one is still of April there.
  await at('2031-05-01T02:00:00Z', 'Roads were evacuated by the river.', 'en', 'a1-0')
  await at('2031-05-01T02:00:00Z', 'Les rues près de la rivière ont été évacuées.', 'fr', 'a2-0')
  await at('2031-06-10T12:00:00Z', 'The pool opens in June.', 'en', 'a3-0')
  await at('2032-01-05T12:00:00Z', 'Snow clearing begins tonight.', 'en', 'a4-0')
  await at(
    '2032-01-05T12:00:00Z',
    'Le déneigement commence ce soir. Le cœur de la ville d’abord.',
    'fr',
    'a5-0',
  )
  for (let one = 0; one < 60; one += 1)
    await at(
      `2032-02-01T${String(one % 24).padStart(2, '0')}:30:00Z`,
      `Parking notice ${one}.`,
      'en',
      `p${one}-0`,
    )
}, 60_000)
afterAll(() => site.store.close())

async function look(path: string): Promise<string> {
  const answer = await site.ask(path)
  expect(answer.status).toBe(200)
  return answer.text()
}

function titles(html: string): string[] {
  return [...html.matchAll(/<h2><a href="[^"]+"><bdi>([^<]+)<\/bdi>/gu)].map(([, title = '']) => title)
}

test('words are found as their language bends them, and without accents', async () => {
  expect(titles(await look('/p?lang=en&q=evacuation'))).toEqual(['Roads were evacuated by the river.'])
  const evacuated = ['Les rues près de la rivière ont été évacuées.']
  for (const words of ['évacuée', 'evacuees', 'RIVIERE', 'rivière -piscine'])
    expect([words, titles(await look(`/p?lang=fr&q=${encodeURIComponent(words)}`))]).toEqual([
      words,
      evacuated,
    ])
  expect(titles(await look('/p?lang=fr&q=coeur'))).toHaveLength(1)
  expect(titles(await look('/p?lang=en&q=%22pool%20opens%22'))).toEqual(['The pool opens in June.'])
})

test('what is found says how many there are, what was looked for, and leads back to all', async () => {
  const html = await look('/p?lang=en&q=evacuation')
  expect(html).toContain('Messages found: <bdi>1</bdi>.')
  expect(html).toContain('“<bdi>evacuation</bdi>”')
  expect(html).toContain('value="evacuation"')
  expect(html).toContain('<meta name="robots" content="noindex">')
  expect(html).toContain('Show all messages')
  const none = await look('/p?lang=fr&q=zzzz')
  expect(none).toContain('Essayez moins de mots')
  expect(titles(none)).toEqual([])
})

test('a month is that of the place, and a year has its months with their counts', async () => {
  expect(titles(await look('/p?lang=en&when=2031-04'))).toEqual(['Roads were evacuated by the river.'])
  expect(titles(await look('/p?lang=en&when=2031-05'))).toEqual([])
  expect(titles(await look('/p?lang=en&when=2031'))).toEqual([
    ...['The pool opens in June.', 'Roads were evacuated by the river.'],
  ])
  const html = await look('/p?lang=fr&when=2031')
  expect(html).toContain('avril</a> (1)')
  expect(html).toContain(`hreflang="en" href="${testOrigin}/p?lang=en&#38;when=2031"`)
})

test('paging through what is found keeps what was looked for', async () => {
  let path: string | undefined = '/p?lang=en&q=parking'
  const seen: string[] = []
  for (let pages = 0; path !== undefined && pages < 5; pages += 1) {
    const html: string = await look(path)
    seen.push(...titles(html))
    const next = /<a rel="next" href="([^"]+)"/u.exec(html)?.[1]?.replaceAll('&#38;', '&')
    path = next?.replace(testOrigin, '')
  }
  expect(new Set(seen).size).toBe(60)
  expect(seen).toHaveLength(60)
})

test('what was withdrawn is found by none of its words', async () => {
  await site.say('A wrong number: 555-0199.', { key: 'w1-0' })
  expect(titles(await look('/p?lang=en&q=0199'))).toHaveLength(1)
  const clock = { nowMs: () => site.time.nowMs, sleep: () => new Promise<void>(() => undefined) }
  await site.sender.remove?.({ nativeId: 'w1-0' }, { clock, signal: new AbortController().signal })
  expect(await look('/p?lang=en&q=0199')).toContain('Messages found: <bdi>0</bdi>.')
})

test('after a correction the words that stand are found, and those before are not', async () => {
  await site.say('The rink shuts at four.', { key: 'c1-0' })
  const clock = { nowMs: () => site.time.nowMs, sleep: () => new Promise<void>(() => undefined) }
  const part = {
    atMs: site.time.nowMs,
    language: 'en',
    media: [],
    text: 'The rink shuts at nine.',
    key: 'c2-0',
  }
  await site.sender.edit?.(
    { nativeId: 'c1-0' },
    { ...part, correction: 'It is nine.' },
    { clock, signal: new AbortController().signal },
  )
  expect(titles(await look('/p?lang=en&q=rink%20four'))).toEqual([])
  expect(titles(await look('/p?lang=en&q=rink%20nine'))).toEqual(['The rink shuts at nine.'])
})

test('whatever somebody asks for gets a valid page, and no error', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
    rules: {
      'doctype-style': 'off',
      'no-trailing-whitespace': 'off',
      'long-title': 'off',
      'no-raw-characters': ['error', { relaxed: true }],
    },
  })
  const asked = [
    ...Object.values(hostileTexts).map(
      (text) => `q=${encodeURIComponent(text.toWellFormed().slice(0, 2000))}`,
    ),
    ...[
      'q=%00',
      "q=') or 1=1 --",
      'q=:*&|!<->',
      'q=%22',
      'q=-',
      'when=2031-13',
      'when=0000',
      'when=9999-01',
      'when=%00',
    ],
    ...['before=x&q=a', `q=${'a '.repeat(5000)}`],
  ]
  const wrong: string[] = []
  for (const query of asked) {
    const { results } = await validator.validateString(await look(`/p?lang=en&${query}`))
    wrong.push(
      ...results.flatMap(({ messages }) => messages.map(({ ruleId }) => `${query.slice(0, 40)}: ${ruleId}`)),
    )
  }
  expect(wrong).toEqual([])
}, 60_000)

test('the form is sent to this site and nowhere else', async () => {
  const policy = (await site.ask('/p?lang=en')).headers.get('content-security-policy') ?? ''
  expect(policy).toContain("form-action 'self'")
  expect(policy).toContain("default-src 'none'")
  expect((await site.ask('/p/a1-0')).headers.get('content-security-policy')).toContain("form-action 'none'")
})
