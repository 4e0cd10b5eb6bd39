import type { Post } from '#kernel/post.ts'
import type { Clock } from '#kernel/time.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'
import type { XClient } from '#networks/x/wire/client.ts'
import { decodeXBody } from '#networks/x/posts/decode.ts'
import type { Meter, SpendKind } from '#networks/x/price.ts'
import { readAsApp, type AppFailed } from '#networks/x/wire/read-as-app.ts'

/** A list of posts on X that is read page by page, newest first. `what`: as what it is paid for. */
export type List = {
  path: string
  query: Readonly<Record<string, string | undefined>>
  pagesMax: number
  what: SpendKind
  meter?: Meter
}

/** Posts read. `isWhole`: there are no more. `isOverBudget`: nothing more may be read this month. */
export type ListRead = { kind: 'list'; posts: Post[]; isWhole: boolean; isOverBudget: boolean } | AppFailed

const pageMax = 100

/**
 * Reads a list of posts; a failure on a later page fails the whole, so that nothing between is lost unseen. A whole page is paid
 * for before it is read, and what it did not hold is given back: nothing is read that the month cannot pay.
 */
export async function readList(
  lookUp: XClient,
  list: List,
  needs: { clock: Clock; signal: AbortSignal; source: string },
): Promise<ListRead> {
  const posts: Post[] = []
  let page: string | undefined
  for (let pages = 0; pages < list.pagesMax; pages += 1) {
    if ((await list.meter?.spend(list.what, pageMax)) === 'over-budget')
      return { kind: 'list', posts, isWhole: false, isOverBudget: true }
    const query = { max_results: String(pageMax), ...list.query, pagination_token: page }
    const read = await readAsApp(lookUp, { path: list.path, query }, needs)
    if (read.kind === 'failed') {
      await list.meter?.giveBack?.(list.what, pageMax)
      return read
    }
    const found = decodeXBody(read.body, { source: needs.source, heardMs: needs.clock.nowMs() })
    posts.push(...found)
    if (found.length < pageMax) await list.meter?.giveBack?.(list.what, pageMax - found.length)
    page = textOf(fieldsOf(read.body['meta']), 'next_token')
    if (page === undefined) return { kind: 'list', posts, isWhole: true, isOverBudget: false }
  }
  return { kind: 'list', posts, isWhole: false, isOverBudget: false }
}
