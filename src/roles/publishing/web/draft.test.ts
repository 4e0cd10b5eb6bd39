import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MessageForm } from '#roles/publishing/contract.ts'
import {
  draftOf,
  emptyDraft,
  filesAt,
  formOf,
  mediaOf,
  placeName,
  pollOf,
  sameFiles,
  sameForm,
  samePoll,
} from '#roles/publishing/web/draft.ts'
import { changed, moved, withFile, without } from '#roles/publishing/web/files/arrange.ts'
import { KeptDrafts, keptHere } from '#roles/publishing/web/kept-drafts.ts'
import { lengthOn, wordCount } from '#roles/publishing/web/lengths.ts'
import { merge } from '#roles/publishing/web/merge.ts'

const accounts = [
  { id: 'a', languages: ['en', 'fr'] },
  { id: 'b', languages: ['en', 'fr'] },
]
const Text = fc.constantFrom('', 'one', 'two', 'three')
const File = fc.record({ sha256: fc.constantFrom('f1', 'f2'), alt: Text, decorative: fc.boolean() })
const Asked = fc
  .option(
    fc.record({
      options: fc.array(fc.constantFrom('', 'a', 'b'), { minLength: 2, maxLength: 3 }),
      ...{ multiple: fc.boolean(), durationMin: fc.constantFrom<number>(60, 1440) },
    }),
    { nil: undefined },
  )
  .map(pollOf)
const Said = fc.tuple(
  Text,
  fc.uniqueArray(File, { maxLength: 2, selector: ({ sha256 }) => sha256 }).map(mediaOf),
  Asked,
)
const About = fc.uniqueArray(fc.constantFrom('roads', 'water')).map((topics) => topics.toSorted())
const Form: fc.Arbitrary<MessageForm> = fc
  .tuple(Text, fc.constantFrom('normal' as const, 'exercise' as const), About, Said, Said, Said, Said)
  .map(([title, lane, topics, ...said]) => ({
    title,
    lane,
    topics,
    versions: accounts.flatMap(({ id, languages }, row) =>
      languages.map((language, at) => {
        const [text, media, poll] = said[row * 2 + at] ?? ['', {}, {}]
        return { account: id, language, text, ...media, ...poll }
      }),
    ),
  }))

test('a message put into the composer and taken out again is the same message', () => {
  fc.assert(
    fc.property(Form, (form) => {
      expect(formOf(draftOf(form), accounts)).toEqual(form)
    }),
  )
})

test('put together, nobody’s words are lost: each change stands, or is told as a clash', () => {
  fc.assert(
    fc.property(Form, Form, Form, (base, mine, theirs) => {
      const { form, clashes } = merge({ base, mine, theirs })
      form.versions.forEach(({ text }, at) => {
        const [was, my, their] = [base, mine, theirs].map((one) => one.versions[at]?.text)
        if (my !== was) expect(text).toBe(my)
        else expect(text).toBe(their)
        const told = clashes.some((one) => one.kind === 'version' && one.theirs === their)
        if (my !== was && their !== was && their !== my) expect(told).toBe(true)
        filesAreThere(at)
      })

      function filesAreThere(at: number): void {
        const [was, my, their] = [base, mine, theirs].map((one) => one.versions[at]?.media ?? [])
        if (was === undefined || my === undefined || their === undefined) throw new Error('all have it')
        const stays = form.versions[at]
        const isMine = !sameFiles(my, was)
        expect(stays?.media ?? []).toEqual(isMine ? my : their)
        if (!isMine || sameFiles(their, was) || sameFiles(their, my)) return
        const place = placeName({ account: stays?.account ?? '', language: stays?.language ?? '' })
        expect(clashes.flatMap((one) => (one.kind === 'files' ? [one.theirs[place]] : []))).toEqual([their])
      }
    }),
  )
})

test('when only one of two changed something there is nothing to decide', () => {
  fc.assert(
    fc.property(Form, Form, (base, theirs) => {
      expect(merge({ base, mine: base, theirs })).toEqual({ form: theirs, clashes: [] })
      expect(sameForm(merge({ base, mine: theirs, theirs: base }).form, theirs)).toBe(true)
    }),
  )
})

test('lengths are counted as each network counts them', () => {
  const link = 'See https://havre-clair.example/a/very/long/address/that/goes/on'
  expect(lengthOn('mastodon', link)).toEqual({ length: 27, most: 500 })
  expect(lengthOn('bluesky', '👨‍👩‍👧é')).toEqual({ length: 2, most: 300 })
  expect(lengthOn('x', 'é水👨‍👩‍👧')).toEqual({ length: 5, most: 280 })
  expect(lengthOn('mail', 'abc')).toEqual({ length: 3 })
  expect(wordCount('L’eau est brune, rue du Moulin.')).toBe(6)
})

test('unsaved words are kept for their writer only, and a spoiled note is no draft', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  }
  const mine = new KeptDrafts(storage, 'me')
  const words = { title: 'T', lane: 'normal' as const, accounts: ['a'], shared: { en: 'x' }, own: {} }
  const draft = {
    ...words,
    topics: ['roads', 'water'],
    files: [{ sha256: 'f1', decorative: false, alts: { en: 'x' } }],
    ownFiles: {},
    ownPolls: {},
    aside: { thread: true, byline: 'p1', warnings: { en: 'Flood' }, cards: {} },
    differs: { 'a en': { contentWarning: 'Water', byline: null }, 'a fr': { contentWarning: '' } },
  }
  expect(mine.keep('new', { draft, atMs: 1 })).toBe(true)
  expect(mine.read('new')).toMatchObject({ draft })
  expect(new KeptDrafts(storage, 'you').read('new')).toBeUndefined()
  // Kept when an account differed in all of that or in nothing.
  const { differs: _, ...older } = draft
  const ownAside = { 'a en': { contentWarning: 'Water' } }
  kept.set('bw-draft me new', JSON.stringify({ draft: { ...older, ownAside }, atMs: 1 }))
  expect(mine.read('new')?.draft.differs).toEqual({
    'a en': { thread: false, contentWarning: 'Water', byline: null },
  })
  // Kept before there were files.
  kept.set('bw-draft me new', JSON.stringify({ draft: words, atMs: 1 }))
  expect(mine.read('new')).toMatchObject({ draft: { ...words, files: [], ownFiles: {}, ownPolls: {} } })
  for (const spoiled of ['{', '{}', 'null']) {
    kept.set('bw-draft me new', spoiled)
    expect(mine.read('new')).toBeUndefined()
  }
  mine.forget('new')
  expect(kept.size).toBe(0)
})

test('files that most versions share are shown once, described in each language; what an import wrote otherwise stays', () => {
  const file = (alt: string) => [{ sha256: 'f1', alt, decorative: false }]
  const versions = [
    { account: 'a', language: 'en', text: '', media: file('Bridge') },
    { account: 'a', language: 'fr', text: '', media: file('Pont') },
    { account: 'b', language: 'en', text: '', media: file('Bridge') },
    { account: 'b', language: 'fr', text: '' },
  ]
  const draft = draftOf({ title: '', lane: 'normal', versions })
  expect(draft.files).toEqual([{ sha256: 'f1', decorative: false, alts: { en: 'Bridge', fr: 'Pont' } }])
  expect(draft.ownFiles).toEqual({ 'b fr': [] })
  const more = { ...draft, files: withFile(draft.files, 'f2') }
  expect(filesAt(more, 'a', 'fr').map(({ sha256, alt }) => [sha256, alt])).toEqual([
    ['f1', 'Pont'],
    ['f2', ''],
  ])
  expect(filesAt(more, 'b', 'fr')).toEqual([])
})

test('files are moved, taken out and added; at an end, twice or unknown nothing happens', () => {
  const files = ['f1', 'f2', 'f3'].reduce(
    withFile,
    draftOf({ title: '', lane: 'normal', versions: [] }).files,
  )
  const names = (list: typeof files): string => list.map(({ sha256 }) => sha256).join(' ')
  expect(names(withFile(files, 'f2'))).toBe('f1 f2 f3')
  expect(names(moved(files, 'f3', -1))).toBe('f1 f3 f2')
  expect(names(moved(files, 'f1', 1))).toBe('f2 f1 f3')
  for (const still of [moved(files, 'f1', -1), moved(files, 'f3', 1), moved(files, 'none', 1)])
    expect(names(still)).toBe('f1 f2 f3')
  expect(names(without(files, 'f2'))).toBe('f1 f3')
  expect(changed(files, 'f2', { decorative: true }).map(({ decorative }) => decorative)).toEqual([
    false,
    true,
    false,
  ])
})

test('of two polls that both changed mine stands and theirs is told, so that no option is lost', () => {
  fc.assert(
    fc.property(Form, Form, Form, (base, mine, theirs) => {
      const { form, clashes } = merge({ base, mine, theirs })
      form.versions.forEach(({ account, language, poll }, at) => {
        const [was, my, their] = [base, mine, theirs].map((one) => one.versions[at]?.poll)
        const isMine = !samePoll(my, was)
        expect(poll).toEqual(isMine ? my : their)
        const told = clashes.some(
          (one) => one.kind === 'poll' && one.account === account && one.language === language,
        )
        expect(told).toBe(isMine && !samePoll(their, was) && !samePoll(their, my))
      })
    }),
  )
})

test('what the desk would refuse is kept on this device all the same', () => {
  const items = new Map<string, string>()
  const kept = new KeptDrafts(
    {
      getItem: (name) => items.get(name) ?? null,
      setItem: (name, value) => void items.set(name, value),
      removeItem: (name) => void items.delete(name),
    },
    'me',
  )
  const bad = 'bell \u0007'
  const card = { url: bad, title: bad, description: '' }
  const draft = {
    ...emptyDraft(['a']),
    shared: { en: bad },
    aside: { ...emptyDraft([]).aside, cards: { en: card } },
  }
  const form = { title: '', lane: 'normal' as const, versions: [] }
  kept.keep('new', { draft, atMs: 1, tried: { form, atMs: 1 }, isWaiting: true })
  expect(kept.read('new')).toMatchObject({ draft, isWaiting: true })
})

test('what waits on this device is listed for its writer alone, newest first, and what cannot be read is left out', () => {
  const draft = { ...emptyDraft(['a']), title: ' Road ' }
  const text = (atMs: number): string => JSON.stringify({ draft, atMs })
  const items: Record<string, string> = {
    'bw-draft me new': text(1),
    'bw-draft me m1': JSON.stringify({ draft, atMs: 2, isWaiting: true }),
    'bw-draft me m2': '{broken',
    'bw-draft you new': text(3),
    theme: 'dark',
  }
  const storage = Object.assign(
    Object.create({ getItem: (key: string) => items[key] ?? null }),
    items,
  ) as Storage
  expect(keptHere(storage, 'me')).toEqual([
    { name: 'm1', title: 'Road', atMs: 2, isWaiting: true },
    { name: 'new', title: 'Road', atMs: 1, isWaiting: false },
  ])
  expect(keptHere(undefined, 'me')).toEqual([])
})
