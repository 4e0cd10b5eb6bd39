import type { CaptionsRefusal } from '#sending/files/captions/wrongs.ts'

/** One caption: from and to in ms of the film, where it stands on the picture, and its lines as WebVTT writes them. */
export type Cue = { fromMs: number; toMs: number; settings: string; text: string[] }

/** What came of reading a file of captions, in the order of their times. */
export type CaptionsRead = { ok: true; cues: Cue[] } | { ok: false; why: CaptionsRefusal }

/** Blocks between empty lines, each with the number of its first line, from 1. */
export function blocksOf(lines: readonly string[], first = 0): { line: number; lines: string[] }[] {
  const blocks: { line: number; lines: string[] }[] = []
  let open: { line: number; lines: string[] } | undefined
  for (let at = first; at < lines.length; at++) {
    const text = lines[at] ?? ''
    if (text.trim() === '') {
      open = undefined
      continue
    }
    if (open === undefined) blocks.push((open = { line: at + 1, lines: [] }))
    open.lines.push(text)
  }
  return blocks
}

/** A time of a film in ms, of its hours, minutes, seconds and thousandths as they are written. */
export function timeOf(hours: string | undefined, minutes: string, seconds: string, ms: string): number {
  return (
    ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(ms.padEnd(3, '0'))
  )
}

/** Captions as a file of WebVTT: nothing in it but times, places and words. */
export function webVttOf(cues: readonly Cue[]): string {
  const blocks = cues.map(({ fromMs, toMs, settings, text }) => {
    const where = settings === '' ? '' : ` ${settings}`
    return `${timeWords(fromMs)} --> ${timeWords(toMs)}${where}\n${text.join('\n')}\n`
  })
  return `WEBVTT\n\n${blocks.join('\n')}`
}

/** A time as WebVTT writes it. */
export function timeWords(ms: number): string {
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0')
  const rest = String(ms % 1000).padStart(3, '0')
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${rest}`
}
