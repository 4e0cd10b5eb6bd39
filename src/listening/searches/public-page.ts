import type { ApiContext } from '#api/api.ts'
import { escaped } from '#api/page.ts'
import type { Words } from '#kernel/words.ts'
import type { PublicSearch } from '#listening/contract.ts'

type Lang = keyof Words

const words = {
  title: { en: 'What we listen for', fr: 'Ce que nous écoutons' },
  lede: {
    en: 'These are the searches of public posts that this office has running now: what for, who answers for it, and until when. We follow issues, not people. Posts we keep are erased after {days} days, and within 24 hours when their author deletes them.',
    fr: 'Voici les recherches de messages publics que ce bureau mène en ce moment : à quelle fin, qui en répond et jusqu’à quand. Nous suivons des sujets, pas des personnes. Les messages conservés sont effacés après {days} jours, et dans les 24 heures quand leur auteur les supprime.',
  },
  none: {
    en: 'No search is running just now.',
    fr: 'Aucune recherche n’est en cours en ce moment.',
  },
  owner: { en: 'Answers for it', fr: 'Responsable' },
  since: { en: 'Since', fr: 'Depuis le' },
  until: { en: 'Until', fr: 'Jusqu’au' },
  exception: {
    en: 'An exception to our policy, for a stated reason that is on record. Asked for by {a}, allowed by {b}.',
    fr: 'Exception à nos règles, pour un motif consigné. Demandée par {a}, autorisée par {b}.',
  },
  practice: {
    en: 'Practice: this desk listens to an invented town. Nothing here is real.',
    fr: 'Exercice : ce poste écoute une ville inventée. Rien ici n’est réel.',
  },
  other: { en: 'Français', fr: 'English' },
} as const satisfies Record<string, Words>

/** The colours of the desk (`web/styles/tokens.css`), written out: this page has no file beside it. */
const style = `
:root{color-scheme:light dark;--ink:#16222b;--soft:#51606b;--line:#d5dad6;--ground:#f5f6f3;--card:#fff;--link:#0a5a73;--note:#fbeadf}
@media(prefers-color-scheme:dark){:root{--ink:#e9eff2;--soft:#a3b2bc;--line:#2b373e;--ground:#0f1417;--card:#171e22;--link:#7fcbe6;--note:#3a2416}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:44rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0 1rem;letter-spacing:-.01em}
h2{font-size:1.125rem;margin:0 0 .25rem;line-height:1.3}
p{margin:0 0 .5rem}
a{color:var(--link);text-underline-offset:3px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
.other{text-align:end;margin:0}.other a{display:inline-block;padding:.5rem 0}
.lede{color:var(--soft);margin-bottom:2rem}
.practice,.note{background:var(--note);border-radius:10px;padding:.625rem .875rem}
.practice{margin-bottom:1rem}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.875rem}
li{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.125rem 1.25rem}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.5rem 1.25rem;margin:.75rem 0 0}
dt{color:var(--soft);font-size:.875rem}dd{margin:0}
.note{margin:.875rem 0 0;font-size:.9375rem}
@media print{li{break-inside:avoid}}`

/** The public list of live searches as a page: one language, a link to the other, no script, no file beside it. */
export function answerSearchesPage(
  c: ApiContext,
  o: {
    searches: readonly PublicSearch[]
    lang: Lang
    isPractice: boolean
    timeZone: string
    keptDays: number
  },
): Response {
  const { lang } = o
  const other = lang === 'en' ? 'fr' : 'en'
  const title = words.title[lang]
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style nonce="${c.get('nonce')}">${style}</style>`
  const link = `<p class="other"><a href="/searches?lang=${other}" lang="${other}-CA" hreflang="${other}">${words.other[lang]}</a></p>`
  const practice = o.isPractice ? `<p class="practice">${words.practice[lang]}</p>` : ''
  const list = o.searches.map((search) => entry(search, o)).join('')
  const body = list === '' ? `<p>${words.none[lang]}</p>` : `<ul>${list}</ul>`
  return c.html(
    `<!doctype html><html lang="${lang}-CA"><head>${head}</head><body><main>${link}<h1>${title}</h1>${practice}<p class="lede">${words.lede[lang].replace('{days}', String(o.keptDays))}</p>${body}</main></body></html>`,
  )
}

function entry(search: PublicSearch, o: { lang: Lang; timeZone: string }): string {
  const { lang } = o
  const fact = (word: Words, value: string): string => `<div><dt>${word[lang]}</dt><dd>${value}</dd></div>`
  const { exception } = search
  const note =
    exception === undefined
      ? ''
      : `<p class="note">${words.exception[lang].replace('{a}', () => escaped(exception.askedBy)).replace('{b}', () => escaped(exception.allowedBy))}</p>`
  return `<li><h2>${escaped(search.name)}</h2><p>${escaped(search.purpose)}</p><dl>${fact(words.owner, escaped(search.owner[lang]))}${fact(words.since, dayOf(search.since, o))}${fact(words.until, dayOf(search.until, o))}</dl>${note}</li>`
}

function dayOf(iso: string, o: { lang: Lang; timeZone: string }): string {
  const day = new Intl.DateTimeFormat(`${o.lang}-CA`, { dateStyle: 'long', timeZone: o.timeZone })
  return `<time datetime="${iso}">${day.format(new Date(iso))}</time>`
}
