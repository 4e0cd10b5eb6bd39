import { blocksOf, timeOf, timeWords, type CaptionsRead, type Cue } from '#sending/files/captions/cue.ts'
import { captionsRefusal, type CaptionsRefusal } from '#sending/files/captions/wrongs.ts'

/**
 * Reads SubRip and gives what WebVTT writes. Bold, italic and underlined stay; colours and places, which programs write each in their
 * own way, are left out; everything else is text.
 */
export function readSubRip(lines: readonly string[]): CaptionsRead {
  const cues: Cue[] = []
  for (const { line, lines: block } of blocksOf(lines)) {
    const read = cueOf(block, line, cues.at(-1)?.fromMs ?? 0)
    if ('why' in read) return { ok: false, why: read }
    if (read.text.length > 0) cues.push(read)
  }
  return { ok: true, cues }
}

const clock = String.raw`(\d{1,3}):([0-5]?\d):([0-5]?\d)[,.](\d{1,3})`
const times = new RegExp(String.raw`^\s*${clock}\s*-->\s*${clock}(?:\s+[XY][12]:.*)?\s*$`, 'u')

/** Whether a file looks like SubRip: a number, then a line of times. */
export function isSubRip(lines: readonly string[]): boolean {
  const [first = '', second = ''] = lines.filter((line) => line.trim() !== '')
  return first.includes('-->') || (/^\s*\d+\s*$/u.test(first) && second.includes('-->'))
}

function cueOf(block: readonly string[], first: number, notBeforeMs: number): Cue | CaptionsRefusal {
  const at = /^\s*\d+\s*$/u.test(block[0] ?? '') && (block[1] ?? '').includes('-->') ? 1 : 0
  const line = first + at
  const told = block[at] ?? ''
  if (!told.includes('-->')) return captionsRefusal('captions-layout', { line, said: told })
  const read = times.exec(told)
  if (read === null) return captionsRefusal('captions-time', { line, said: told })
  const [, fromH, fromM = '', fromS = '', fromMs = '', toH, toM = '', toS = '', toMs = ''] = read
  const from = timeOf(fromH, fromM, fromS, fromMs)
  const to = timeOf(toH, toM, toS, toMs)
  if (to <= from) return captionsRefusal('captions-time', { line, said: told })
  if (from < notBeforeMs) return captionsRefusal('captions-order', { line, said: timeWords(from) })
  const text = block.slice(at + 1).map(plainMarks)
  return { fromMs: from, toMs: to, settings: '', text: text.filter((words) => words !== '') }
}

function plainMarks(words: string): string {
  return words
    .replaceAll(/\{\\[^}]*\}|<\/?font(?:\s[^<>]*)?>/giu, '')
    .replaceAll('&', '&amp;')
    .replaceAll(/<(?!\/?[biu]>)/giu, '&lt;')
    .replaceAll(/<\/?[BIU]>/gu, (mark) => mark.toLowerCase())
    .replaceAll('-->', '--&gt;')
    .trim()
}
