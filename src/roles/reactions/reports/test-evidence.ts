import { hourMs } from '#kernel/time.ts'
import type { Analysis, Share, Tones, Trace } from '#roles/reactions/analysis/contract.ts'
import type { Evidence } from '#roles/reactions/evidence/contract.ts'
import type { Telling } from '#roles/reactions/reports/telling/page-of.ts'

const startMs = Date.UTC(2026, 10, 24, 21)
const iso = (ms: number): string => new Date(ms).toISOString()
const coverage = {
  since: iso(startMs - 24 * hourMs),
  sources: 13,
  missing: [{ label: 'X', since: iso(startMs + 5 * hourMs) }],
}
const words = {
  en: 'Posts that fit the watches, copies counted once.',
  fr: 'Publications qui répondent aux veilles, copies comptées une seule fois.',
}

const traceOf = (n: number, method = 'volume-1'): Trace => ({
  ...{ n, of: n, method, words, query: 'reaction', coverage },
})
const share = (posts: number, of: number): Share => {
  const shareOf1 = of === 0 ? 0 : posts / of
  return { posts, shareOf1, lowOf1: Math.max(0, shareOf1 - 0.07), highOf1: Math.min(1, shareOf1 + 0.07) }
}

/** Tones of so many posts. */
export function tones(positive: number, neutral: number, negative: number, unsure: number): Tones {
  const sure = positive + neutral + negative
  return {
    ...{ n: sure + unsure, sure, authors: Math.round(sure * 0.9), enough: sure >= 30 },
    ...{ positive: share(positive, sure), neutral: share(neutral, sure), negative: share(negative, sure) },
    unsure: share(unsure, sure + unsure),
  }
}

const query = {
  watches: [{ id: 'w1', name: 'Libraries', rule: 'library OR bibliothèque' }],
  from: iso(startMs - 4 * hourMs),
  to: iso(startMs + 22 * hourMs),
  posts: `/api/reactions/posts?watches=w1&from=${encodeURIComponent(iso(startMs))}&to=${encodeURIComponent(iso(startMs + 22 * hourMs))}`,
}

const counts = [1, 2, 1, 2, 25, 29, 23, 19, 11, 6, 2, 1, 1, 5, 10, 8, 6, 4, 3, 2, 1, 1, 1, 2, 1, 0]

function analysisOf(): Analysis {
  return {
    announcementId: 'a1',
    at: iso(startMs + 22 * hourMs),
    queries: { reaction: query, baseline: { ...query, to: query.from } },
    volume: {
      ...{ trace: traceOf(212), posts: 212, authors: 187, repostsOf1: 0.2 },
      course: {
        bucketMin: 60,
        points: counts.map((posts, i) => ({
          ...{ at: iso(startMs + (i - 4) * hourMs), posts, authors: Math.ceil(posts * 0.9) },
          usual: { mean: 1.1, low: 0, high: 3 },
        })),
      },
      effect: {
        ...{ verdict: 'more', ratio: 9.1, low: 6.4, high: 12.8, posts: 212, usual: 23.3, dispersion: 1.4 },
        seasonality: 'hour-and-day',
        words: {
          en: 'Nine times as much was said as usual (6.4 to 12.8 times).',
          fr: 'On en a parlé neuf fois plus que d’habitude (de 6,4 à 12,8 fois).',
        },
      },
      peak: { at: iso(startMs + hourMs), posts: 29, ratio: 26 },
      baseline: { trace: traceOf(640), posts: 640, authors: 402, hours: 660, hoursAsked: 672 },
    },
    sentiment: {
      trace: traceOf(212, 'tone-1'),
      reaction: tones(95, 43, 25, 49),
      baseline: tones(120, 240, 140, 140),
      change: {
        negative: { of1: -0.13, lowOf1: -0.19, highOf1: -0.06 },
        positive: { of1: 0.34, lowOf1: 0.26, highOf1: 0.42 },
      },
      languages: [
        {
          lang: 'en',
          tones: tones(61, 26, 13, 28),
          toolError: { lang: 'en', month: '2026-10', n: 60, rightOf1: 0.81, lowOf1: 0.7, highOf1: 0.89 },
        },
        { lang: 'fr', tones: tones(34, 17, 12, 21) },
      ],
    },
    themes: {
      trace: traceOf(212, 'themes-1'),
      keywords: [],
      themes: [
        themeOf('t1', ['study space', 'quiet', 'exams'], 64, 3),
        themeOf('t2', ['branches', 'central'], 38, 31),
        themeOf('t3', ['staff', 'overtime', 'cost'], 21, 6),
        themeOf('t4', ['thanks', 'finally'], 55, 0),
      ],
      others: 34,
    },
    questions: {
      ...{ trace: traceOf(52, 'questions-1'), unanswered: 2, unansweredAuthors: 31 },
      questions: [
        questionOf('q1', 'Which branches? The page lists only Central.', 'en', 22, false),
        questionOf('q2', 'Does it start in November or October?', 'en', 9, false),
        questionOf('q3', 'Les heures du conte seront-elles aussi le dimanche ?', 'fr', 7, true),
        questionOf('q4', 'Is parking free on Sundays?', 'en', 4, true),
      ],
    },
    misreadings: {
      trace: traceOf(212, 'facts-1'),
      checked: [{ about: 'date', said: '1 November' }],
      items: [
        { about: 'date', said: ['1 November'], stated: '1 October', posts: 6, authors: 6, samples: [] },
      ],
    },
    carriers: {
      trace: traceOf(212, 'carriers-1'),
      kinds: [
        { kind: 'media', posts: 9, authors: 3, names: [{ name: 'Havre-Clair Gazette', posts: 5 }] },
        { kind: 'others', posts: 203, authors: 184, names: [] },
      ],
    },
    media: {
      ...{ trace: traceOf(9, 'media-1'), heard: true, outlets: 2 },
      first: {
        ...{ label: 'Gazette', at: iso(startMs + 3.2 * hourMs), afterMin: 190 },
        url: 'https://gazette.example/sundays',
      },
      items: [
        {
          label: 'Gazette',
          at: iso(startMs + 3.2 * hourMs),
          url: 'https://gazette.example/sundays',
          text: 'x',
          postId: 'm:1',
        },
        { label: 'Radio HC', at: iso(startMs + 4 * hourMs), text: 'y', postId: 'm:2' },
      ],
    },
    where: {
      trace: traceOf(212, 'where-1'),
      languages: [
        { name: 'en', posts: 128, authors: 110 },
        { name: 'fr', posts: 84, authors: 77 },
      ],
      places: [{ name: 'Old Town', posts: 14, authors: 12 }],
      networks: [{ name: 'mastodon', posts: 120, authors: 101 }],
    },
    comparison: [
      {
        ...{ id: 'a0', title: 'Library cards are free', startedAt: iso(startMs - 900 * hourMs), hours: 22 },
        ...{ posts: 80, thisPosts: 212, authors: 70, tones: tones(33, 30, 18, 10), unanswered: 1 },
        effect: {
          ...{ verdict: 'unclear', ratio: 1.3, low: 0.8, high: 2, posts: 80, usual: 61, dispersion: 1.2 },
          seasonality: 'hour-and-day',
          words: { en: 'Not clearly more than usual.', fr: 'Pas nettement plus que d’habitude.' },
        },
      },
    ],
  }
}

function themeOf(id: string, terms: string[], posts: number, questions: number) {
  return {
    ...{ id, posts, questions, authors: Math.round(posts * 0.9), samples: [] },
    terms: terms.map((text) => ({ text, posts })),
    tones: tones(posts, 0, 0, 0),
  }
}

function questionOf(id: string, text: string, lang: string, authors: number, isAnswered: boolean) {
  const state = isAnswered ? ('answered' as const) : ('unanswered' as const)
  return {
    ...{ id, text, lang, posts: authors + 2, authors, firstAt: iso(startMs + hourMs), state, samples: [] },
    ...(isAnswered
      ? {
          answer: {
            by: 'person' as const,
            name: 'Ana',
            at: iso(startMs + 2 * hourMs),
            url: 'https://city.example/p/1',
          },
        }
      : {}),
  }
}

/** Made-up evidence of how a town heard that libraries open on Sundays. */
export function madeUpEvidence(changed: Partial<Evidence> = {}): Evidence {
  return {
    ...{ id: 'e1', announcementId: 'a1', takenAt: iso(startMs + 22 * hourMs), takenBy: 'Ana Roy' },
    ...{ why: 'report', sha256: 'ab12cd34'.repeat(8) },
    announcement: {
      ...{ id: 'a1', title: 'Libraries open on Sundays from November', kind: 'libraries', revision: 1 },
      text: 'From 1 November the Central and the Old Town library open on Sundays from 12:00 to 17:00.',
      url: 'https://city.example/libraries',
      startedAt: iso(startMs),
      watches: [{ id: 'w1', name: 'Libraries', rule: 'library OR bibliothèque', state: 'live' }],
      baseline: { from: iso(startMs - 28 * 24 * hourMs), to: iso(startMs) },
      reaction: { from: iso(startMs), to: iso(startMs + 168 * hourMs) },
      ...{ state: 'following', createdBy: 'Ana Roy', createdAt: iso(startMs) },
      annotations: [
        { id: 'n1', at: iso(startMs + 13 * hourMs), text: 'Reply thread', by: 'Ana', kind: 'note' },
      ],
    },
    analysis: analysisOf(),
    posts: [
      postOf('mastodon:1', 'there', 'https://social.example/@somebody/1'),
      postOf('mastodon:2', 'gone'),
      postOf('bluesky:3', 'expired', 'https://bsky.example/profile/x/post/3'),
    ],
    ...changed,
  }
}

function postOf(id: string, state: 'there' | 'gone' | 'expired', url?: string) {
  return {
    id,
    network: id.split(':')[0] ?? '',
    at: iso(startMs + hourMs),
    state,
    ...(url === undefined ? {} : { url }),
  }
}

/** How it is told in the tests. */
export const telling: Telling = {
  ...{ reportId: 'r1', language: 'en', timeZone: 'America/Toronto', base: 'https://desk.example' },
  ...{ isPractice: false, madeBy: 'Ana Roy', scheduled: false },
}
