import { z } from 'zod'
import type { SendingNeeds, SendingWhy } from '#networks/sender.ts'
import type { Account } from '#networks/bluesky/account.ts'
import { uriOf } from '#networks/bluesky/references.ts'
import { readView } from '#networks/bluesky/view.ts'
import { readAnswer, unreadable } from '#networks/bluesky/xrpc.ts'
import { fieldsOf, listOf, type UnknownFields } from '#networks/unknown-fields.ts'
import type { Post } from '#kernel/post.ts'

/** A conversation around a post. */
export type Thread =
  /**
   * From the first to the last, in the order of time. `missing`: posts of it that are deleted, hidden from us or unreadable.
   * `isWhole`: nothing was left out for its length.
   */
  | { kind: 'thread'; posts: Post[]; missing: number; isWhole: boolean }
  | { kind: 'gone' }
  | { kind: 'failed'; why: SendingWhy; detail: string; retryInMs?: number }

/** How far around a post is read. */
const reach = { depth: 20, parentHeight: 80, postsMax: 1000, repliesMax: 500 }
const Answered = z.object({ thread: z.looseObject({}) })

/**
 * Reads the conversation a post is in: what it answers, up to the beginning, and what answers it.
 *
 * @param id `bluesky:at://…`
 *
 * Source: lexicon `app.bsky.feed.getPostThread` (2026).
 */
export async function threadOf(id: string, account: Account, needs: SendingNeeds): Promise<Thread> {
  const uri = uriOf(id)
  if (uri === undefined) return { kind: 'gone' }
  const method = 'app.bsky.feed.getPostThread'
  const query = Object.entries({ uri, depth: String(reach.depth), parentHeight: String(reach.parentHeight) })
  const answer = await account.ask({ method, query }, needs)
  if (answer.kind !== 'answer') {
    const { why, detail } = answer
    const retryInMs = 'retryInMs' in answer ? answer.retryInMs : undefined
    if (answer.error === 'NotFound') return { kind: 'gone' }
    return { kind: 'failed', why, detail, ...(retryInMs !== undefined && { retryInMs }) }
  }
  const read = readAnswer(Answered, answer)
  if (read === undefined) return { kind: 'failed', why: 'unreadable', detail: unreadable(method).detail }
  return wholeThread(read.thread, needs.clock.nowMs())
}

function wholeThread(top: UnknownFields, heardMs: number): Thread {
  const posts = new Map<string, Post>()
  const waiting = [top]
  let [missing, looked] = [0, 0]
  for (let node = waiting.pop(); node !== undefined && looked < reach.postsMax; node = waiting.pop()) {
    looked += 1
    const read = readView(node['post'], { source: 'bluesky:thread', heardMs })
    if (read.kind === 'post') posts.set(read.post.id, read.post)
    else missing += 1
    for (const one of [node['parent'], ...listOf(node, 'replies', reach.repliesMax)]) {
      const next = fieldsOf(one)
      if (next !== undefined) waiting.push(next)
    }
  }
  const inOrder = [...posts.values()].toSorted((a, b) => a.atMs - b.atMs)
  return { kind: 'thread', posts: inOrder, missing, isWhole: waiting.length === 0 }
}
