import { getCookie } from 'hono/cookie'
import { serialize } from 'hono/utils/cookie'
import { isTokenShaped } from '#access/rules.ts'
import { signInLimits } from '#access/sign-in/rules.ts'
import type { ApiContext } from '#api/api.ts'
import { randomText, type Chance } from '#api/chance.ts'
import { cookieName } from '#api/cookies.ts'
import { secondMs } from '#kernel/time.ts'

const name = 'bw_challenge'

/** The token by which a browser is known again between a challenge and its answer; undefined when it sent none. */
export function browserOf(c: ApiContext, isHttps: boolean): string | undefined {
  const token = getCookie(c, cookieName(name, isHttps))
  return isTokenShaped(token) ? token : undefined
}

/** The same token, or a new one, with the header that keeps it for as long as the challenge. Two tabs share it. */
export function keepBrowser(
  c: ApiContext,
  o: { chance: Chance; isHttps: boolean },
): { browser: string; header: string } {
  const browser = browserOf(c, o.isHttps) ?? randomText(o.chance, 32)
  const header = serialize(cookieName(name, o.isHttps), browser, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: signInLimits.challengeMs / secondMs,
    secure: o.isHttps,
  })
  return { browser, header }
}
