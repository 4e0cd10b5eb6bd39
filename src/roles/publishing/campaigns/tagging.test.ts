import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostIn } from '#roles/publishing/campaigns/contract.ts'
import { withCampaign, withCampaignUrl, type LinkTags } from '#roles/publishing/campaigns/tagging.ts'

const tags: LinkTags = {
  hosts: ['town.example', 'www.town.example'],
  campaign: 'spring',
  network: 'mastodon',
}
const query = 'utm_source=mastodon&utm_medium=social&utm_campaign=spring'

test('an address of a listed site is tagged; others, and lookalikes, are not', () => {
  expect(withCampaign('See https://town.example/water today', tags)).toBe(
    `See https://town.example/water?${query} today`,
  )
  for (const other of [
    'https://other.example/water',
    'https://town.example.evil.example/',
    'https://eviltown.example/',
    'https://town.example@evil.example/x',
    'https://user:secret@town.example/x',
    'https://town.example:8443/x',
    'ftp://town.example/x',
    'town.example/x',
    'mailto:a@town.example',
    'https://',
    'http://[',
  ])
    expect(withCampaign(`See ${other} today`, tags)).toBe(`See ${other} today`)
})

test('what is there of a query and a fragment stays, in its place', () => {
  const tagged = (url: string): string => withCampaign(url, tags)
  expect(tagged('https://town.example')).toBe(`https://town.example/?${query}`)
  expect(tagged('https://town.example#top')).toBe(`https://town.example/?${query}#top`)
  expect(tagged('https://town.example/a?b=c')).toBe(`https://town.example/a?b=c&${query}`)
  // A question mark at the end is a question.
  expect(tagged('https://town.example/a?')).toBe(`https://town.example/a?${query}?`)
  expect(tagged('https://town.example/a?b=c&')).toBe(`https://town.example/a?b=c&${query}`)
  expect(tagged('https://town.example/a?b=c#d?e')).toBe(`https://town.example/a?b=c&${query}#d?e`)
  expect(tagged('https://town.example/a#d?e')).toBe(`https://town.example/a?${query}#d?e`)
  expect(tagged('HTTPS://Town.Example/A%20b?x=%C3%A9')).toBe(`HTTPS://Town.Example/A%20b?x=%C3%A9&${query}`)
})

test('a name in letters of its own is known, and stays as it is written', () => {
  const host = hostIn('Eau-Brûlée.example') ?? ''
  expect(host).toMatch(/^xn--/u)
  expect(withCampaign('https://eau-brûlée.example/é', { ...tags, hosts: [host] })).toBe(
    `https://eau-brûlée.example/é?${query}`,
  )
})

test('punctuation after an address is no part of it', () => {
  const at = `https://town.example/a?${query}`
  for (const [said, then] of [
    ['(https://town.example/a).', `(${at}).`],
    ['« https://town.example/a »', `« ${at} »`],
    ['“https://town.example/a”', `“${at}”`],
    ['https://town.example/a, and', `${at}, and`],
    ['https://town.example/a...', `${at}...`],
    ['https://town.example/a!?', `${at}!?`],
    ['<https://town.example/a>', `<${at}>`],
    ['[https://town.example/a]', `[${at}]`],
    ['https://town.example/a_(b)', `https://town.example/a_(b)?${query}`],
    ['https://town.example/a\nnext', `${at}\nnext`],
    ['https://town.example/a et https://town.example/a', `${at} et ${at}`],
  ] as const)
    expect(withCampaign(said, tags)).toBe(then)
})

test('what is tagged already is left as its writer wants it, and nothing is tagged twice', () => {
  for (const own of ['https://town.example/?utm_source=flyer', 'https://town.example/?a=b&UTM_campaign=x'])
    expect(withCampaign(own, tags)).toBe(own)
  const pieces = fc.constantFrom(
    ...[
      'https://town.example',
      'https://www.town.example/a?b#c',
      ' ',
      '\n',
      ')',
      '(',
      '.',
      'é',
      '👩‍🚒',
      '?',
      '#',
      '&',
      'https://',
      'x',
    ],
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (all) => {
      const once = withCampaign(all.join(''), tags)
      expect(withCampaign(once, tags)).toBe(once)
      // Without what was added, it is letter for letter what was written, but for a slash after a bare name.
      const bare = once.replaceAll(new RegExp(`/?[?&]?${query}`, 'gu'), '')
      expect(all.join('').replaceAll(/[/?&]/gu, '')).toBe(bare.replaceAll(/[/?&]/gu, ''))
    }),
  )
})

test('each network is its own source, and mail is no social network', () => {
  const on = (network: string): string => withCampaignUrl('https://town.example/', { ...tags, network })
  expect(on('email')).toContain('utm_source=email&utm_medium=email')
  expect(on('bluesky')).toContain('utm_source=bluesky&utm_medium=social')
  expect(on('pages')).toContain('utm_medium=web')
  expect(withCampaign('https://town.example/', undefined)).toBe('https://town.example/')
})

test('50,000 characters of addresses and brackets take less than a second', () => {
  const begun = performance.now()
  withCampaign('https://town.example/a)))))))) '.repeat(1600), tags)
  withCampaign(`https://town.example/${')'.repeat(50_000)}`, tags)
  withCampaign(`https://town.example/${'.'.repeat(50_000)}`, tags)
  expect(performance.now() - begun).toBeLessThan(2000)
})

test('only names of sites are hosts', () => {
  for (const [written, host] of [
    ['Town.Example', 'town.example'],
    [' https://www.town.example/page?x ', 'www.town.example'],
  ] as const)
    expect(hostIn(written)).toBe(host)
  for (const odd of [
    '',
    'town',
    '127.0.0.1',
    '[::1]',
    'a:8080',
    'a.example:8080',
    'a@b.example',
    'a b.example',
    '*.town.example',
    '..',
  ])
    expect(hostIn(odd), `for ${odd}`).toBeUndefined()
})
