import { lettersTo } from '#networks/practice/private/mailbox.ts'
import { spoiledLetters } from '#networks/practice/private/spoil.ts'
import { practiceLimits } from '#networks/practice/world/limits.ts'
import { townCounts } from '#networks/practice/world/counts.ts'
import { townTally } from '#networks/practice/world/votes.ts'
import {
  worldPostsMax,
  type PostedInTown,
  type TownContent,
  type WorldInside,
} from '#networks/practice/world/world.ts'

/** Where nobody listens, what was posted is not kept for them without end. */
const unheardMax = 1000

/** What is asked of the town's server, as its wire carries it. */
export type TownRequest = { account: string; handle: string } & (
  | { call: 'post'; key?: string | undefined; id?: string | undefined; content: TownContent }
  | { call: 'edit'; id: string; content: TownContent }
  | { call: 'delete'; id: string }
  /** By key, by id, or by what it says. `question` names this asking, so that an old answer is not taken for a new one. */
  | {
      call: 'find'
      question: number
      key?: string | undefined
      id?: string | undefined
      content: TownContent
    }
  /** How a poll stands. */
  | { call: 'tally'; id: string }
  /** What people did with a post. */
  | { call: 'counts'; id: string }
  | { call: 'whoami' }
  /** What was written to the account in private, after an earlier look. */
  | { call: 'letters'; afterMs?: number | undefined }
)

/** What the server answers; `body` is JSON. */
export type TownAnswer = { status: number; body: string }

/**
 * Does what is asked, at once, as a server that behaves.
 *
 * @param atMs when it has its effect, epoch ms
 */
export function serve(world: WorldInside, request: TownRequest, atMs: number): TownAnswer {
  world.settle(atMs)
  if (world.partsLeft.get(request.account) === 0) return problem(401, 'the sign-in has ended')
  if (request.call === 'whoami') return answer({ handle: request.handle, limits: practiceLimits })
  if (request.call === 'find') return found(world, request)
  if (request.call === 'tally') return tallied(world, request.id, atMs)
  if (request.call === 'counts') return counted(world, request.id, atMs)
  if (request.call === 'letters') return letters(world, request, atMs)
  if (request.call === 'delete') return deleted(world, request.id, request.account)
  // What was taken before is answered as before, whatever has changed around it meanwhile.
  const before = request.call === 'post' ? takenBefore(world, request) : undefined
  const refusal = before ?? refused(world, request.content)
  if (refusal !== undefined) return refusal
  return request.call === 'edit' ? edited(world, request) : posted(world, request, atMs)
}

function answer(value: unknown): TownAnswer {
  return { status: 200, body: JSON.stringify(value) }
}

function problem(status: number, error: string): TownAnswer {
  return { status, body: JSON.stringify({ error }) }
}

function told(post: PostedInTown): Record<string, unknown> {
  const { nativeId: id, key, text, claimedMs } = post
  return { id, key, text, url: `https://havre-clair.example/posts/${id}`, createdAt: claimedMs }
}

function refused(world: WorldInside, content: TownContent): TownAnswer | undefined {
  const { text, media, replyTo, quoteOf, poll } = content
  if (text.trim() === '' && media.length === 0) return problem(422, 'nothing is said')
  // oxlint-disable-next-line typescript/no-misused-spread -- the town counts code points
  if ([...text].length > practiceLimits.textMax) return problem(422, 'too long')
  if (media.length > practiceLimits.filesMax) return problem(422, 'too many files')
  if (media.some(({ mediaType }) => practiceLimits.media[mediaType] === undefined))
    return problem(422, 'a file of another kind')
  if (poll !== undefined && media.length > 0) return problem(422, 'a poll or files, not both')
  for (const about of [replyTo, quoteOf]) {
    if (about === undefined) continue
    if (!about.startsWith('practice:')) return problem(422, 'that is not in this town')
    if (world.takenBack.has(about.slice('practice:'.length))) return problem(404, 'that was taken back')
  }
  return undefined
}

function letters(world: WorldInside, { account, afterMs }: Asked<'letters'>, atMs: number): TownAnswer {
  const { letters: told, gone } = lettersTo({ account, afterMs, nowMs: atMs })
  return answer({ letters: spoiledLetters(told, world.letterFaults), gone })
}

function tallied(world: WorldInside, id: string, atMs: number): TownAnswer {
  const post = world.posts.get(id)
  const tally = post && townTally(post, atMs)
  return tally === undefined ? problem(404, 'there is no such poll') : answer({ id, ...tally })
}

function counted(world: WorldInside, id: string, atMs: number): TownAnswer {
  const post = world.posts.get(id)
  return post === undefined
    ? problem(404, 'there is no such post')
    : answer({ id, ...townCounts(post, atMs) })
}

type Asked<C extends TownRequest['call']> = Extract<TownRequest, { call: C }>

/** The same key, or the same name, is the same post. */
function takenBefore(world: WorldInside, { account, key, id }: Asked<'post'>): TownAnswer | undefined {
  const knownId = id ?? (key === undefined ? undefined : world.idOfKey.get(nameOf(account, key)))
  const known = world.posts.get(knownId ?? '')
  if (known !== undefined) return answer(told(known))
  return knownId !== undefined && world.takenBack.has(knownId)
    ? problem(410, 'that was taken back')
    : undefined
}

function posted(world: WorldInside, request: Asked<'post'>, atMs: number): TownAnswer {
  const { account, handle, key, content } = request
  const left = world.partsLeft.get(account)
  if (left !== undefined) world.partsLeft.set(account, left - 1)
  const nativeId = request.id ?? `desk-${atMs.toString(36)}-${++world.count}`
  const post = {
    ...content,
    nativeId,
    account,
    handle,
    key,
    edits: 0,
    appearedMs: atMs,
    claimedMs: atMs + world.skewMs,
  }
  keep(world, post)
  if (key !== undefined) world.idOfKey.set(nameOf(account, key), nativeId)
  forgetOldest(world)
  return answer(told(post))
}

function keep(world: WorldInside, post: PostedInTown): void {
  world.posts.set(post.nativeId, post)
  world.onChange?.({ kind: 'post', post })
  world.unheard.push(post)
  if (world.unheard.length > unheardMax) world.unheard.shift()
}

/** What a key is kept under: two accounts may use the same. */
export function nameOf(account: string, key: string): string {
  return `${account} ${key}`
}

function forgetOldest(world: WorldInside): void {
  if (world.posts.size <= worldPostsMax) return
  const [oldest] = world.posts.values()
  if (oldest === undefined) return
  world.posts.delete(oldest.nativeId)
  if (oldest.key !== undefined) world.idOfKey.delete(nameOf(oldest.account, oldest.key))
}

function edited(world: WorldInside, { id, account, content }: Asked<'edit'>): TownAnswer {
  const post = world.posts.get(id)
  if (post?.account !== account) return problem(404, 'there is no such post')
  if (post.poll !== undefined) return problem(422, 'an edit would lose the votes of its poll')
  const after = { ...post, ...content, replyTo: post.replyTo, edits: post.edits + 1 }
  keep(world, after)
  return answer(told(after))
}

function deleted(world: WorldInside, id: string, account: string): TownAnswer {
  const post = world.posts.get(id)
  if (post?.account !== account) return problem(404, 'there is no such post')
  world.posts.delete(id)
  world.takenBack.add(id)
  world.onChange?.({ kind: 'gone', id })
  return answer({ id, deleted: true })
}

/**
 * What is there of what is looked for, oldest first. `onItsWayMs`: something of this account was taken and will show within so
 * long, or has not shown yet; missing: all that was ever taken is there.
 */
function found(world: WorldInside, request: Asked<'find'>): TownAnswer {
  const { account, key, id, content, question } = request
  const byName = id ?? (key === undefined ? undefined : world.idOfKey.get(nameOf(account, key)))
  const posts =
    id !== undefined || key !== undefined
      ? [world.posts.get(byName ?? '')].filter((post) => post !== undefined)
      : [...world.posts.values()].filter((post) => post.account === account && isSame(post, content))
  const dueMs = world.onItsWay.filter((one) => one.account === account).map((one) => one.dueMs)
  return answer({ question, posts: posts.slice(0, 20).map(told), dueMs: dueMs[0] })
}

function isSame(post: TownContent, content: TownContent): boolean {
  const files = (one: TownContent): string => one.media.map(({ sha256 }) => sha256).join(' ')
  return post.text === content.text && post.replyTo === content.replyTo && files(post) === files(content)
}
