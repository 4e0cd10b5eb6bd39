import { randomUUID } from 'node:crypto'
import { MadeKey } from '#access/people/contract.ts'
import type { KnownRoute } from '#api/api.ts'
import type { Desk } from '#app/desk.ts'
import type { Grant, Verb } from '#kernel/permission.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import { named, type Planted } from './planted.ts'

/** Whether a route is asked to change something. */
export const changes = (route: KnownRoute): boolean => route.method !== 'get'

/** What a route answered; of a live stream no text. */
export type Said = { status: number; error: string; text: string; headers: Headers }

/** Calls a route as its rightful caller would, where something was planted for it; else with values that fit nothing. */
export async function callAs(
  route: KnownRoute,
  headers: Record<string, string>,
  at: { desk: Desk; planted: Planted; isLate?: boolean },
): Promise<Said> {
  const planned = at.planted.shots.get(named(route))
  const shot = at.isLate === true && planned ? { ...planned, body: planned.late } : planned
  const path = shot?.path ?? route.path.replaceAll(/\{\w+\}/g, '999999999')
  const type = shot?.csv === undefined ? 'application/json' : 'text/csv'
  const left = new AbortController()
  const answer = await fetch(new URL(path, at.desk.url), {
    method: route.method.toUpperCase(),
    headers: { ...(changes(route) ? { 'content-type': type } : {}), ...headers },
    ...(changes(route) && route.method !== 'delete'
      ? { body: shot?.csv ?? JSON.stringify(shot?.body ?? {}) }
      : {}),
    redirect: 'manual',
    signal: left.signal,
  })
  // A live stream goes on for ever: of it only a refusal is read.
  const isEndless = answer.headers.get('content-type')?.startsWith('text/event-stream') === true
  const text = isEndless ? '' : await answer.text()
  left.abort()
  const error = answer.ok ? '' : (/"error":"([\w-]+)"/.exec(text)?.[1] ?? '')
  return { status: answer.status, error, text, headers: answer.headers }
}

/** A verb for every account, language and lane. */
export const everywhere = (verb: Verb): Grant => ({ verb, account: '*', language: '*', lane: '*' })

/** A new key of a program, made by an owner with a fresh proof; its secret. */
export async function newKey(at: Desk, cookie: string, grants: readonly Grant[]): Promise<string> {
  const endsAt = new Date(wallClock.nowMs() + 30 * dayMs).toISOString()
  const name = `${randomUUID().slice(0, 8)} may ${grants.map(({ verb }) => verb).join(' ')}`.slice(0, 60)
  const answer = await fetch(new URL('/api/programs/keys', at.url), {
    method: 'POST',
    headers: { cookie, 'x-bellwether': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ name, grants, endsAt }),
  })
  if (answer.status !== 201) throw new Error(`no key was made: ${await answer.text()}`)
  return MadeKey.parse(await answer.json()).secret
}
