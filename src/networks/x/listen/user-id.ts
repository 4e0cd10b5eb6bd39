import { hourMs, type Clock } from '#kernel/time.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'
import { isXId } from '#networks/x/posts/snowflake.ts'
import type { Meter } from '#networks/x/price.ts'
import { appClient, type AppAccess } from '#networks/x/wire/app-sign-in.ts'
import { readAsApp, type AppFailed } from '#networks/x/wire/read-as-app.ts'

/** One of our accounts, without `@`. `userId`: the number X knows it by, once X has said it. */
export type Account = { handle: string; userId?: string }

/** What is told when the month's budget is used up. */
export const overBudget: AppFailed = {
  kind: 'failed',
  why: 'refused',
  detail: 'the budget for X is used up for this month',
  retryInMs: hourMs,
}

/** The number X knows an account by. Asked as the app, and paid for, once: it is then kept in `account`. */
export async function userIdOf(
  account: Account,
  { meter, ...access }: AppAccess & { meter?: Meter },
  needs: { clock: Clock; signal: AbortSignal },
): Promise<{ kind: 'known'; userId: string } | AppFailed> {
  const { handle, userId: known } = account
  if (known !== undefined) return { kind: 'known', userId: known }
  if (!/^\w{1,15}$/.test(handle)) return { kind: 'failed', why: 'gone', detail: 'this is no handle of X' }
  if ((await meter?.spend('user-read', 1)) === 'over-budget') return overBudget
  const read = await readAsApp(appClient(access), { path: `/2/users/by/username/${handle}` }, needs)
  if (read.kind === 'failed') {
    await meter?.giveBack?.('user-read', 1)
    return read
  }
  const userId = textOf(fieldsOf(read.body['data']), 'id')
  if (!isXId(userId)) return { kind: 'failed', why: 'gone', detail: 'X knows nobody by this handle' }
  account.userId = userId
  return { kind: 'known', userId }
}
