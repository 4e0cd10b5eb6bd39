import { svgInPage } from '#drawing/svg.ts'
import { reportStyle } from '#roles/reactions/reports/forms/html-style.ts'
import type { Cell, Figure, Part, ReportPage, Table } from '#roles/reactions/reports/telling/report-page.ts'

/** Width for which pictures are made; they grow with the page, and their letters with them. */
const pictureWidth = { wide: 400, narrow: 300 } as const

/** What a report page may do: show its style and the letters in it. No script, no frame, no form, nothing fetched. */
export function reportPolicy(): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${reportStyle().hash}'`,
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** A report as a page of its own: one file without script, read well by screen readers, on phones and in print. */
export function htmlOf(page: ReportPage): string {
  const { language, title, kicker, lede, practice, figures, front, annex } = page
  const [volume, tone, questions, themes] = front
  const column = (parts: readonly (Part | undefined)[], width: number): string =>
    `<div>${parts.map((part) => (part === undefined ? '' : partOf(part, page, { level: 2, width }))).join('')}</div>`
  return `<!doctype html>
<html lang="${language}-CA">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${safe(title)} · ${safe(kicker)}</title><style>${reportStyle().style}</style></head>
<body><main>
<header><p class="kicker">${safe(kicker)}</p><h1 dir="auto">${safe(title)}</h1><p class="lede">${safe(lede)}</p></header>
${practice === undefined ? '' : `<p class="practice">${safe(practice)}</p>`}
${saidOf(page)}
<ul class="figures">${figures.map(figureOf).join('')}</ul>
<div class="front">${column([volume, tone], pictureWidth.wide)}${column([questions, themes], pictureWidth.narrow)}</div>
<h2 class="annex">${safe(page.annexHeading)}</h2>
<div class="annexes">${annex.map((part) => partOf(part, page, { level: 3, width: pictureWidth.wide })).join('')}</div>
<footer><h2>${safe(page.methodHeading)}</h2>${page.method.map((line) => `<p class="foot">${safe(line)}</p>`).join('')}<p class="foot">${safe(page.foot)}</p><p class="links">${page.links.map(({ href, text }) => link(href, text)).join(' ')}</p></footer>
</main></body></html>
`
}

function saidOf({ said }: ReportPage): string {
  if (said === undefined) return ''
  const text = said.href === undefined ? safe(said.text) : link(said.href, said.text)
  return `<blockquote class="said"><p dir="auto">${text}</p></blockquote>`
}

function figureOf({ value, label, detail, href, sense }: Figure): string {
  const shown = href === undefined ? safe(value) : link(href, value)
  const colour = sense === undefined ? '' : ` ${sense}`
  return `<li><span class="value${colour}">${shown}</span><span>${safe(label)}</span><span class="detail">${safe(detail)}</span></li>`
}

function partOf(part: Part, page: ReportPage, { level, width }: { level: 2 | 3; width: number }): string {
  const id = `part-${part.key}`
  const heading = `<h${level} id="${id}">${safe(part.heading)}</h${level}>`
  const coverage =
    part.coverage === undefined
      ? ''
      : `<p class="coverage"><span class="hidden">${safe(page.words.coverage)}. </span>${safe(part.coverage)}</p>`
  return `<section class="card" aria-labelledby="${id}">${heading}${bodyOf(part, page, width)}${coverage}</section>`
}

/** A picture has its sentence above it and its table behind a press; a table without a picture is simply there. */
function bodyOf(part: Part, page: ReportPage, width: number): string {
  const { picture, table, sentence, alt = '' } = part
  const shown = table === undefined ? '' : tableOf(table)
  if (picture === undefined) return `<p>${safe(sentence)}</p>${shown}`
  const figure = `<figure><figcaption>${safe(sentence)}</figcaption>${svgInPage(picture(width), alt)}</figure>`
  const press = `<summary>${safe(page.words.showTable)}<span class="hidden">, ${safe(part.heading)}</span></summary>`
  return `${figure}${shown === '' ? '' : `<details>${press}${shown}</details>`}`
}

/** May be wider than a phone: then it scrolls by itself, by keyboard too. */
function tableOf({ caption, head, rows }: Table): string {
  const isNumber = (column: number): boolean => rows.some((row) => row[column]?.value !== undefined)
  const heads = head.map(
    (text, i) => `<th scope="col"${isNumber(i) ? ' class="number"' : ''}>${safe(text)}</th>`,
  )
  const body = rows.map((row) => `<tr>${row.map((cell, i) => cellOf(cell, i === 0)).join('')}</tr>`)
  return `<div class="scroll" role="group" aria-label="${safe(caption)}" tabindex="0"><table><caption class="hidden">${safe(caption)}</caption><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

function cellOf({ text, href, lang, value }: Cell, isHead: boolean): string {
  const marks = [
    isHead ? ' scope="row"' : '',
    value === undefined ? '' : ' class="number"',
    lang === undefined ? '' : ` lang="${safe(lang)}"`,
    value === undefined ? ' dir="auto"' : '',
  ]
  const tag = isHead ? 'th' : 'td'
  return `<${tag}${marks.join('')}>${href === undefined ? safe(text) : link(href, text)}</${tag}>`
}

function link(href: string, text: string): string {
  return `<a href="${safe(href)}">${safe(text)}</a>`
}

function safe(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`)
}
