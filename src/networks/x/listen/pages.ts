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

/** Reads a list of posts; a failure on a later page fails the whole, so that nothing between is lost unseen. */
export async function readList(
  lookUp: XClient,
  list: List,
  needs: { clock: Clock; signal: AbortSignal; source: string },
): Promise<ListRead> {
  const posts: Post[] = []
  let page: string | undefined
  for (let pages = 0; pages < list.pagesMax; pages += 1) {
    const query = { max_results: '100', ...list.query, pagination_token: page }
    const read = await readAsApp(lookUp, { path: list.path, query }, needs)
    if (read.kind === 'failed') return read
    const found = decodeXBody(read.body, { source: needs.source, heardMs: needs.clock.nowMs() })
    posts.push(...found)
    page = textOf(fieldsOf(read.body['meta']), 'next_token')
    const budget = found.length === 0 ? 'ok' : await list.meter?.spend(list.what, found.length)
    const isOverBudget = budget === 'over-budget'
    if (page === undefined || isOverBudget)
      return { kind: 'list', posts, isWhole: page === undefined, isOverBudget }
  }
  return { kind: 'list', posts, isWhole: false, isOverBudget: false }
}
