import { jsonOf } from '#kernel/json.ts'
import { hourMs, secondMs } from '#kernel/time.ts'
import { refusedCall, type Answer, type NotSent } from '#networks/call.ts'
import { comeBackMs, resetMs } from '#networks/retry-after.ts'
import { fieldsOf, listOf, textOf } from '#networks/unknown-fields.ts'

const budgetRetryMs = hourMs

/** What is known after an answer of X other than 2xx. */
export function notTaken(answer: Answer, nowMs: number): NotSent {
  const known = refusedCall(answer, nowMs)
  const { detail } = known
  if (answer.status === 429) {
    const retryInMs = limitedForMs(answer.headers, nowMs)
    return { kind: 'wait', why: 'rate-limited', detail, ...(retryInMs !== undefined && { retryInMs }) }
  }
  // Credits of pay-per-use are used up: nothing was done, and somebody has to buy more.
  if (answer.status === 402) return { kind: 'wait', why: 'over-budget', detail, retryInMs: budgetRetryMs }
  if (answer.status !== 403 || known.kind !== 'refused') return known
  return { ...known, why: forbiddenWhy(saidIn(answer)) }
}

/** Both sentences are X's own (seen in 2026); a 403 that says neither is only forbidden. */
function forbiddenWhy(said: string): 'duplicate' | 'not-summoned' | 'forbidden' {
  if (/duplicate/i.test(said)) return 'duplicate'
  return /repl(?:y|ies|ying).{0,80}(?:not (?:been )?(?:allowed|mentioned)|mention|engaged)/is.test(said)
    ? 'not-summoned'
    : 'forbidden'
}

function saidIn({ body }: Answer): string {
  const json = fieldsOf(jsonOf(body.subarray(0, 20_000).toString('utf8')))
  const problems = [json, ...listOf(json, 'errors').map(fieldsOf)]
  return problems
    .flatMap((problem) => [textOf(problem, 'detail'), textOf(problem, 'message')])
    .filter((text) => text !== undefined)
    .join(' ')
    .slice(0, 2000)
}

/** X has a limit for a quarter of an hour and one for a day; the one that is used up counts. */
const dailyLimits = ['x-app-limit-24hour', 'x-user-limit-24hour']

/**
 * How long X keeps a limit up, ms, a second at least; undefined where it does not say.
 * Source: https://docs.x.com/x-api/fundamentals/rate-limits (`x-rate-limit-reset`, seconds since 1970).
 */
export function limitedForMs(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
  const daily = dailyLimits.find((name) => headers[`${name}-remaining`] === '0')
  const dayIsOver =
    daily === undefined || headers['retry-after'] !== undefined
      ? undefined
      : resetMs(headers, `${daily}-reset`, nowMs)
  const ms = dayIsOver ?? comeBackMs(headers, nowMs)
  return ms === undefined ? undefined : Math.max(ms, secondMs)
}
