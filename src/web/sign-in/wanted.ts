import { ownPath } from '#kernel/own-path.ts'
import { minuteMs } from '#kernel/time.ts'

const name = 'bw-wanted'
/** As long as a sign-in link: whoever comes later has forgotten what they wanted. */
const keptMs = 15 * minuteMs

/** Keeps the page somebody wanted before they were asked to sign in, for the link they open next. */
export function keepWanted(storage: Storage, path: string, nowMs: number): void {
  const wanted = ownPath(path)
  if (wanted === '/') return
  storage.setItem(name, `${nowMs} ${wanted}`)
}

/** The page that was wanted, once; undefined when there is none, or it is too long ago. */
export function takeWanted(storage: Storage, nowMs: number): string | undefined {
  const [at = '', path] = (storage.getItem(name) ?? '').split(' ')
  storage.removeItem(name)
  const isRecent = nowMs - Number(at) < keptMs && Number(at) <= nowMs
  const wanted = isRecent ? ownPath(path) : '/'
  return wanted === '/' ? undefined : wanted
}
