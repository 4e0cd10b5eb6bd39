import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import type { Answer, NothingDone } from '#networks/call.ts'
import type { OutgoingMedia, OutgoingPart, SendingNeeds, SendOutcome } from '#networks/sender.ts'
import { hasLink } from '#networks/x/posts/post-text.ts'
import { kindOfPost } from '#networks/x/price.ts'
import { nativeIdOf } from '#networks/x/posts/snowflake.ts'
import { meOf, postedAs, spend, type Speaking } from '#networks/x/speak/speaking.ts'
import { askCalling } from '#networks/x/speak/summoned.ts'
import { addSubtitles } from '#networks/x/speak/subtitles.ts'
import { upload, type MediaThere } from '#networks/x/speak/upload.ts'

/** Files kept in mind at most, oldest forgotten first. */
const filesMax = 100

const Created = z.object({
  data: z.object({ id: z.string().regex(/^\d{1,19}$/), text: z.string().max(30_000) }),
})

/**
 * Sends one part. Everything before the last call changes no post, so that whatever fails there is `refused` or `wait`; only the
 * last can be `unknown`, and X has no key that would make it safe to repeat.
 */
export async function sendPart(
  speaking: Speaking,
  part: OutgoingPart,
  needs: SendingNeeds,
): Promise<SendOutcome> {
  const target = targetOf(part)
  if (target === undefined)
    return { kind: 'refused', why: 'not-accepted', detail: 'what is answered or quoted is no post on X' }
  const may = await mayAnswer(speaking, { postId: target.answers, lane: part.lane }, needs)
  if (may.kind !== 'may') return may
  const files = await filesOf(speaking, part.media, needs)
  if (files.kind !== 'files') return files
  const price = kindOfPost({ hasLink: hasLink(part.text), summoned: may.summoned })
  const tooMuch = await spend(speaking, price, { lane: part.lane })
  if (tooMuch !== undefined) return tooMuch
  const answer = await speaking.change(
    { method: 'POST', path: '/2/tweets', json: bodyOf(part, target, files.ids) },
    needs,
  )
  // A post that only waits takes its files along the next time; any other use of them is over.
  if (answer.kind !== 'wait') for (const file of part.media) speaking.files.delete(nameOf(file))
  if (answer.kind === 'answer') return outcomeOf(speaking, answer)
  if (answer.kind !== 'unknown') await speaking.meter?.giveBack?.(price, 1)
  return answer
}

/** `answers`: somebody's post, which an app may answer only when it was called; `follows`: a part of ours. */
type Target = { answers?: string; follows?: string; quotes?: string }

function targetOf({ replyTo, quoteOf, after }: OutgoingPart): Target | undefined {
  const target: Target = {}
  if (after !== undefined) target.follows = after.nativeId
  else if (replyTo !== undefined) target.answers = nativeIdOf(replyTo) ?? ''
  if (quoteOf !== undefined) target.quotes = nativeIdOf(quoteOf) ?? ''
  return target.answers === '' || target.quotes === '' ? undefined : target
}

async function mayAnswer(
  speaking: Speaking,
  { postId, lane }: { postId: string | undefined; lane: OutgoingPart['lane'] },
  needs: SendingNeeds,
): Promise<{ kind: 'may'; summoned: boolean } | NothingDone> {
  if (postId === undefined || speaking.isEnterprise) return { kind: 'may', summoned: false }
  const me = await meOf(speaking, needs, lane)
  if (me.kind !== 'me') return me
  const tooMuch = await spend(speaking, 'post-read', { lane })
  if (tooMuch !== undefined) return tooMuch
  const asked = await askCalling(speaking.lookUp, { postId, me: me.me }, needs)
  if (asked.kind !== 'calling') return asked
  if (asked.calling !== 'not-summoned') return { kind: 'may', summoned: asked.calling === 'summoned' }
  const detail = 'its author did not mention or quote the account: answer it in X itself'
  return { kind: 'refused', why: 'not-summoned', detail }
}

async function filesOf(
  speaking: Speaking,
  media: readonly OutgoingMedia[],
  needs: SendingNeeds,
): Promise<{ kind: 'files'; ids: string[] } | NothingDone> {
  const ids: string[] = []
  for (const file of media) {
    const there = await fileThere(speaking, file, needs)
    if ('kind' in there) return there
    ids.push(there.mediaId)
  }
  return { kind: 'files', ids }
}

/** A file with all that belongs to it, as X has it. */
async function fileThere(
  speaking: Speaking,
  file: OutgoingMedia,
  needs: SendingNeeds,
): Promise<MediaThere | NothingDone> {
  const name = nameOf(file)
  const known = speaking.files.get(name)
  const isFresh = known !== undefined && known.untilMs > needs.clock.nowMs()
  const outcome = await upload(speaking.change, file, needs, {
    known: isFresh ? known : undefined,
    keep: (there) => remember(speaking, name, there),
  })
  const isThere = outcome.kind === 'uploaded'
  const failed = isThere ? await addSubtitles(speaking.change, outcome.there, file, needs) : outcome
  // What X could not read or does not know any more is brought anew the next time.
  if (failed?.kind === 'refused') speaking.files.delete(name)
  if (isThere) return failed ?? outcome.there
  return outcome
}

function remember({ files }: Speaking, name: string, there: Parameters<typeof files.set>[1]): void {
  files.set(name, there)
  const [oldest] = files.keys()
  if (files.size > filesMax && oldest !== undefined) files.delete(oldest)
}

function nameOf({ sha256, alt, captions }: OutgoingMedia): string {
  return `${sha256} ${alt} ${captions?.sha256 ?? ''} ${captions?.language ?? ''}`
}

function bodyOf(
  { text, poll }: OutgoingPart,
  { answers, follows, quotes }: Target,
  mediaIds: readonly string[],
): unknown {
  const parent = follows ?? answers
  return {
    text,
    ...(parent !== undefined && { reply: { in_reply_to_tweet_id: parent } }),
    ...(quotes !== undefined && { quote_tweet_id: quotes }),
    ...(mediaIds.length > 0 && { media: { media_ids: mediaIds } }),
    ...(poll !== undefined && { poll: { options: poll.options, duration_minutes: poll.durationMin } }),
  }
}

function outcomeOf(speaking: Speaking, { body }: Answer): SendOutcome {
  const read = Created.safeParse(jsonOf(body.toString('utf8')))
  if (!read.success)
    return { kind: 'unknown', why: 'unreadable', detail: 'X took the post and did not name it' }
  return { kind: 'sent', posted: postedAs(speaking, read.data.data.id), returned: read.data }
}
