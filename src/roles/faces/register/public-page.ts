import type { ApiContext } from '#api/api.ts'
import { escaped } from '#api/page.ts'
import type { Words } from '#kernel/words.ts'
import { pageStyle } from '#networks/pages/style.ts'
import type { NameAnswer, PublicAccount, PublicRegister } from '#roles/faces/register/contract.ts'
import { kindWords, publicWords as words, registerPages } from '#roles/faces/register/public-words.ts'
import { registerLimits } from '#roles/faces/register/contract.ts'

type Lang = keyof Words

const ownStyle = `
form{margin:0 0 1.5rem}label{font-weight:600;display:block}
.ask{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}.ask input{font:inherit;flex:1 1 14rem;min-width:0;min-block-size:2.75rem;padding:.5rem .75rem;border:2px solid var(--soft);border-radius:6px;background:var(--card);color:var(--ink)}
button{font:inherit;font-weight:600;min-block-size:2.75rem;padding:.5rem 1.5rem;border:2px solid var(--link);border-radius:8px;background:var(--link);color:var(--ground);cursor:pointer}
.answer{border:2px solid var(--line);border-inline-start:8px solid var(--soft);border-radius:10px;padding:1rem 1.25rem;margin:0 0 1.5rem;background:var(--card)}.answer p:last-child{margin:0}
.answer.yes{border-inline-start-color:#1d7a4c}.answer.no{border-inline-start-color:#b3261e}.answer strong{font-size:1.125rem}
.list h3{margin:0}.list .who{font-weight:600}dl{display:grid;grid-template-columns:max-content 1fr;gap:.125rem 1rem;margin:.5rem 0 0;font-size:.9375rem}dt{color:var(--soft)}dd{margin:0}
@media(max-width:26rem){dl{grid-template-columns:1fr}dd{margin:0 0 .375rem}}
[dir=auto]{unicode-bidi:isolate}`

/** What stands on the page. */
export type RegisterPage = {
  register: PublicRegister
  lang: Lang
  timeZone: string
  /** What somebody asked about; missing: nobody asked. */
  answered?: NameAnswer | undefined
}

/** The register as a page: one language, a link to the other, no script, no file beside it; each profile is linked as ours (`rel=me`). */
export function answerRegister(c: ApiContext, page: RegisterPage): Response {
  const { lang, register } = page
  const other = lang === 'en' ? 'fr' : 'en'
  const title = `${words.title[lang]} · ${register.organization}`
  c.header('content-language', lang)
  c.header('cache-control', 'public, max-age=60')
  if (register.isPractice) c.header('x-robots-tag', 'noindex')
  const head = [
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title>`,
    ...registerPages.map(
      (path, at) => `<link rel="alternate" hreflang="${at === 0 ? 'en' : 'fr'}" href="${path}">`,
    ),
    '<link rel="alternate" type="application/json" href="/official-accounts.json">',
    `<style nonce="${c.get('nonce')}">${pageStyle}${ownStyle}</style>`,
  ].join('')
  const otherName = other === 'fr' ? 'Français' : 'English'
  const label = lang === 'en' ? 'Other languages' : 'Autres langues'
  const nav = `<nav aria-label="${label}"><a href="${pathIn(other)}" lang="${other}-CA" hreflang="${other}">${otherName}</a></nav>`
  return c.html(
    `<!doctype html><html lang="${lang}-CA"><head>${head}</head><body><main>${nav}${bodyOf(page)}</main></body></html>`,
  )
}

function pathIn(lang: Lang): string {
  return registerPages[lang === 'en' ? 0 : 1]
}

function bodyOf({ register, lang, timeZone, answered }: RegisterPage): string {
  const open = register.accounts.filter(({ closed }) => closed === undefined)
  const closed = register.accounts.filter((one) => one.closed !== undefined)
  const say = (key: keyof typeof words): string => escaped(words[key][lang])
  return [
    `<p class="from"><bdi>${escaped(register.organization)}</bdi></p><h1>${say('title')}</h1>`,
    register.isPractice ? `<p class="note">${say('practice')}</p>` : '',
    `<p>${say('lede')}</p>`,
    `<h2 id="check">${say('check')}</h2>`,
    answered === undefined ? '' : answerOf(answered, lang),
    formOf(answered?.asked ?? '', lang),
    `<h2>${say('open')}</h2>`,
    open.length === 0 ? `<p>${say('none')}</p>` : listOf(open, { lang, timeZone }),
    closed.length === 0 ? '' : `<h2>${say('ended')}</h2>${listOf(closed, { lang, timeZone })}`,
    `<p class="more"><a href="/official-accounts.json" type="application/json">${say('programs')}</a></p>`,
  ].join('')
}

function formOf(asked: string, lang: Lang): string {
  const say = (key: keyof typeof words): string => escaped(words[key][lang])
  const input = `<input id="name" name="name" value="${escaped(asked)}" maxlength="${registerLimits.askLengthMax}" autocomplete="off" autocapitalize="off" spellcheck="false" required aria-describedby="hint" dir="auto">`
  return `<form method="get" action="${pathIn(lang)}#check"><label for="name">${say('checkLabel')}</label><p class="small" id="hint">${say('checkHint')}</p><div class="ask">${input}<button>${say('checkButton')}</button></div></form>`
}

function answerOf({ asked, answer, accounts }: NameAnswer, lang: Lang): string {
  if (answer === 'nothing-asked') return ''
  const say = (key: keyof typeof words): string => escaped(words[key][lang])
  const who = accounts
    .map((one) => `<p class="who">${handleOf(one)} · ${escaped(one.networkName)}</p>`)
    .join('')
  const closedWords = answer === 'closed' ? accounts.map((one) => closedOf(one, lang)).join('') : ''
  const about = `<p class="small">${say('youAsked')} <bdi dir="auto">${escaped(asked)}</bdi></p>`
  const after = {
    ours: `${who}<p>${say('oursHere')}</p>`,
    closed: `${who}${closedWords}`,
    'looks-alike': `<p>${say('realOne')}</p>${who}`,
    'not-ours': '',
  }[answer]
  const look = answer === 'ours' ? 'yes' : 'no'
  return `<div class="answer ${look}" role="status">${about}<p><strong>${say(answer)}</strong></p>${after}</div>`
}

function listOf(accounts: readonly PublicAccount[], o: { lang: Lang; timeZone: string }): string {
  return `<ul class="list">${accounts.map((one) => itemOf(one, o)).join('')}</ul>`
}

function itemOf(one: PublicAccount, { lang, timeZone }: { lang: Lang; timeZone: string }): string {
  const say = (key: keyof typeof words): string => escaped(words[key][lang])
  const day = (iso: string, zone: string): string =>
    new Intl.DateTimeFormat(`${lang}-CA`, { dateStyle: 'long', timeZone: zone }).format(new Date(iso))
  const names = new Intl.DisplayNames([`${lang}-CA`], { type: 'language' })
  const facts: [string, string][] = [
    [say('languages'), one.languages.map((tag) => escaped(languageName(names, tag))).join(', ')],
    ...(one.since === undefined ? [] : [[say('since'), escaped(day(one.since, 'UTC'))] as [string, string]]),
    ...(one.closed === undefined
      ? []
      : [[say('endedOn'), escaped(day(one.closed.at, timeZone))] as [string, string]]),
    ...(one.checkedAt === undefined
      ? []
      : [[say('checked'), escaped(day(one.checkedAt, timeZone))] as [string, string]]),
  ]
  const purpose = one.purpose[lang] === '' ? '' : `<p>${escaped(one.purpose[lang])}</p>`
  const dl = facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')
  return `<li><h3>${escaped(one.name)}</h3><p class="who">${handleOf(one)} · ${escaped(one.networkName)}</p><p class="small">${escaped(kindWords[one.kind][lang])}</p>${purpose}${closedOf(one, lang)}<dl>${dl}</dl></li>`
}

/** Only accounts that speak for us are linked as ours. */
function handleOf({ handle, url, closed }: PublicAccount): string {
  const shown = `<bdi dir="auto">${escaped(handle)}</bdi>`
  return url === undefined || closed !== undefined ? shown : `<a rel="me" href="${escaped(url)}">${shown}</a>`
}

function closedOf({ closed }: PublicAccount, lang: Lang): string {
  if (closed === undefined) return ''
  const told = closed.words[lang] === '' ? '' : `<p>${escaped(closed.words[lang])}</p>`
  const instead =
    closed.url === undefined
      ? ''
      : `<p><a href="${escaped(closed.url)}">${escaped(words.instead[lang])}</a></p>`
  return told + instead
}

function languageName(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag
  } catch {
    return tag // a tag that is none
  }
}
