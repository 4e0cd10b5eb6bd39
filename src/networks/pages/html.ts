/**
 * Text as it may stand in HTML or XML, in an element or between quotes. Characters that neither may hold (controls, half
 * characters, what is no character) are left out.
 */
export function escaped(text: string): string {
  return withoutControls(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Text without what XML 1.0 and HTML forbid. Marks of direction and joiners stay: writing needs them. */
export function withoutControls(text: string): string {
  return text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(forbidden, '')
}

const forbidden =
  // oxlint-disable-next-line no-control-regex -- controls are what is taken out
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]|[\u{1FFFE}\u{1FFFF}\u{10FFFE}\u{10FFFF}]/gu

/** One line without marks that turn the direction of what stands around it: for titles. */
export function asLine(text: string): string {
  return withoutControls(text)
    .replaceAll(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const rightToLeft = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'iw',
  'ks',
  'nqo',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
])
const rightToLeftScripts = new Set(['arab', 'hebr', 'thaa', 'syrc', 'nkoo', 'rohg', 'adlm'])

/** The direction in which a language is written, by its script where its tag names one. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const [primary = '', ...rest] = language.toLowerCase().split('-')
  const script = rest.find((part) => part.length === 4)
  const isRight = script === undefined ? rightToLeft.has(primary) : rightToLeftScripts.has(script)
  return isRight ? 'rtl' : 'ltr'
}

/** A tag as an attribute may hold it; `und` for what is none. */
export function languageTag(language: string): string {
  return /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,8}$/i.test(language) && isLocale(language) ? language : 'und'
}

function isLocale(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length === 1
  } catch {
    return false // it throws for what is no tag, and has no other way to say so
  }
}

/** A web address as it is written out; undefined for anything else, such as one that runs code. */
export function webUrl(url: string): string | undefined {
  const parsed = url.length <= 4000 ? URL.parse(url) : null
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href : undefined
}

/** A web address as an attribute may hold it. */
export function webAddress(url: string): string | undefined {
  const written = webUrl(url)
  return written === undefined ? undefined : escaped(written)
}

/** Paragraphs of a text, its web addresses as links. Nothing else in it is ever markup. */
export function paragraphs(text: string): string {
  return withoutControls(text)
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${part.trim().split('\n').map(linked).join('<br>')}</p>`)
    .join('')
}

const address = /https?:\/\/[^\s<>"'«»]{1,2000}/gi

function linked(line: string): string {
  let html = ''
  let at = 0
  for (const found of line.matchAll(address)) {
    // A full stop or a bracket at the end belongs to the sentence.
    const url = found[0].replace(/[.,;:!?…)\]}]+$/, '')
    const href = webAddress(url)
    if (href === undefined) continue
    html += `${escaped(line.slice(at, found.index))}<a href="${href}">${escaped(url)}</a>`
    at = found.index + url.length
  }
  return html + escaped(line.slice(at))
}
