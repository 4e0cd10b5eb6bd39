import { createHash } from 'node:crypto'
import type { Words } from '#kernel/words.ts'
import { escaped, paragraphs } from '#networks/pages/html.ts'
import {
  documentOf,
  languageLink,
  sayIn,
  type Around,
  type Say as SayAny,
} from '#roles/faces/now-page/public-document.ts'
import { whoStyle } from '#roles/faces/now-page/style.ts'
import { zoneWords } from '#roles/faces/now-page/when-words.ts'
import type { AnswerWords, Session } from '#roles/faces/questions/contract.ts'
import { publicWords } from '#roles/faces/questions/public-words.ts'
import { questionLimits } from '#roles/faces/questions/contract.ts'
import { takesQuestions } from '#roles/faces/questions/rules.ts'

const style = `${whoStyle}
form{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.25rem 1.375rem;margin:1rem 0 1.5rem}form h2{margin:0 0 .5rem}
label{display:block;font-weight:650;margin:.75rem 0 .25rem}textarea,input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem .625rem;border:1px solid var(--soft);border-radius:6px;background:var(--page,Canvas);color:inherit}
.help{color:var(--soft);margin:0 0 .25rem;font-size:.9375rem}.trap{position:absolute;left:-9999px}button{font:inherit;font-weight:650;min-height:44px;padding:.5rem 1rem;margin-top:1rem;border:0;border-radius:6px;background:#0b5d66;color:#fff}
.wrong{border-inline-start:4px solid #a62c1e;padding:.5rem .75rem;margin:0 0 1rem}.thanks{border-inline-start:4px solid #1f6b45;padding:.5rem .75rem;margin:0 0 1rem}
.qa{list-style:none;margin:0;padding:0;display:grid;gap:1rem}.qa>li{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem 1.25rem;break-inside:avoid}.qa blockquote{margin:0 0 .5rem;font-weight:650}.qa p{margin:0 0 .5rem}.qa .by{color:var(--soft);font-size:.9375rem;margin:0}
@media print{form,.refresh{display:none}}`

const styleHash = createHash('sha256').update(style).digest('base64')

/** What these pages may do: show their style, and send their one form to us. No script, no frame. */
export const questionsPolicy = [
  ...["default-src 'none'", `style-src 'sha256-${styleHash}'`, "base-uri 'none'", "form-action 'self'"],
  "frame-ancestors 'none'",
].join('; ')

/** An answered question as everybody reads it. */
export type PublicAnswer = {
  id: string
  /** Missing when whoever asked took it back. */
  words?: string | undefined
  language: 'en' | 'fr'
  by:
    | { kind: 'form' | 'hand'; name?: string | undefined }
    | { kind: 'post'; network: string; url?: string | undefined }
  times: number
  answer: AnswerWords
  answeredAtMs: number
  correctedAtMs?: number | undefined
  isLater: boolean
  withdrawnWhy?: string | undefined
}

/** What somebody wrote that was not taken, and why. */
export type Refused = {
  why: 'tooShort' | 'tooLong' | 'notOpen' | 'tooMany' | 'full'
  seconds?: number
  words: string
  asker: string
}

type Say = SayAny<keyof typeof publicWords>

/** The page of a session. `isThanks`: somebody has just asked. */
export function renderSession(
  session: Session,
  answers: readonly PublicAnswer[],
  o: Around & { isThanks?: boolean; refused?: Refused | undefined },
): string {
  const say = sayIn(publicWords, o.lang)
  const other = o.lang === 'en' ? 'fr' : 'en'
  const body = [
    languageLink(session.pages[other], o),
    `<h1>${escaped(session.title[o.lang])}</h1>${paragraphs(session.lede[o.lang])}`,
    `<p class="state">${stateWords(session, o.lang)}</p>`,
    afterwards(session, say),
    o.isThanks === true ? `<p class="thanks" role="status">${say('sent')}</p>` : '',
    takesQuestions(session.state) || o.refused !== undefined ? form(session, o) : '',
    `<h2>${say('answers')}</h2>`,
    session.state === 'live' || session.state === 'over'
      ? `<p class="refresh"><a href="${escaped(session.pages[o.lang])}">${say('refresh')}</a></p>`
      : '',
    answers.length === 0
      ? `<p>${say('none')}</p>`
      : `<ol class="qa">${answers.map((one) => answerHtml(one, session, o.lang)).join('')}</ol>`,
    `<footer><p><a href="${o.lang === 'fr' ? '/qui' : '/who'}">${say('who')}</a></p><p><a href="/house-rules?lang=${o.lang}">${say('rules')}</a></p><p><a href="${o.lang === 'fr' ? '/vos-questions' : '/live-questions'}">${say('back')}</a></p></footer>`,
  ]
  return pageOf(session.title[o.lang], body.join(''), o)
}

/** The list of sessions. */
export function renderSessions(sessions: readonly Session[], o: Around): string {
  const say = sayIn(publicWords, o.lang)
  const items = sessions.map(
    (one) =>
      `<li><a href="${escaped(one.pages[o.lang])}">${escaped(one.title[o.lang])}</a><br>${stateWords(one, o.lang)}</li>`,
  )
  const list = items.length === 0 ? `<p>${say('listNone')}</p>` : `<ul>${items.join('')}</ul>`
  const body = `${languageLink(o.lang === 'en' ? '/vos-questions' : '/live-questions', o)}<h1>${say('list')}</h1>${list}`
  return pageOf(publicWords.list[o.lang], body, o)
}

function stateWords(session: Session, lang: keyof Words): string {
  const at = (iso: string): string => whenWords(Date.parse(iso), lang, session.timeZone)
  const { answered, waiting, toApprove, aside } = session.counts
  return sayIn(publicWords, lang)(session.state, {
    ...{ opens: at(session.opensAt), begins: at(session.beginsAt), ends: at(session.endsAt) },
    ...{ answered, asked: answered + waiting + toApprove + aside, why: session.cancelledWhy ?? '' },
  })
}

function afterwards({ state, counts }: Session, say: Say): string {
  if (state !== 'over') return ''
  const waiting = counts.waiting + counts.toApprove
  const following = waiting === 0 ? '' : `<p>${say('following', { waiting })}</p>`
  return following + (counts.aside === 0 ? '' : `<p>${say('aside', { aside: counts.aside })}</p>`)
}

function form(session: Session, { lang, refused }: Around & { refused?: Refused | undefined }): string {
  const say = sayIn(publicWords, lang)
  const wrong =
    refused === undefined
      ? ''
      : `<p class="wrong" role="alert" id="wrong">${say(refused.why, { seconds: refused.seconds ?? 0 })}</p>`
  const described = refused === undefined ? 'help' : 'help wrong'
  return `<form method="post" action="${escaped(session.pages[lang])}"><h2>${say('ask')}</h2>${wrong}
<label for="words">${say('question')}</label><p class="help" id="help">${say('questionHelp')}</p>
<textarea id="words" name="words" rows="4" maxlength="${questionLimits.wordsLengthMax}" required aria-describedby="${described}">${escaped(refused?.words ?? '')}</textarea>
<label for="asker">${say('name')}</label><input id="asker" name="asker" maxlength="${questionLimits.nameLengthMax}" autocomplete="given-name" value="${escaped(refused?.asker ?? '')}">
<p class="trap" aria-hidden="true"><label for="site">${say('trap')}</label><input id="site" name="site" tabindex="-1" autocomplete="off"></p>
<button>${say('send')}</button></form>`
}

function answerHtml(one: PublicAnswer, session: Session, lang: keyof Words): string {
  const say = sayIn(publicWords, lang)
  if (one.withdrawnWhy !== undefined)
    return `<li id="q-${escaped(one.id)}"><p>${say('withdrawn', { why: one.withdrawnWhy })}</p></li>`
  const question =
    one.words === undefined
      ? `<p>${say('takenBack')}</p>`
      : `<blockquote lang="${one.language}-CA">${escaped(one.words).replaceAll('\n', '<br>')}</blockquote>`
  const other = lang === 'en' ? 'fr' : 'en'
  const text = one.answer[lang] ?? one.answer[other] ?? ''
  const isOther = one.answer[lang] === undefined
  const note = isOther ? `<p class="by">${say('otherLanguage')}</p>` : ''
  const spoken = isOther ? other : lang
  return `<li id="q-${escaped(one.id)}">${question}<p class="by">${askedWords(one, say)}</p>${note}<div lang="${spoken}-CA">${paragraphs(text)}</div><p class="by">${answeredWords(one, session, lang)}</p></li>`
}

function askedWords({ by, times }: PublicAnswer, say: Say): string {
  const often = times > 1 ? ` · ${say('times', { times })}` : ''
  if (by.kind !== 'post')
    return (by.name === undefined ? say('askedHere') : say('asked', { name: by.name })) + often
  const where = say('askedOn', { network: by.network })
  return (
    (by.url === undefined ? where : `<a href="${escaped(by.url)}" rel="nofollow noopener">${where}</a>`) +
    often
  )
}

function answeredWords(one: PublicAnswer, session: Session, lang: keyof Words): string {
  const say = sayIn(publicWords, lang)
  const at = (ms: number): string => whenWords(ms, lang, session.timeZone)
  const later = one.isLater ? ` · ${say('later')}` : ''
  const corrected =
    one.correctedAtMs === undefined ? '' : ` · ${say('corrected', { time: at(one.correctedAtMs) })}`
  return say('answeredAt', { time: at(one.answeredAtMs) }) + later + corrected
}

function whenWords(ms: number, lang: keyof Words, timeZone: string): string {
  const day = new Intl.DateTimeFormat(`${lang}-CA`, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  })
  const time = new Intl.DateTimeFormat(`${lang}-CA`, { hour: 'numeric', minute: '2-digit', timeZone })
  const at = lang === 'fr' ? 'à' : 'at'
  return `${day.format(ms)} ${at} ${time.format(ms)} (${zoneWords(ms, `${lang}-CA`, timeZone)})`
}

function pageOf(title: string, body: string, around: Around): string {
  return documentOf({ title, body, style, practice: publicWords.practice }, around)
}
