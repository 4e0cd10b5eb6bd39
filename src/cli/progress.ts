import type { Terminal } from '#cli/terminal.ts'
import { secondMs } from '#kernel/time.ts'

/** A slow step on screen. */
export type Progress = {
  /** How far it is; `of` missing: the end is not known. */
  update(done: number, of?: number, note?: string): void
  /** The step is over; `note` says what came of it. */
  done(note?: string): void
}

/** How often the line is rewritten on a terminal, and written anew elsewhere. */
export const progressEvery = { terminalMs: 100, elsewhereMs: 10 * secondMs } as const

/** Shows a step on stderr: one line rewritten on a terminal, a plain line now and then elsewhere. */
export function startProgress(terminal: Terminal, label: string): Progress {
  const { stderr, nowMs, locale } = terminal
  const isLive = stderr.isTTY === true
  const startedMs = nowMs()
  let shownMs = startedMs
  const show = (text: string): void => {
    shownMs = nowMs()
    stderr.write(isLive ? `\r\x1b[2K${text.slice(0, (stderr.columns ?? 80) - 1)}` : `${text}\n`)
  }
  show(`${label} …`)
  return {
    update(done, of, note) {
      if (nowMs() - shownMs < (isLive ? progressEvery.terminalMs : progressEvery.elsewhereMs)) return
      show(`${label} ${howFar(done, of, locale)}${note ? ` · ${note}` : ''}`)
    },
    done(note) {
      const took = seconds((nowMs() - startedMs) / secondMs, locale)
      show(`${label} · ${note ? `${note} · ` : ''}${took}`)
      if (isLive) stderr.write('\n')
    },
  }
}

function howFar(done: number, of: number | undefined, locale: 'en' | 'fr'): string {
  const count = done.toLocaleString(`${locale}-CA`)
  if (of === undefined || of <= 0) return count
  const share = Math.min(100, Math.floor((done / of) * 100))
  return locale === 'fr' ? `${share} % (${count})` : `${share}% (${count})`
}

function seconds(value: number, locale: 'en' | 'fr'): string {
  return `${value.toLocaleString(`${locale}-CA`, { maximumFractionDigits: 1 })} s`
}
