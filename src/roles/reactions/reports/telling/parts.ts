import type { Analysis, Tones } from '#roles/reactions/analysis/contract.ts'
import type { Announcement } from '#roles/reactions/contract.ts'
import type { Addresses } from '#roles/reactions/reports/telling/addresses.ts'
import { barsPicture } from '#roles/reactions/reports/draw/bars-picture.ts'
import { coursePicture } from '#roles/reactions/reports/draw/course-picture.ts'
import type { Lettering } from '#drawing/lettering.ts'
import { sharesPicture, type ToneShown } from '#roles/reactions/reports/draw/shares-picture.ts'
import { typeset, type Formats } from '#roles/reactions/reports/telling/formats.ts'
import type { Cell, Part } from '#roles/reactions/reports/telling/report-page.ts'
import { reportWords } from '#roles/reactions/reports/telling/report-words.ts'
import {
  bucketMs,
  courseAlt,
  coverageSentence,
  questionsSentence,
  themesSentence,
  toneDetail,
  toneSentence,
  unheardSentences,
} from '#roles/reactions/reports/telling/sentences.ts'
import { sum } from '#roles/reactions/rules/sum.ts'

/** What parts are made from. */
export type Ground = {
  announcement: Announcement
  analysis: Analysis
  f: Formats
  lettering: Lettering
  addresses: Addresses
}

/** Rows of tables, and what the pictures of the front page show. */
const limits = { courseRows: 14, languages: 3, themes: 5, themeRows: 12, questionRows: 20 } as const

/** One of our words, in the language of the report. */
export function say({ f }: Pick<Ground, 'f'>, word: keyof typeof reportWords): string {
  return typeset(reportWords[word][f.language], f.language)
}

/** A number in a table: as it is read, as it is, and its query. */
export function numberCell(text: string, value: number, href?: string): Cell {
  return { text, value, ...(href === undefined ? {} : { href }) }
}

/** How much was said over time. */
export function volumePart(ground: Ground): Part {
  const { analysis, f } = ground
  const { volume } = analysis
  return {
    key: 'volume',
    heading: say(ground, 'volume'),
    sentence: typeset(volume.effect.words[f.language], f.language),
    picture: (width) => volumePicture(ground, width),
    alt: typeset(courseAlt(analysis, f), f.language),
    table: {
      caption: say(ground, 'volume'),
      head: [say(ground, 'from'), say(ground, 'posts'), say(ground, 'usually')],
      rows: courseRows(ground),
    },
    coverage: typeset(
      [coverageSentence(volume.trace.coverage, f), ...unheardSentences(volume.course, f)].join(' '),
      f.language,
    ),
  }
}

function volumePicture(ground: Ground, width: number) {
  const { analysis, announcement, f, lettering } = ground
  const { points, bucketMin, gaps } = analysis.volume.course
  const { first } = analysis.media
  const startedAtMs = Date.parse(announcement.startedAt)
  const fromMs = Date.parse(points[0]?.at ?? announcement.startedAt)
  const spanMs = points.length * bucketMs(bucketMin)
  return coursePicture(
    {
      points: points.map(({ at, posts, usual }) => ({
        ...{ atMs: Date.parse(at), posts },
        ...(usual === undefined ? {} : { low: usual.low, high: usual.high }),
      })),
      bucketMs: bucketMs(bucketMin),
      moments: [
        { atMs: startedAtMs, label: `${say(ground, 'announced')} ${f.time(startedAtMs)}`, isMain: true },
        ...(first === undefined
          ? []
          : [{ atMs: Date.parse(first.at), label: `${first.label} ${f.time(first.at)}`, isMain: false }]),
        ...announcement.annotations
          .filter(({ kind }) => kind === 'note')
          .map(({ at, text }) => ({ atMs: Date.parse(at), label: text, isMain: false })),
      ].filter(({ atMs }) => atMs >= fromMs && atMs <= fromMs + spanMs),
      timeLabel: (atMs) => f.when(atMs),
      number: (value) => f.number(value),
      usualWords: say(ground, 'usual'),
      unheardWords: say(ground, 'unheard'),
      gaps: (gaps ?? []).map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) })),
    },
    { width, height: 176, lettering },
  )
}

/** At most 14 rows: neighbouring buckets are added up. What is usual is known for a row when it is for all of it. */
function courseRows({ analysis, f, addresses }: Ground): Cell[][] {
  const { points, bucketMin } = analysis.volume.course
  const each = Math.max(1, Math.ceil(points.length / limits.courseRows))
  const rows: Cell[][] = []
  for (let i = 0; i < points.length; i += each) {
    const part = points.slice(i, i + each)
    const [first] = part
    if (first === undefined) break
    const toMs = Date.parse(first.at) + part.length * bucketMs(bucketMin)
    const means = part.flatMap(({ usual }) => usual?.mean ?? [])
    const query = addresses.posts(analysis.queries.reaction, {
      from: first.at,
      to: new Date(toMs).toISOString(),
    })
    rows.push([
      { text: f.when(first.at) },
      numberCell(f.number(sum(part.map(({ posts }) => posts))), sum(part.map(({ posts }) => posts)), query),
      means.length === part.length ? numberCell(f.number(sum(means), 1), sum(means)) : { text: '' },
    ])
  }
  return rows
}

/** How it sounded: all of it, then the languages with most posts. */
export function tonePart(ground: Ground): Part {
  const { analysis, f } = ground
  const { sentiment } = analysis
  const head = ['language', 'sure', 'positive', 'neutral', 'negative', 'unsure', 'toolRight'] as const
  return {
    key: 'tone',
    heading: say(ground, 'tone'),
    sentence: typeset(toneSentence(sentiment, f), f.language),
    picture: (width) =>
      sharesPicture(tonesShown(ground), {
        ...{ width, lettering: ground.lettering, percent: f.percent },
      }),
    alt: say(ground, 'toneAlt'),
    table: {
      caption: say(ground, 'tone'),
      head: head.map((word) => say(ground, word)),
      rows: toneRows(ground),
    },
    coverage: typeset(coverageSentence(sentiment.trace.coverage, f), f.language),
  }
}

function tonesShown(ground: Ground): ToneShown[] {
  const { f } = ground
  const { sentiment } = ground.analysis
  const shown = (name: string, tones: Tones): ToneShown => ({
    ...{ name, detail: typeset(toneDetail(tones, f), f.language), enough: tones.enough },
    positive: tones.positive.shareOf1,
    neutral: tones.neutral.shareOf1,
    negative: tones.negative.shareOf1,
  })
  const languages = sentiment.languages.length > 1 ? sentiment.languages.slice(0, limits.languages - 1) : []
  return [
    shown(say(ground, 'allLanguages'), sentiment.reaction),
    ...languages.map(({ lang, tones }) => shown(capital(f.tongue(lang)), tones)),
  ]
}

function toneRows(ground: Ground): Cell[][] {
  const { f, addresses, analysis } = ground
  const { reaction, baseline, languages } = analysis.sentiment
  const row = (name: string, tones: Tones, checked: string, lang?: string): Cell[] => {
    const narrowed = lang === undefined ? {} : { lang }
    const link = (tone: string): string | undefined =>
      addresses.posts(analysis.queries.reaction, { ...narrowed, tone })
    return [
      { text: name },
      numberCell(f.number(tones.sure), tones.sure, addresses.posts(analysis.queries.reaction, narrowed)),
      numberCell(f.percent(tones.positive.shareOf1), tones.positive.shareOf1, link('positive')),
      numberCell(f.percent(tones.neutral.shareOf1), tones.neutral.shareOf1, link('neutral')),
      numberCell(f.percent(tones.negative.shareOf1), tones.negative.shareOf1, link('negative')),
      numberCell(f.percent(tones.unsure.shareOf1), tones.unsure.shareOf1, link('unsure')),
      { text: checked },
    ]
  }
  const before = baseline === undefined ? [] : [row(say(ground, 'before'), baseline, '').map(unlinked)]
  return [
    row(say(ground, 'allLanguages'), reaction, ''),
    ...languages.map(({ lang, tones, toolError }) =>
      row(
        capital(f.tongue(lang)),
        tones,
        toolError === undefined
          ? say(ground, 'notChecked')
          : `${f.percent(toolError.rightOf1)} (n = ${f.number(toolError.n)}, ${toolError.month})`,
        lang,
      ),
    ),
    ...before,
  ]
}

/** The posts before the announcement are another query than those after it. */
function unlinked({ href: _other, ...cell }: Cell): Cell {
  return cell
}

/** What it was about. */
export function themesPart(ground: Ground): Part {
  const { analysis, f } = ground
  const { themes, others, trace } = analysis.themes
  const termsOf = (terms: readonly { text: string }[]): string =>
    terms
      .slice(0, 4)
      .map(({ text }) => text)
      .join(', ')
  const head = ['theme', 'posts', 'people', 'asking'] as const
  const rows = themes
    .slice(0, limits.themeRows)
    .map(({ terms, posts, authors, questions }): Cell[] => [
      { text: termsOf(terms) },
      numberCell(f.number(posts), posts),
      numberCell(f.number(authors), authors),
      numberCell(f.number(questions), questions),
    ])
  const unit = f.language === 'fr' ? 'publications' : 'posts'
  const bars = themes.slice(0, limits.themes).map(({ terms, posts }, i) => ({
    ...{ name: termsOf(terms), posts },
    // What is counted is said once: the room is for the words.
    label: i === 0 && posts > 1 ? `${f.number(posts)} ${unit}` : f.number(posts),
  }))
  return {
    key: 'themes',
    heading: say(ground, 'themes'),
    sentence: typeset(themesSentence(analysis.themes, f), f.language),
    ...(bars.length === 0
      ? {}
      : {
          picture: (width: number) => barsPicture(bars, { width, lettering: ground.lettering }),
          alt: say(ground, 'themesAlt'),
          table: {
            caption: say(ground, 'themes'),
            head: head.map((word) => say(ground, word)),
            rows: [
              ...rows,
              [
                { text: say(ground, 'otherThemes') },
                numberCell(f.number(others), others),
                { text: '' },
                { text: '' },
              ],
            ],
          },
        }),
    coverage: typeset(coverageSentence(trace.coverage, f), f.language),
  }
}

/** What people ask. The sentence of a question is shown only while its post is there. */
export function questionsPart(ground: Ground): Part {
  const { analysis, f, addresses } = ground
  const { questions, trace } = analysis.questions
  const head = ['question', 'people', 'state'] as const
  const rows = questions
    .slice(0, limits.questionRows)
    .map(({ text, lang, authors, state, answer }): Cell[] => [
      text === '' ? { text: say(ground, 'wordsGone') } : { text, ...(lang === undefined ? {} : { lang }) },
      numberCell(f.number(authors), authors, addresses.posts(analysis.queries.reaction, { asks: 'yes' })),
      {
        text: say(ground, state),
        ...(answer?.url === undefined || !/^https?:/u.test(answer.url) ? {} : { href: answer.url }),
      },
    ])
  return {
    key: 'questions',
    heading: say(ground, 'questions'),
    sentence: typeset(questionsSentence(analysis.questions, f), f.language),
    ...(rows.length === 0
      ? {}
      : { table: { caption: say(ground, 'questions'), head: head.map((word) => say(ground, word)), rows } }),
    coverage: typeset(coverageSentence(trace.coverage, f), f.language),
  }
}

/** With a capital, as a name at the beginning of a row. */
export function capital(text: string): string {
  const [first = '', ...rest] = text
  return first.toLocaleUpperCase('fr') + rest.join('')
}
