import { isUrl } from '#kernel/url.ts'
import type { Evidence } from '#roles/reactions/evidence/contract.ts'
import { typeset } from '#roles/reactions/reports/telling/formats.ts'
import { capital, numberCell, say, type Ground } from '#roles/reactions/reports/telling/parts.ts'
import type { Cell, Part } from '#roles/reactions/reports/telling/report-page.ts'
import { aboutWords, kindWords, reportWords } from '#roles/reactions/reports/telling/report-words.ts'
import {
  coverageSentence,
  effectWords,
  evidenceSentence,
  mediaSentence,
} from '#roles/reactions/reports/telling/sentences.ts'

const rowsMax = 15
const linksMax = 30

/** What may be misread; undefined where nothing could be compared, or nothing differs. */
export function misreadingsPart(ground: Ground): Part | undefined {
  const { f, analysis } = ground
  const { items, trace } = analysis.misreadings
  if (items.length === 0) return undefined
  const head = ['about', 'said', 'stated', 'posts', 'people'] as const
  const isFr = f.language === 'fr'
  return {
    ...{ key: 'misreadings', heading: say(ground, 'misreadings') },
    sentence: typeset(
      isFr
        ? 'Des publications donnent un autre fait que l’annonce. C’est peut-être un malentendu : à vérifier.'
        : 'Posts state another fact than the announcement. It may be a misreading: somebody should look.',
      f.language,
    ),
    table: {
      caption: say(ground, 'misreadings'),
      head: words(ground, head),
      rows: items
        .slice(0, rowsMax)
        .map(({ about, said, stated, posts, authors }): Cell[] => [
          { text: aboutWords[about][f.language] },
          { text: said.join(', ') },
          { text: stated },
          numberCell(f.number(posts), posts),
          numberCell(f.number(authors), authors),
        ]),
    },
    coverage: covered(ground, trace.coverage),
  }
}

/** Which kinds of accounts carry it. Only media and official accounts have names. */
export function carriersPart(ground: Ground): Part | undefined {
  const { f, analysis, addresses } = ground
  const { kinds, trace } = analysis.carriers
  const isFr = f.language === 'fr'
  if (kinds.length === 0) return undefined
  return {
    ...{ key: 'carriers', heading: say(ground, 'carriers') },
    sentence: typeset(
      isFr
        ? 'Par genre de compte. Les personnes privées ne sont jamais nommées.'
        : 'By kind of account. Private people are never named.',
      f.language,
    ),
    table: {
      caption: say(ground, 'carriers'),
      head: words(ground, ['kind', 'posts', 'people', 'names']),
      rows: kinds.map(({ kind, posts, authors, names }): Cell[] => [
        { text: kindWords[kind][f.language] },
        numberCell(f.number(posts), posts, addresses.posts(analysis.queries.reaction, { kind })),
        numberCell(f.number(authors), authors),
        {
          text:
            kind === 'media' || kind === 'official'
              ? names
                  .slice(0, 8)
                  .map(({ name }) => name)
                  .join(', ')
              : '',
        },
      ]),
    },
    coverage: covered(ground, trace.coverage),
  }
}

/** Languages, places and networks in one table. */
export function wherePart(ground: Ground): Part | undefined {
  const { f, analysis, addresses } = ground
  const { languages, places, networks, trace } = analysis.where
  const rowsOf = (
    what: 'language' | 'place' | 'network',
    counted: readonly { name: string; posts: number; authors: number }[],
  ): Cell[][] =>
    counted
      .slice(0, 6)
      .map(({ name, posts, authors }) => [
        { text: say(ground, what) },
        { text: what === 'language' ? capital(f.tongue(name)) : name },
        numberCell(
          f.number(posts),
          posts,
          addresses.posts(analysis.queries.reaction, { [what === 'language' ? 'lang' : what]: name }),
        ),
        numberCell(f.number(authors), authors),
      ])
  const rows = [...rowsOf('language', languages), ...rowsOf('place', places), ...rowsOf('network', networks)]
  if (rows.length === 0) return undefined
  return {
    ...{ key: 'where', heading: say(ground, 'where') },
    sentence: typeset(
      f.language === 'fr'
        ? 'Les lieux sont ceux que les publications nomment, à partir de trois personnes.'
        : 'Places are those that posts name, from three people on.',
      f.language,
    ),
    table: {
      caption: say(ground, 'where'),
      head: words(ground, ['what', 'name', 'posts', 'people']),
      rows,
    },
    coverage: covered(ground, trace.coverage),
  }
}

/** What newsrooms made of it. An item is a link; its words stay where they are. */
export function mediaPart(ground: Ground): Part {
  const { f, analysis } = ground
  const { items, trace } = analysis.media
  return {
    ...{ key: 'media', heading: say(ground, 'media') },
    sentence: typeset(mediaSentence(analysis.media, f), f.language),
    ...(items.length === 0
      ? {}
      : {
          table: {
            caption: say(ground, 'media'),
            head: words(ground, ['outlet', 'when', 'link']),
            rows: items
              .slice(0, rowsMax)
              .map(({ label, at, url }): Cell[] => [
                { text: label },
                { text: f.when(at) },
                linkCell(ground, url),
              ]),
          },
        }),
    coverage: covered(ground, trace.coverage),
  }
}

/** The same hours after earlier announcements of the same kind. */
export function earlierPart(ground: Ground): Part | undefined {
  const { f, analysis, addresses } = ground
  if (analysis.comparison.length === 0) return undefined
  return {
    ...{ key: 'earlier', heading: say(ground, 'earlier') },
    sentence: typeset(
      f.language === 'fr'
        ? 'Publications dans les mêmes heures après chaque annonce.'
        : 'Posts in the same hours after each announcement.',
      f.language,
    ),
    table: {
      caption: say(ground, 'earlier'),
      head: words(ground, ['announcement', 'when', 'hours', 'thisOne', 'thatOne', 'usually']),
      rows: analysis.comparison
        .slice(0, 6)
        .map((one): Cell[] => [
          { text: one.title, href: addresses.announcement(one.id) },
          { text: f.when(one.startedAt) },
          numberCell(f.number(one.hours), one.hours),
          numberCell(f.number(one.thisPosts), one.thisPosts),
          numberCell(f.number(one.posts), one.posts),
          { text: typeset(effectWords(one.effect, f), f.language) },
        ]),
    },
  }
}

/** The posts behind the figures: links, and what became of them. */
export function evidencePart(ground: Ground, posts: Evidence['posts']): Part {
  const { f } = ground
  const counts = { there: 0, gone: 0, expired: 0 }
  for (const { state } of posts) counts[state] += 1
  const states = { there: reportWords.there, gone: reportWords.takenBack, expired: reportWords.expired }
  const shown = posts.slice(0, linksMax)
  return {
    ...{ key: 'evidence', heading: say(ground, 'evidence') },
    sentence: typeset(evidenceSentence({ ...counts, shown: shown.length }, f), f.language),
    ...(shown.length === 0
      ? {}
      : {
          table: {
            caption: say(ground, 'evidence'),
            head: words(ground, ['network', 'when', 'state', 'link']),
            rows: shown.map(({ network, at, url, state }): Cell[] => [
              { text: network },
              { text: f.when(at) },
              { text: states[state][f.language] },
              // Of what was taken back not even the address is handed on: it names who wrote it.
              linkCell(ground, state === 'gone' ? undefined : url),
            ]),
          },
        }),
  }
}

function words(ground: Ground, names: readonly (keyof typeof reportWords)[]): string[] {
  return names.map((name) => say(ground, name))
}

function covered({ f }: Ground, note: Parameters<typeof coverageSentence>[0]): string {
  return typeset(coverageSentence(note, f), f.language)
}

/** Only addresses of the web are led to, whatever a network claimed. */
function linkCell(ground: Ground, url: string | undefined): Cell {
  if (url === undefined || !/^https?:\/\//u.test(url) || !isUrl(url)) return { text: say(ground, 'noLink') }
  return { text: new URL(url).hostname, href: url }
}
