import { expect, test } from 'vitest'
import {
  aimed,
  goingProblem,
  howAt,
  isDone,
  pageBeside,
  replyWords,
  unsaid,
  type Plan,
  type Stands,
} from '#roles/publishing/corrections/rules.ts'
import type { StandingPost } from '#sending/corrections.ts'

function post(more: Partial<StandingPost> = {}, can: Partial<StandingPost['can']> = {}): StandingPost {
  return {
    ...{ name: 'Bluesky', posts: ['bluesky:at://us/1'], isLeaving: false, ...more },
    can: { edits: false, replies: true, notesCorrections: false, ...can },
  }
}

function stands(id: string, of: StandingPost | undefined = post()): Stands {
  return { id, sha256: `sha of ${id}`, url: '', publishedAtMs: 1, post: of }
}

function plan(how: Plan['how'], more: Partial<Plan> = {}): Plan {
  const ours = new Set(['bluesky:at://us/1', 'bluesky:at://us/0'])
  const one = stands('first')
  return { account: 'sky', language: 'en', how, original: one, newest: one, ours, ...more }
}

test('a post is edited where the network can, part by part; on our own page beside a note', () => {
  const can = { edits: true }
  expect(howAt([stands('a', post({}, can))], 1)).toBe('edit')
  expect(howAt([stands('a', post({}, { ...can, notesCorrections: true }))], 1)).toBe('page')
  const thread = post({ posts: ['n:1', 'n:2'] }, can)
  expect(howAt([stands('a', thread)], 2)).toBe('edit')
  expect(howAt([stands('a', thread)], 1)).toBe('reply')
})

test('where it cannot be edited it is answered, and where neither can be, it is not corrected', () => {
  expect(howAt([stands('a')], 1)).toBe('reply')
  expect(howAt([stands('a', post({}, { replies: false }))], 1)).toBe('none')
  const thread = post({ posts: ['n:1', 'n:2'] }, { edits: true, replies: false })
  expect(howAt([stands('a', thread)], 1)).toBe('none')
})

test('what was answered once is answered again, also where it could be edited', () => {
  const can = { edits: true }
  expect(howAt([stands('a', post({}, can)), stands('b', post({}, can))], 1)).toBe('reply')
})

test('what was published by hand, or has no name, is corrected by hand; what is being taken down is left', () => {
  const byHand: Stands = { id: 'a', sha256: '', url: '', publishedAtMs: 1 }
  expect(howAt([byHand], 1)).toBe('hand')
  expect(howAt([byHand, stands('b')], 1)).toBe('hand')
  expect(howAt([stands('a', post({ posts: [] }))], 1)).toBe('hand')
  expect(howAt([stands('a', post({ isLeaving: true }, { edits: true }))], 1)).toBe('leaving')
  expect(howAt([], 1)).toBe('new')
})

test('a reply answers the first part of the oldest post that stands there', () => {
  const original = stands('first', post({ posts: ['bluesky:at://us/0', 'bluesky:at://us/1'] }))
  const again = plan('reply', { original, newest: stands('second') })
  expect(aimed({ replyTo: 'bluesky:at://us/1' }, again, 'It is six.')).toEqual({
    replyTo: 'bluesky:at://us/0',
  })
})

test('without an open correction nothing is aimed anew, save that nobody answers what is gone', () => {
  const was = { replyTo: 'bluesky:at://us/1', correction: 'It is six.' }
  expect(aimed(was, plan('reply'), undefined)).toEqual(was)
  expect(aimed(was, plan('new'), undefined)).toEqual({})
  const toOthers = { replyTo: 'bluesky:at://somebody/9' }
  expect(aimed(toOthers, plan('new'), undefined)).toEqual(toOthers)
  expect(aimed(toOthers, plan('edit'), 'It is six.')).toEqual(toOthers)
})

test('only our own page carries the sentence in its content', () => {
  expect(aimed({}, plan('page'), 'It is six.')).toEqual({ correction: 'It is six.' })
  expect(aimed({ correction: 'An older one.' }, plan('edit'), 'It is six.')).toEqual({})
})

test('nothing goes out that was not aimed at what stands there now', () => {
  const going = (content: Parameters<typeof aimed>[0]) => ({ sha256: 'new words', content })
  const said = 'It is six.'
  const right = going({ replyTo: 'bluesky:at://us/1' })
  expect(goingProblem(plan('reply'), right, said)).toBeUndefined()
  expect(goingProblem(plan('reply'), right, undefined)).toBe('correct-first')
  expect(goingProblem(plan('reply'), going({}), said)).toBe('aimed-elsewhere')
  expect(goingProblem(plan('reply'), going({ replyTo: 'bluesky:at://us/0' }), said)).toBe('aimed-elsewhere')
  expect(goingProblem(plan('new'), right, said)).toBe('aimed-elsewhere')
  expect(goingProblem(plan('new'), going({}), undefined)).toBeUndefined()
  expect(goingProblem(plan('page'), going({ correction: 'Other words.' }), said)).toBe('aimed-elsewhere')
  expect(goingProblem(plan('edit'), going({}), said)).toBeUndefined()
  expect(goingProblem(plan('hand'), going({}), said)).toBe('public-otherwise')
  expect(goingProblem(plan('none'), going({}), said)).toBe('cannot-correct')
  expect(goingProblem(plan('leaving'), going({}), said)).toBe('being-taken-down')
})

test('every language says what was wrong', () => {
  expect(unsaid(['en', 'fr', 'en'], { en: 'It is six.' })).toEqual(['fr'])
  expect(unsaid(['en'], { en: ' \n' })).toEqual(['en'])
  expect(unsaid(['en', 'fr'], { en: 'It is six.', fr: 'C’est 18 h.' })).toEqual([])
})

test('a reply begins with what was wrong, in its language, and points at our page of that language', () => {
  const page = stands('page')
  const plans = [
    plan('page', { language: 'fr', newest: { ...page, url: 'https://havre-clair.example/p/1' } }),
  ]
  expect(pageBeside(plans, 'fr')).toBe('https://havre-clair.example/p/1')
  expect(pageBeside(plans, 'en')).toBeUndefined()
  expect(pageBeside([plan('page')], 'en')).toBeUndefined()
  expect(replyWords('It is six.', { language: 'en-CA' })).toBe('Correction: It is six.')
  expect(replyWords('C’est 18 h.', { language: 'fr', pageUrl: 'https://h.example/p/1' })).toBe(
    'Rectification\u00A0: C’est 18 h.\nhttps://h.example/p/1',
  )
})

test('a correction is done when every place that can be corrected says its words', () => {
  const done = { plan: plan('edit'), sha256: 'sha of first' }
  const open = { plan: plan('reply'), sha256: 'new words' }
  expect(isDone([done])).toBe(true)
  expect(isDone([done, open])).toBe(false)
  expect(isDone([done, { ...open, plan: plan('none') }])).toBe(true)
})

const poll = { options: ['Morning', 'Evening'], multiple: false, durationMin: 60 }

test('a reply asks nothing; everywhere else what is asked stays', () => {
  expect(aimed({ poll }, plan('reply'), 'It was wrong.')).not.toHaveProperty('poll')
  for (const how of ['edit', 'page', 'new'] as const)
    expect(aimed({ poll }, plan(how), 'It was wrong.')).toMatchObject({ poll })
  expect(aimed({ poll }, plan('reply'), undefined)).toMatchObject({ poll })
})

test('a poll that people vote on is not changed with the words around it', () => {
  const asked = plan('edit', { newest: stands('first', post({ poll }, { edits: true })) })
  const content = { poll }
  expect(goingProblem(asked, { sha256: 'x', content }, 'It was wrong.')).toBeUndefined()
  for (const other of [undefined, { ...poll, multiple: true }, { ...poll, options: ['Morning', 'Night'] }])
    expect(goingProblem(asked, { sha256: 'x', content: { poll: other } }, 'It was wrong.')).toBe(
      'poll-is-out',
    )
  // On our own page nobody votes.
  const page = plan('page', { newest: stands('first', post({}, { edits: true, notesCorrections: true })) })
  const moved = { correction: 'It was wrong.', poll: { ...poll, multiple: true } }
  expect(goingProblem(page, { sha256: 'x', content: moved }, 'It was wrong.')).toBeUndefined()
})
