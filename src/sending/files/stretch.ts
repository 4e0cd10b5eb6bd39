/** First and last byte of a stretch, from 0. */
export type Stretch = { from: number; to: number }

/**
 * The one stretch a Range header asks for; undefined: all of it; `none`: there is no such stretch. Source: RFC 9110, 14.2: what
 * cannot be read, or asks for several, is answered whole.
 */
export function stretchAsked(header: string | undefined, size: number): Stretch | 'none' | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/u.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  if (first === '') return last === '0' ? 'none' : { from: Math.max(0, size - Number(last)), to: size - 1 }
  const [from, to] = [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)]
  if (last !== '' && Number(last) < from) return undefined
  return from >= size ? 'none' : { from, to }
}
