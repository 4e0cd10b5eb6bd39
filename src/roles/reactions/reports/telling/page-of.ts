import type { Evidence } from '#roles/reactions/evidence/contract.ts'
import { addressesOf } from '#roles/reactions/reports/telling/addresses.ts'
import {
  carriersPart,
  earlierPart,
  evidencePart,
  mediaPart,
  misreadingsPart,
  wherePart,
} from '#roles/reactions/reports/telling/annex-parts.ts'
import { openLettering } from '#drawing/lettering.ts'
import { formatsOf, typeset, type ReportLanguage } from '#roles/reactions/reports/telling/formats.ts'
import {
  questionsPart,
  say,
  themesPart,
  tonePart,
  volumePart,
  type Ground,
} from '#roles/reactions/reports/telling/parts.ts'
import type { Figure, Part, ReportPage } from '#roles/reactions/reports/telling/report-page.ts'
import {
  effectWords,
  footSentence,
  ledeSentence,
  spanWords,
} from '#roles/reactions/reports/telling/sentences.ts'

/** How a report is told: in which language and zone, from which desk. */
export type Telling = {
  reportId: string
  language: ReportLanguage
  timeZone: string
  /** Address of the desk, without a slash at its end. */
  base: string
  isPractice: boolean
  madeBy: string
  scheduled: boolean
}

const saidLengthMax = 280

/** A report, made from frozen evidence and from nothing else: the same evidence is the same report, years later too. */
export async function pageOf(evidence: Evidence, telling: Telling): Promise<ReportPage> {
  const f = formatsOf(telling.language, telling.timeZone)
  const { announcement, analysis } = evidence
  const addresses = addressesOf(telling.base)
  const lettering = await openLettering(telling.language)
  const ground: Ground = { announcement, analysis, f, lettering, addresses }
  const text = oneLine(announcement.text)
  const { url } = announcement
  return {
    language: telling.language,
    title: oneLine(announcement.title),
    kicker: say(ground, 'kicker'),
    lede: typeset(ledeSentence(announcement, analysis.at, f), f.language),
    ...(text === ''
      ? {}
      : {
          said: {
            text: cut(text, saidLengthMax),
            ...(url !== undefined && /^https?:/u.test(url) ? { href: url } : {}),
          },
        }),
    ...(telling.isPractice ? { practice: say(ground, 'practice') } : {}),
    figures: figuresOf(ground),
    front: [volumePart(ground), tonePart(ground), questionsPart(ground), themesPart(ground)],
    annex: [
      misreadingsPart(ground),
      carriersPart(ground),
      wherePart(ground),
      mediaPart(ground),
      earlierPart(ground),
      evidencePart(ground, evidence.posts),
    ].flatMap((part): Part[] => (part === undefined ? [] : [part])),
    annexHeading: say(ground, 'annex'),
    methodHeading: say(ground, 'method'),
    method: methodOf(ground),
    foot: typeset(footSentence(evidence, telling, f), f.language),
    address: addresses.report(telling.reportId),
    links: [
      { text: say(ground, 'openOnDesk'), href: addresses.announcement(announcement.id) },
      { text: say(ground, 'frozen'), href: addresses.evidence(evidence.id) },
    ],
    words: {
      showTable: say(ground, 'showTable'),
      coverage: say(ground, 'coverage'),
      openOnDesk: say(ground, 'openOnDesk'),
      page: (at, of) => (f.language === 'fr' ? `Page ${at} sur ${of}` : `Page ${at} of ${of}`),
    },
  }
}

function figuresOf(ground: Ground): Figure[] {
  const { analysis, f, addresses } = ground
  const isFr = f.language === 'fr'
  const { volume, questions, sentiment, media } = analysis
  const href = addresses.posts(analysis.queries.reaction)
  const linked = (to: string | undefined) => (to === undefined ? {} : { href: to })
  const { posts, authors } = volume
  const said = {
    value: f.number(posts),
    label: isFr
      ? `${f.many(posts, 'publication', 'publications')} de ${f.number(authors)} ${f.many(authors, 'personne', 'personnes')}`
      : `${f.many(posts, 'post', 'posts')} by ${f.number(authors)} ${f.many(authors, 'person', 'people')}`,
    detail: typeset(effectWords(volume.effect, f), f.language),
    ...linked(href),
  }
  const { unanswered, unansweredAuthors } = questions
  const open = {
    value: f.number(unanswered),
    label: isFr
      ? f.many(unanswered, 'question sans réponse', 'questions sans réponse')
      : f.many(unanswered, 'question nobody has answered', 'questions nobody has answered'),
    detail: isFr
      ? `posées par ${f.number(unansweredAuthors)} ${f.many(unansweredAuthors, 'personne', 'personnes')}`
      : `asked by ${f.number(unansweredAuthors)} ${f.many(unansweredAuthors, 'person', 'people')}`,
    ...linked(addresses.posts(analysis.queries.reaction, { asks: 'yes' })),
  }
  return [said, toneFigure(ground, sentiment), open, mediaFigure(ground, media)]
}

function toneFigure(ground: Ground, { reaction }: Ground['analysis']['sentiment']): Figure {
  const { f, addresses, analysis } = ground
  const isFr = f.language === 'fr'
  const sure = f.number(reaction.sure)
  if (!reaction.enough)
    return {
      value: '?',
      label: say(ground, 'tooLittle'),
      detail: isFr
        ? `sur le ton : ${sure} au ton net`.replace(' :', '\u00A0:')
        : `about the tone: ${sure} are clear`,
    }
  const side = reaction.negative.shareOf1 > reaction.positive.shareOf1 ? 'negative' : 'positive'
  const { shareOf1, lowOf1, highOf1 } = reaction[side]
  const href = addresses.posts(analysis.queries.reaction, { tone: side })
  const label = {
    positive: isFr ? 'de ton positif' : 'sound positive',
    negative: isFr ? 'de ton négatif' : 'sound negative',
  }
  const range = `${f.percent(lowOf1)} ${isFr ? 'à' : 'to'} ${f.percent(highOf1)}`
  return {
    ...{ value: f.percent(shareOf1), label: label[side], sense: side },
    detail: isFr ? `${range}, sur ${sure} au ton net` : `${range}, of ${sure} with a clear tone`,
    ...(href === undefined ? {} : { href }),
  }
}

function mediaFigure({ f }: Ground, { heard, first, outlets }: Ground['analysis']['media']): Figure {
  const isFr = f.language === 'fr'
  if (!heard)
    return {
      value: '?',
      label: isFr ? 'dans les médias' : 'in the news',
      detail: isFr ? 'aucun média n’est écouté' : 'no newsroom is listened to',
    }
  if (first === undefined)
    return {
      value: f.number(0),
      label: isFr ? 'article dans les médias' : 'news items',
      detail: isFr ? 'dans ce qui est écouté' : 'in what is listened to',
    }
  const many = isFr ? f.many(outlets, 'média', 'médias') : f.many(outlets, 'outlet', 'outlets')
  return {
    value: spanWords(first.afterMin, f),
    label: isFr ? 'avant le premier article' : 'until the news had it',
    detail: `${first.label}, ${f.when(first.at)}${isFr ? '\u00A0' : ''}; ${f.number(outlets)} ${many}`,
    ...(first.url !== undefined && /^https?:/u.test(first.url) ? { href: first.url } : {}),
  }
}

/** Each method once, with how much of what there was it read. */
function methodOf({ analysis, f }: Ground): string[] {
  const traces = [
    analysis.volume.trace,
    analysis.sentiment.trace,
    analysis.themes.trace,
    analysis.questions.trace,
    analysis.media.trace,
  ]
  const seen = new Set<string>()
  const lines = traces.flatMap(({ method, words, n, of }) => {
    if (seen.has(method)) return []
    seen.add(method)
    const counted =
      f.language === 'fr'
        ? `${f.number(n)} sur ${f.number(of)} publications lues.`
        : `${f.number(n)} of ${f.number(of)} posts read.`
    return [`${typeset(words[f.language], f.language)} ${counted}`]
  })
  const watches = analysis.queries.reaction.watches.map(({ name, rule }) => `${name}: ${rule}`)
  const heard = f.language === 'fr' ? 'Veilles' : 'Watches'
  return [
    ...lines,
    ...(watches.length === 0
      ? []
      : [`${heard}${f.language === 'fr' ? '\u00A0' : ''}: ${watches.join('; ')}`]),
  ]
}

/** A text as one line, as long as a headline of a few lines may be. */
function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}

function cut(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text
  return `${Array.from(text)
    .slice(0, lengthMax - 1)
    .join('')
    .trimEnd()}…`
}
