import type { ManyVersion } from '#networks/to-many.ts'
import { mailWords } from './mail-words.ts'

/** The two forms of a mail: the same words, plain and as a page. */
export type MailBody = { text: string; html: string }

/** How a mail of a list ends. `unsubscribeUrl`: already checked, see `webUrl`; `why`: why they get it, where that is more than that they subscribed. */
export type MailEnd = { unsubscribeUrl: string; why: string | undefined }

/**
 * Writes a mail. The page is made from the text: headings, paragraphs and links, read well by a screen reader and at any width.
 * Nothing in it is fetched, so opening it tells nobody anything.
 *
 * @param o.end undefined where nobody is subscribed yet
 */
export function mailBody(
  version: ManyVersion,
  { url, end }: { url: string | undefined; end: MailEnd | undefined },
): MailBody {
  const words = mailWords(version.language)
  const text = version.text.replaceAll(/\r\n?/g, '\n').trim()
  const more = url === undefined ? '' : `\n\n${words.readMore}${words.colon}${url}`
  const why = end?.why ?? words.why
  const foot =
    end === undefined ? '' : `\n-- \n${why}\n${words.unsubscribe}${words.colon}${end.unsubscribeUrl}\n`
  return {
    text: `${text}${more}\n${foot}`,
    html: page(version, [
      `<h1>${escaped(version.title)}</h1>`,
      ...text.split(/\n{2,}/).map((one) => `<p>${linked(one).replaceAll('\n', '<br>\n')}</p>`),
      ...(url === undefined ? [] : [`<p><a href="${escaped(url)}">${words.readMore}</a></p>`]),
      ...(end === undefined
        ? []
        : [`<hr>\n<p>${escaped(why)} <a href="${escaped(end.unsubscribeUrl)}">${words.unsubscribe}</a></p>`]),
    ]),
  }
}

function page({ language, title }: ManyVersion, blocks: readonly string[]): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${escaped(language)}" dir="auto">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(title)}</title>`,
    '</head>',
    '<body style="font-family:sans-serif;font-size:1em;line-height:1.5;max-width:38em">',
    ...blocks,
    '</body>',
    '</html>\n',
  ].join('\n')
}

/** Addresses in a text become links; everything is escaped. */
function linked(text: string): string {
  let html = ''
  let at = 0
  for (const found of text.matchAll(/https?:\/\/[^\s<>"']{1,2000}/g)) {
    const address = found[0].replace(/[.,;:!?)\]}’”»]{1,10}$/, '')
    html += escaped(text.slice(at, found.index))
    html += `<a href="${escaped(address)}">${escaped(address)}</a>`
    at = found.index + address.length
  }
  return html + escaped(text.slice(at))
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? '')
}
