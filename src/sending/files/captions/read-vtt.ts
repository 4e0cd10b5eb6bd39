import { blocksOf, timeOf, timeWords, type CaptionsRead, type Cue } from '#sending/files/captions/cue.ts'
import { captionsRefusal, type CaptionsRefusal } from '#sending/files/captions/wrongs.ts'

/**
 * Reads WebVTT strictly: what a browser would quietly leave out is named with its line. Remarks, styles and regions are left out: they
 * are not the captions, and nobody approves them.
 *
 * Source: https://www.w3.org/TR/webvtt1/#syntax (2019, read 2026-11).
 */
export function readWebVtt(lines: readonly string[]): CaptionsRead {
  const end = lines.findIndex((line) => line.trim() === '')
  const head = lines.slice(0, end === -1 ? lines.length : end)
  const early = head.findIndex((line) => line.includes('-->'))
  if (early !== -1) return no('captions-layout', early + 1, head[early])
  const cues: Cue[] = []
  for (const { line, lines: block } of blocksOf(lines, head.length)) {
    if (/^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/u.test(block[0] ?? '') && !(block[0] ?? '').includes('-->'))
      continue
    const read = cueOf(block, line, cues.at(-1)?.fromMs ?? 0)
    if ('why' in read) return { ok: false, why: read }
    if (read.text.length > 0) cues.push(read)
  }
  return { ok: true, cues }
}

function no(why: CaptionsRefusal['why'], line: number, said?: string): { ok: false; why: CaptionsRefusal } {
  return { ok: false, why: captionsRefusal(why, { line, ...(said === undefined ? {} : { said }) }) }
}

const clock = String.raw`(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})`
const times = new RegExp(String.raw`^\s*${clock}[ \t]+-->[ \t]+${clock}(?:[ \t]+(.*?))?\s*$`, 'u')

function cueOf(block: readonly string[], first: number, notBeforeMs: number): Cue | CaptionsRefusal {
  // A name of a caption may stand above its times.
  const at = (block[0] ?? '').includes('-->') ? 0 : 1
  const line = first + at
  const told = block[at]
  if (told?.includes('-->') !== true)
    return captionsRefusal('captions-layout', { line: first, said: block[0] ?? '' })
  const read = times.exec(told)
  if (read === null) return captionsRefusal('captions-time', { line, said: told })
  const [, fromH, fromM = '', fromS = '', fromMs = '', toH, toM = '', toS = '', toMs = '', where = ''] = read
  const from = timeOf(fromH, fromM, fromS, fromMs)
  const to = timeOf(toH, toM, toS, toMs)
  if (to <= from) return captionsRefusal('captions-time', { line, said: told })
  if (from < notBeforeMs) return captionsRefusal('captions-order', { line, said: timeWords(from) })
  const settings = settingsOf(where)
  if (!settings.ok) return captionsRefusal('captions-setting', { line, said: settings.said })
  const text = block.slice(at + 1)
  for (const [i, words] of text.entries()) {
    const odd = words.includes('-->') ? '-->' : oddMark(words)
    if (odd !== undefined) return captionsRefusal('captions-tag', { line: line + 1 + i, said: odd })
  }
  return { fromMs: from, toMs: to, settings: settings.text, text: text.map(escapedSigns) }
}

const percent = String.raw`(?:100|\d{1,2})(?:\.\d+)?%`
const known = new RegExp(
  `^(?:vertical:(?:rl|lr)|line:(?:-?\\d{1,3}|${percent})(?:,(?:start|center|end))?|position:${percent}(?:,(?:line-left|center|line-right))?|size:${percent}|align:(?:start|center|end|left|right))$`,
  'u',
)

function settingsOf(where: string): { ok: true; text: string } | { ok: false; said: string } {
  const kept: string[] = []
  for (const one of where.split(/[ \t]+/u).filter((setting) => setting !== '')) {
    // Regions are left out; `middle` is what programs wrote before 2016.
    if (one.startsWith('region:')) continue
    const setting = one === 'align:middle' ? 'align:center' : one
    if (!known.test(setting)) return { ok: false, said: one }
    kept.push(setting)
  }
  return { ok: true, text: kept.join(' ') }
}

const mark =
  /^<(?:\/?(?:b|i|u|ruby|rt|c|v|lang)(?:\.[^\s<>&.]+)*(?:[ \t][^<>]*)?|(?:\d{2,3}:)?[0-5]\d:[0-5]\d\.\d{3})>/u

/** The first `<` that begins no mark of WebVTT, with what follows it. */
function oddMark(words: string): string | undefined {
  for (let at = words.indexOf('<'); at !== -1; at = words.indexOf('<', at + 1))
    if (!mark.test(words.slice(at))) return words.slice(at, at + 20)
  return undefined
}

/** An & that begins no name of a character is a sign of its own. */
function escapedSigns(words: string): string {
  return words.replaceAll(/&(?!(?:[a-zA-Z]{2,10}|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/gu, '&amp;').trim()
}
