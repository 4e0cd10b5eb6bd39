import { blackBar } from '#records/export/black-out.ts'
import type { SaidFile } from '#records/export/files.ts'
import type { Locale, Said, SaidField } from '#records/export/said.ts'

/** What stands at the head of the page. */
export type PageFacts = {
  purpose: string
  question: string
  entries: number
  leftOut: number
  at: string
  timeZone: string
  command: string
  fingerprint: string
}

const words = {
  en: {
    title: 'Export from the archive',
    purpose: 'For',
    question: 'Asked for',
    holds: 'Holds',
    made: 'Made',
    counts: (shown: string, left: string) =>
      `${shown} entries in full; ${left} others of the same stretch stand in entries.jsonl as fingerprints only, so that nothing can be left out or moved unnoticed.`,
    verify: 'How to verify it',
    verifyText:
      'Everything here can be checked without us and without a network, with the program Bellwether:',
    print: 'The fingerprint of the key must be the one published by the office at /records/key:',
    entries: 'Entries',
    columns: ['Entry', 'When', 'What', 'Account', 'What is on record'],
    black: 'blacked out',
    because: 'Blacked out because:',
    black2:
      'Black bars stand for words that may not be given out; the reason stands below. All bars have the same length.',
    skip: 'Skip to the entries',
    absent: {
      black: 'A file is left out of this export with a reason; it stands where the file is blacked out.',
      'not-kept': 'This file was not kept; its hash stands in the entry.',
    },
    noAlt: 'Without a description',
  },
  fr: {
    title: 'Extrait des archives',
    purpose: 'Pour',
    question: 'Demandé',
    holds: 'Contient',
    made: 'Produit',
    counts: (shown: string, left: string) =>
      `${shown} inscriptions complètes; ${left} autres de la même période figurent dans entries.jsonl par leur empreinte seulement, afin que rien ne puisse être omis ni déplacé sans que cela se voie.`,
    verify: 'Comment le vérifier',
    verifyText: 'Tout ceci se vérifie sans nous et sans réseau, avec le programme Bellwether :',
    print: 'L’empreinte de la clé doit être celle que le bureau publie à /records/key :',
    entries: 'Inscriptions',
    columns: ['Inscription', 'Quand', 'Quoi', 'Compte', 'Ce qui est consigné'],
    black: 'caviardé',
    because: 'Caviardé pour :',
    black2:
      'Les barres noires remplacent des mots qui ne peuvent être communiqués; le motif figure dessous. Toutes les barres ont la même longueur.',
    skip: 'Aller aux inscriptions',
    absent: {
      black: 'Un fichier est laissé hors de cet extrait avec un motif, indiqué là où il est caviardé.',
      'not-kept': 'Ce fichier n’a pas été conservé; son empreinte figure dans l’inscription.',
    },
    noAlt: 'Sans description',
  },
} as const

const style = `
:root{color-scheme:light dark;--ink:light-dark(#1b2328,#e7ecee);--bg:light-dark(#fff,#12181b);--line:light-dark(#c5ced3,#3a464c);--muted:light-dark(#4d5b63,#a9b6bc);--soft:light-dark(#f3f6f7,#1a2226)}
body{margin:0 auto;padding:24px;max-width:1200px;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:26px;line-height:1.2}h2{font-size:20px;margin-top:32px}
dl{margin:0}dt{font-size:14px;color:var(--muted)}dd{margin:0 0 6px;white-space:pre-line}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px}.facts dt{font-size:16px}
code{font-family:ui-monospace,monospace;font-size:14px;background:var(--soft);padding:2px 4px;border-radius:4px}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid var(--line);padding:10px 12px 10px 0;text-align:left;vertical-align:top}
th,td{overflow-wrap:normal}dd{overflow-wrap:anywhere}thead th{border-bottom:2px solid var(--ink)}tbody th{font-weight:600}
.bar{background:var(--ink);color:var(--ink);border-radius:2px}.why{font-size:14px;color:var(--muted)}
figure{margin:8px 0}figure img,figure video{max-width:min(100%,480px);height:auto;max-height:480px;display:block}figcaption{font-size:14px;color:var(--muted)}
.skip{position:absolute;left:-9999px}.skip:focus{position:static}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
:focus-visible{outline:3px solid currentColor;outline-offset:2px}
@media(max-width:700px){body{padding:12px}.facts{grid-template-columns:1fr}table,thead,tbody,tr,th,td{display:block}thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}tr{border-bottom:2px solid var(--line);padding:8px 0}th,td{border:0;padding:2px 0;overflow-wrap:anywhere}}
@media print{body{max-width:none;padding:0;font-size:10pt}thead{display:table-header-group}tr{break-inside:avoid}.skip{display:none}.bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{margin:15mm}}
`.trim()

/** The page up to its first entry. One file, without scripts and without anything from elsewhere. */
export function pageHead(facts: PageFacts, locale: Locale): string {
  const w = words[locale]
  const number = new Intl.NumberFormat(`${locale}-CA`)
  const counts = w.counts(number.format(facts.entries), number.format(facts.leftOut))
  const line = (name: string, text: string): string =>
    `<dt>${escaped(name)}</dt><dd>${withBars(text, locale)}</dd>`
  const heads = w.columns.map((name) => `<th scope="col">${name}</th>`).join('')
  return `<!doctype html>
<html lang="${locale}-CA"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'">
<title>${w.title}: ${escaped(facts.purpose)}</title><style>${style}</style></head><body>
<a class="skip" href="#entries">${w.skip}</a>
<header><h1>${w.title}</h1><dl class="facts">${line(w.purpose, facts.purpose)}${line(w.question, facts.question)}${line(w.holds, counts)}${line(w.made, timeText(facts.at, facts.timeZone, locale))}</dl></header>
<main><h2>${w.verify}</h2><p>${w.verifyText}</p><p><code>${escaped(facts.command)}</code></p><p>${w.print}</p><p><code>${facts.fingerprint}</code></p>
<h2 id="entries" tabindex="-1">${w.entries}</h2><p>${w.black2}</p>
<table><thead><tr>${heads}</tr></thead><tbody>
`
}

/** Entries as rows of the page. */
export function pageRows(entries: readonly Said[], o: { locale: Locale; timeZone: string }): string {
  return entries.map((entry) => pageRow(entry, o)).join('')
}

/** The end of the page. */
export const pageEnd = '</tbody></table></main></body></html>\n'

function pageRow(
  { seq, at, kind, account, language, fields, files = [] }: Said,
  o: { locale: Locale; timeZone: string },
): string {
  const facts = fields.map((field) => fieldText(field, o.locale)).join('')
  const figures = files.map((file) => figure(file, o.locale)).join('')
  const where = [account, language].filter(Boolean).map(escaped).join(' · ')
  const when = `<time datetime="${at}">${timeText(at, o.timeZone, o.locale)}</time>`
  return `<tr id="e${seq}"><th scope="row">${seq}</th><td>${when}</td><td>${escaped(kind)}</td><td>${where}</td><td><dl>${facts}</dl>${figures}</td></tr>\n`
}

function fieldText({ name, text, why }: SaidField, locale: Locale): string {
  const reasons = why.map((one) => `<p class="why">${words[locale].because} ${escaped(one)}</p>`).join('')
  return `<dt>${escaped(name)}</dt><dd>${withBars(text, locale)}${reasons}</dd>`
}

/** What went out, with its description: read out with it, and to be read beside it. */
function figure({ href, mediaType, alt, absent }: SaidFile, locale: Locale): string {
  const w = words[locale]
  if (href === undefined) return `<p class="why">${w.absent[absent ?? 'not-kept']}</p>`
  const said = escaped(alt.replaceAll(blackBar, `[${w.black}]`))
  const caption = `<figcaption>${alt === '' ? w.noAlt : withBars(alt, locale)} (${escaped(mediaType)})</figcaption>`
  return `<figure>${shown({ href, mediaType, said })}${caption}</figure>`
}

function shown({ href, mediaType, said }: { href: string; mediaType: string; said: string }): string {
  if (mediaType.startsWith('image/')) return `<img src="${href}" alt="${said}" loading="lazy">`
  const kind = mediaType.startsWith('video/') ? 'video' : 'audio'
  return `<${kind} src="${href}" aria-label="${said}" controls preload="none"></${kind}>`
}

/** A bar is read out as words, not as five blocks. */
function withBars(text: string, locale: Locale): string {
  const bar = `<span class="unseen">[${words[locale].black}]</span><span class="bar" aria-hidden="true">${blackBar}</span>`
  return escaped(text).replaceAll(blackBar, bar)
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Day and time with its zone, as people write it. */
export function timeText(at: string, timeZone: string, locale: Locale): string {
  const key = `${locale} ${timeZone}`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(`${locale}-CA`, {
      timeZone,
      ...{
        year: 'numeric',
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      },
      hourCycle: 'h23',
      timeZoneName: 'short',
    } as Intl.DateTimeFormatOptions) // the spread widens the words
  if (formats.size < 100) formats.set(key, format)
  return format.format(new Date(at))
}
