import type { ApiContext } from '#api/api.ts'

/** What a program's key opens: somebody to act as, nothing, or nothing just now. */
export type ProgramEntry<S> =
  | { kind: 'in'; session: S }
  | { kind: 'unknown' }
  | { kind: 'too-many'; waitMs: number }

/** The key a program sent as `Authorization: Bearer …`; undefined when it sent none. */
export function bearerOf(c: ApiContext): string | undefined {
  return /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
}

/**
 * Whether a request carries a key and no cookie. Another site can make a browser send our cookies, but not this header: so
 * such a request is not forged, and need not show that it comes from our own pages.
 */
export function isFromProgram(c: ApiContext): boolean {
  return bearerOf(c) !== undefined && c.req.header('cookie') === undefined
}
