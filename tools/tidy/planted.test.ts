import { expect, test } from 'vitest'
import { checkBanned } from './banned.ts'
import { checkExports } from './exports.ts'
import { checkMessages } from './messages.ts'
import { checkLinks, checkReadmes, checkSizes, longFiles } from './pages.ts'
import { parse } from './syntax.ts'

const exportsIn = (text: string, path = 'src/kernel/x.ts'): string[] => checkExports(parse({ path, text }))
const bannedIn = (text: string, path = 'src/listening/x.ts'): string[] => checkBanned(parse({ path, text }))

const bareExports = [
  'export function a() {}',
  'export const a = 1',
  'export class A {}',
  'export type A = 1',
  'export interface A { b: 1 }',
  '// a line comment is no docstring\nexport const a = 1',
  '/* nor is this */\nexport const a = 1',
  '/** */\nexport const a = 1',
  '/** Of something else. */\nconst b = 1\nexport const a = b',
  'const a = 1\nexport { a }',
]

test.for(bareExports)('an export without a docstring is found: %s', (text) => {
  expect(exportsIn(text)).toHaveLength(1)
  expect(exportsIn(text)[0]).toMatch(/^src\/kernel\/x\.ts:\d: (a|A) has no docstring/i)
})

test('a docstring is seen, and a schema shares it with the type of its name', () => {
  expect(exportsIn('/** What it is for. */\nexport const A = 1\nexport type A = typeof A')).toEqual([])
  expect(exportsIn('/** For what. */\nexport async function a() {}')).toEqual([])
  expect(exportsIn('/** In ms. */\nexport const a = 1\nexport const b = 2')).toEqual([])
  expect(exportsIn('/** In ms. */\nexport const a = 1\n\nexport const b = 2')).toHaveLength(1)
  expect(exportsIn('export const a = 1', 'src/kernel/x.test.ts')).toEqual([])
})

test.for(['export default 1', `export { a } from './a.ts'`, `export * from './a.ts'`])(
  'is found: %s',
  (text) => {
    expect(exportsIn(text)).toHaveLength(1)
  },
)

const bannedCode: [text: string, rule: RegExp][] = [
  ['const a = Math.random()', /chance/],
  ['const a = Date.now()', /Clock/],
  ['const a = URL.canParse(b)', /isUrl/],
  ['const a = new Date()', /Clock/],
  ['process.exit(1)', /exitCode/],
  [`console.log('a')`, /Log/],
  [`await fetch('http://example.org')`, /guarded fetch/],
  [`eval('1')`, /written down/],
  [`const a = new Function('1')`, /written down/],
  [`execSync('ls')`, /spawn/],
  ['let a: any', /unknown/],
  ['const a = b as any', /unknown/],
  ['try { a() } catch {}', /empty catch/],
  ['try { a() } catch (error) { /* never mind */ }', /empty catch/],
  ['// FIX' + 'ME later', /mend it/],
  ['// TO' + 'DO: later', /names its issue/],
  ['// @ts-' + 'ignore', /@ts-expect-error/],
  ['// oxlint-' + 'disable-next-line no-empty', /reason/],
  [`test.only('a', () => {})`, /run it/],
  [`describe.skip('a', () => {})`, /run it/],
]

test.for(bannedCode)('is found: %s', ([text, rule]) => {
  const findings = bannedIn(text)
  expect(findings).toHaveLength(1)
  expect(findings[0]).toMatch(rule)
})

test('sleeping in a test is found', () => {
  expect(bannedIn('await new Promise((done) => setTimeout(done, 100))', 'src/api/x.test.ts')).toHaveLength(1)
})

test('markup from text is found', () => {
  expect(bannedIn('const a = <p dangerouslySetInnerHTML={{ __html: b }} />', 'src/web/x.tsx')).toHaveLength(1)
})

test('what is allowed in its place is left alone', () => {
  expect(bannedIn('const a = Date.now()', 'src/kernel/time.ts')).toEqual([])
  expect(bannedIn('const a = new Date(nowMs)')).toEqual([])
  expect(bannedIn('console.log(1); const a = Math.random()', 'src/app/main.ts')).toEqual([])
  expect(bannedIn('try { a() } catch { b() }')).toEqual([])
  expect(bannedIn('// TO' + 'DO(#12): when the next issue lands')).toEqual([])
  expect(bannedIn('const any = 1; /* any */')).toEqual([])
})

test('a link that leads nowhere is found, and one that leads somewhere is not', () => {
  const text =
    '# A b, c\n[x](gone.md) [y](b.md) [z](#a-b-c) [w](#gone) [h](https://example.org/gone.md) ![p](img/p.png)\n```\n[k](gone.md)\n```'
  const findings = checkLinks(
    [{ path: 'docs/a.md', text }],
    new Set(['docs/a.md', 'docs/b.md', 'docs/img/p.png']),
  )
  expect(findings).toEqual([
    'docs/a.md: the link to gone.md is dead: there is no docs/gone.md',
    'docs/a.md: the link to #gone is dead: docs/a.md has no heading #gone',
  ])
})

test('a room without a README, or with a long one, is found', () => {
  const long = { path: 'src/b/README.md', text: 'line\n'.repeat(61) }
  const findings = checkReadmes(
    ['src/a', 'src/b', 'src/c'],
    [long, { path: 'src/c/README.md', text: '# c\n' }],
  )
  expect(findings).toHaveLength(2)
})

test('a large blob and a long file are found', () => {
  expect(
    checkSizes([
      { path: 'a.png', bytes: 500_001 },
      { path: 'b.png', bytes: 500_000 },
      { path: 'c.bin', bytes: 1_000_001 },
      { path: 'd.bin', bytes: 1_000_000 },
    ]),
  ).toHaveLength(2)
  expect(
    longFiles([
      { path: 'a.ts', text: 'x\n'.repeat(351) },
      { path: 'b.ts', text: 'x\n'.repeat(350) },
    ]),
  ).toHaveLength(1)
})

test('a message missing, empty, shouting, unreadable or with other arguments is found', () => {
  const en = {
    now: { a: 'A', b: '{n, plural, one {# post} other {# posts}}', c: 'Hi {name}', d: 'D', e: 'E' },
  }
  const fr = {
    now: {
      b: '{n, plural, one {# message} other {# messages}}',
      c: 'Bonjour {nom}',
      d: '',
      e: '{',
      f: 'Non !',
    },
  }
  expect(checkMessages(en, fr)).toEqual([
    'fr.json: lacks now.a',
    'en.json: lacks now.f',
    'fr.json: now.d is empty',
    expect.stringContaining('fr.json: now.e: cannot be read'),
    'fr.json: now.f: no exclamation marks',
    'now.c: {name}, {nom} stands in one language only',
  ])
})
