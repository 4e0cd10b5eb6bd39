import { expect, test } from 'vitest'
import { blanksIn } from '#roles/publishing/writing/blanks.ts'
import type { VersionForm } from '#roles/publishing/contract.ts'
import type { Surroundings } from '#roles/publishing/writing/composing.ts'
import { gateProblems } from '#roles/publishing/writing/gate.ts'
import { badLinks } from '#roles/publishing/writing/links.ts'
import { mentionBook, resolveMentions } from '#roles/publishing/writing/mentions/resolve.ts'
import { turningMarks } from '#roles/publishing/writing/turning.ts'

const mentions = mentionBook([
  {
    en: 'Health Canada',
    fr: 'Santé Canada',
    handles: { bluesky: 'hc.bsky.social', mastodon: 'hc@social.example' },
  },
  { en: 'Fire Service', fr: 'Service des incendies', handles: {} },
])
const around: Surroundings = { lane: 'normal', network: 'bluesky', mentions }
const form = (text: string, more: Partial<VersionForm> = {}): VersionForm => ({
  ...{ account: 'a', language: 'en', text },
  ...more,
})
const why = (text: string, more: Partial<VersionForm> = {}): string[] =>
  gateProblems(form(text, more), around).map((one) => one.why)

test('words without anything in the way pass', () => {
  const text =
    'Boil water [1] until 18:00. Ask @[Health Canada] (or 311) at https://town.example/a?b=[c]. [sic] [PDF]'
  expect(why(text.replace('[c]', 'c'))).toEqual([])
  expect(why('Courriel: eau@ville.example, tel:311, 10://2, C:\\eau')).toEqual([])
})

test('a mention goes out as the handle of its network, else as the name in the language of the text', () => {
  const say = (network: string, language: string): string =>
    resolveMentions('@[health  CANADA], @[Sante Canada] @[Service des incendies] a@[x]', {
      mentions,
      network,
      language,
    })
  expect(say('bluesky', 'fr')).toBe('@hc.bsky.social, @hc.bsky.social Service des incendies a@[x]')
  expect(say('mastodon', 'en')).toBe('@hc@social.example, @hc@social.example Fire Service a@[x]')
  expect(say('x', 'fr-CA')).toBe('Santé Canada, Santé Canada Service des incendies a@[x]')
  expect(say('pages', 'en')).toBe('Health Canada, Health Canada Fire Service a@[x]')
})

test('an unknown mention is held, with the known name that is most like it', () => {
  const [near] = gateProblems(form('Ask @[Helth Canada].'), around)
  expect(near).toMatchObject({ why: 'unknown-mention' })
  expect(near?.words.en).toContain('Did you mean “Health Canada”?')
  expect(near?.words.fr).toContain('«\u00A0Health Canada\u00A0»')
  const [begun] = gateProblems(form('Ask @[Service].'), around)
  expect(begun?.words.en).toContain('“Service des incendies”')
  const [far] = gateProblems(form('Ask @[Zoo].'), around)
  expect(far?.words.en).not.toContain('mean')
})

test('a blank of a template is held wherever people would read it; marks of editors are not', () => {
  expect(blanksIn('[time] [heure] [Nom de la rue] […] [ ] [TBC] [time] [XX]')).toEqual([
    ...['[time]', '[heure]', '[Nom de la rue]', '[…]', '[ ]', '[TBC]', '[XX]'],
  ])
  expect(blanksIn('[sic] [12] [EN] [PDF] @[Name] (time) [not\na blank]')).toEqual([])
  expect(why('x', { contentWarning: '[topic]' })).toEqual(['blank-left'])
  expect(why('x', { poll: { options: ['Yes', '[no]'], multiple: false, durationMin: 5 } })).toEqual([
    'blank-left',
  ])
  // Nobody is looked up beside the text: there a mention would go out with its brackets.
  expect(why('x', { contentWarning: '@[Health Canada]' })).toEqual(['blank-left'])
  expect(gateProblems(form('x'), around, 'It is [time].')).toMatchObject([{ why: 'blank-left' }])
  const file = { sha256: 'a'.repeat(64), alt: '[what]', decorative: false }
  expect(why('x', { media: [file] })).toEqual(['blank-left'])
  expect(why('x', { media: [{ ...file, decorative: true }] })).toEqual([])
})

test('a link that is no web address, or carries a name or password, is held, and its secret is not repeated', () => {
  expect(badLinks('ftp://town.example/a and javascript:alert(1) and data:text/html,x')).toMatchObject([
    { why: 'link-not-web', link: 'ftp://town.example/a' },
    { why: 'link-not-web', link: 'javascript:alert(1)' },
    { why: 'link-not-web' },
  ])
  const [found] = badLinks('https://admin:hunter2@town.example/a')
  expect(found).toEqual({ why: 'link-with-password', link: 'town.example' })
  expect(badLinks('https://bank.example@evil.example')).toMatchObject([{ link: 'evil.example' }])
  expect(badLinks('https://social.example/@ville and https://a.example/?m=a@b')).toEqual([])
  const card = { url: 'http:town.example', title: '', description: '' }
  expect(why('x', { card })).toEqual(['link-not-web'])
})

test('invisible marks that turn the text around are held; a text in Arabic keeps what it closes', () => {
  expect(turningMarks('pay \u202Eelpmaxe.nwot')).toEqual(['U+202E'])
  expect(turningMarks('\u2066left\u2069')).toEqual(['U+2066', 'U+2069'])
  expect(turningMarks('مرحبا \u2066311\u2069')).toEqual([])
  expect(turningMarks('مرحبا \u2066311')).toEqual(['U+2066'])
  expect(turningMarks('\u200E\u200F\u200D fine 👩\u200D🚒')).toEqual([])
})

test('a line nobody lets stand any more is held, but not in an emergency, where none goes out', () => {
  expect(why('x', { byline: 'ana' })).toEqual(['no-byline'])
  expect(gateProblems(form('x', { byline: 'ana' }), { ...around, byline: 'Ana' })).toEqual([])
  expect(gateProblems(form('x', { byline: 'ana' }), { ...around, lane: 'emergency' })).toEqual([])
})

test('of thousands of unknown names and blanks, the first are told', () => {
  const book = mentionBook(
    Array.from({ length: 2000 }, (_, n) => ({ en: `Office of ${n}`, fr: `Bureau des ${n}`, handles: {} })),
  )
  const text = Array.from({ length: 3000 }, (_, n) => `@[n${n}] [b${n}]`).join(' ')
  const begun = process.cpuUsage()
  expect(gateProblems(form(text), { ...around, mentions: book })).toHaveLength(20)
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1500)
})

test('50,000 hostile characters are looked at in less than a second', () => {
  for (const one of ['[', '@[', '[a', 'a:', 'http://', '\u2066', ' ', 'a+', 'data:', 'é@']) {
    const begun = process.cpuUsage()
    gateProblems(form(one.repeat(50_000 / one.length)), around)
    expect({ one, slow: process.cpuUsage(begun).user / 1000 > 1500 }).toEqual({ one, slow: false })
  }
})
