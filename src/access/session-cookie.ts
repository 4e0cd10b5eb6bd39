import { serialize } from 'hono/utils/cookie'
import { sessionCookie } from '#api/api.ts'
import { cookieName } from '#api/cookies.ts'
import { secondMs } from '#kernel/time.ts'

/** The header that gives a browser its session; 0 ms takes it away. */
export function sessionCookieOf(token: string, lastsMs: number, isHttps: boolean): string {
  return serialize(cookieName(sessionCookie, isHttps), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: Math.floor(lastsMs / secondMs),
    secure: isHttps,
  })
}
