import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import { minuteMs } from '#kernel/time.ts'
import { failedCall, refusedCall, type Answer, type NotSent } from '#networks/call.ts'
import type { Fetched } from '#networks/http.ts'
import type { TownContent } from '#networks/practice/world/world.ts'
import type {
  OutgoingCard,
  OutgoingPart,
  CountsRead,
  PollRead,
  PostedPart,
  ReadBack,
  RemoveOutcome,
  SenderHealth,
  SendingLimits,
  SendingWhy,
  SendOutcome,
} from '#networks/sender.ts'

/** What the town's wire carries for a part. The files are read, as they are where they go out for real. */
export async function contentOf(part: OutgoingPart): Promise<TownContent> {
  const media = await Promise.all(
    part.media.map(async ({ sha256, mediaType, alt, captions, read }) => {
      await read()
      if (captions === undefined) return { sha256, mediaType, alt }
      const text = new TextDecoder().decode(await captions.read())
      return { sha256, mediaType, alt, captions: { language: captions.language, text } }
    }),
  )
  const { text, language, contentWarning, quoteOf, poll } = part
  const card = part.card === undefined ? undefined : await townCard(part.card)
  const replyTo = part.after === undefined ? part.replyTo : `practice:${part.after.nativeId}`
  return { text, language, media, contentWarning, replyTo, quoteOf, poll, card }
}

async function townCard({ url, title, description, image }: OutgoingCard): Promise<TownContent['card']> {
  await image?.read()
  return { url, title, description, picture: image?.sha256 }
}

const TownPost = z.object({
  id: z.string().min(1).max(200),
  key: z.string().optional(),
  text: z.string(),
  url: z.string().max(1000).optional(),
  createdAt: z.number(),
})
type TownPost = z.infer<typeof TownPost>

const Found = z.object({
  question: z.number(),
  posts: z.array(TownPost).max(20),
  dueMs: z.number().optional(),
})

/** What was asked about, so that an answer to another question is not taken for this one's. */
type Asked = { text: string; key?: string; id?: string; partKey?: string; keyOfId?: Map<string, string> }

const unreadable = {
  kind: 'unknown',
  why: 'unreadable',
  detail: 'the answer is not one to this call',
} as const

/** What is known after a post or an edit. */
export function postedOf(fetched: Fetched, asked: Asked, nowMs: number): SendOutcome {
  const answer = answerIn(fetched, nowMs)
  if (answer.kind !== 'answer') return answer
  const read = TownPost.safeParse(bodyOf(answer))
  if (!read.success || !isAbout(read.data, asked)) return unreadable
  remember(read.data.id, asked)
  return {
    kind: 'sent',
    posted: partOf(read.data),
    returned: { id: read.data.id, createdAt: read.data.createdAt },
  }
}

/** Without key and name only the words are left, and that no other part was told this post. */
function isAbout(post: TownPost, { text, key, id, partKey, keyOfId }: Asked): boolean {
  if (key !== undefined && post.key !== key) return false
  if (id !== undefined && post.id !== id) return false
  const owner = keyOfId?.get(post.id)
  return post.text === text && (owner === undefined || owner === partKey)
}

const rememberedMax = 50_000

function remember(id: string, { partKey, keyOfId }: Asked): void {
  if (partKey === undefined || keyOfId === undefined) return
  const [oldest] = keyOfId.keys()
  if (keyOfId.size >= rememberedMax && oldest !== undefined) keyOfId.delete(oldest)
  keyOfId.set(id, partKey)
}

function partOf({ id, url }: TownPost): PostedPart {
  return { nativeId: id, ...(url === undefined ? {} : { url }) }
}

/** What is known after asking. The town tells when something is still on its way; until it came, nothing is "not there". */
export function readBackOf(
  fetched: Fetched,
  asked: Asked & { atMs: number; question: number },
  nowMs: number,
): ReadBack {
  const answer = answerIn(fetched, nowMs)
  if (answer.kind !== 'answer') return unanswered(answer)
  const read = Found.safeParse(bodyOf(answer))
  if (!read.success || read.data.question !== asked.question)
    return { kind: 'unanswered', why: 'unreadable', detail: unreadable.detail }
  const { posts, dueMs } = read.data
  const hasName = asked.key !== undefined || asked.id !== undefined
  const ours = hasName ? posts : posts.filter((post) => isAbout(post, asked))
  const [there] = hasName
    ? ours
    : ours.filter((post) => post.createdAt >= Math.min(asked.atMs, nowMs) - minuteMs)
  if (there !== undefined) {
    remember(there.id, asked)
    return { kind: 'there', posted: partOf(there), returned: { id: there.id, createdAt: there.createdAt } }
  }
  if (dueMs !== undefined)
    return {
      kind: 'unanswered',
      why: 'processing',
      detail: 'on its way',
      retryInMs: Math.max(1, dueMs - nowMs),
    }
  // The same words with an earlier date: said before, or now by a clock that is wrong.
  return ours.length > 0
    ? { kind: 'cannot-know', detail: 'the same words are there, with an earlier date' }
    : { kind: 'not-there' }
}

function unanswered(outcome: NotSent): Extract<ReadBack, { kind: 'unanswered' }> {
  const { why, detail } = outcome
  const retryInMs = outcome.kind === 'wait' ? outcome.retryInMs : undefined
  return { kind: 'unanswered', why, detail, ...(retryInMs === undefined ? {} : { retryInMs }) }
}

/** What is known after a deletion. */
export function removedOf(fetched: Fetched, id: string, nowMs: number): RemoveOutcome {
  const answer = answerIn(fetched, nowMs)
  if (answer.kind === 'refused' && answer.why === 'not-found') return { kind: 'gone' }
  if (answer.kind !== 'answer') return answer
  const read = z.object({ id: z.literal(id), deleted: z.literal(true) }).safeParse(bodyOf(answer))
  return read.success ? { kind: 'gone' } : unreadable
}

const Tally = z.object({
  id: z.string(),
  votes: z.array(z.number().int().min(0)).max(20),
  ...{ voters: z.number().int().min(0), endsAtMs: z.number(), isOver: z.boolean() },
})

/** What is known after asking how a poll stands. */
export function tallyOf(fetched: Fetched, asked: { id: string; options: number }, nowMs: number): PollRead {
  const answer = answerIn(fetched, nowMs)
  if (answer.kind === 'refused' && answer.why === 'not-found') return { kind: 'gone' }
  if (answer.kind !== 'answer') return unanswered(answer)
  const read = Tally.safeParse(bodyOf(answer)).data
  if (read?.id !== asked.id || read.votes.length !== asked.options)
    return { kind: 'unanswered', why: 'unreadable', detail: unreadable.detail }
  const { votes, voters, endsAtMs, isOver } = read
  return { kind: 'read', tally: { votes, voters, endsAtMs, isOver } }
}

const count = z.number().int().min(0)
const Counts = z.object({ id: z.string(), replies: count, reposts: count, likes: count, quotes: count })

/** What is known after asking what people did with a post. */
export function countsOf(fetched: Fetched, id: string, nowMs: number): CountsRead {
  const answer = answerIn(fetched, nowMs)
  if (answer.kind === 'refused' && answer.why === 'not-found') return { kind: 'gone' }
  if (answer.kind !== 'answer') return unanswered(answer)
  const read = Counts.safeParse(bodyOf(answer)).data
  if (read?.id !== id) return { kind: 'unanswered', why: 'unreadable', detail: unreadable.detail }
  const { replies, reposts, likes, quotes } = read
  return { kind: 'read', counts: { replies, reposts, likes, quotes } }
}

/** What a harmless call says about the account. */
export function healthOf(
  fetched: Fetched,
  handle: string,
  nowMs: number,
  limits: SendingLimits,
): SenderHealth {
  const answer = answerIn(fetched, nowMs)
  if (answer.kind !== 'answer') return unwell(answer.why, answer.detail)
  const read = z.object({ handle: z.literal(handle) }).safeParse(bodyOf(answer))
  return read.success ? { ok: true, handle, limits } : unwell('unreadable', unreadable.detail)
}

function unwell(why: SendingWhy, detail: string): SenderHealth {
  return { ok: false, why, detail, isTransient: why !== 'revoked' }
}

function bodyOf(answer: Answer): unknown {
  return jsonOf(answer.body.toString('utf8'))
}

/** An answer, or what is known without one. */
function answerIn(fetched: Fetched, nowMs: number): Answer | NotSent {
  if (fetched.kind === 'answer') return fetched.status === 200 ? fetched : refusedCall(fetched, nowMs)
  return failedCall(fetched)
}
