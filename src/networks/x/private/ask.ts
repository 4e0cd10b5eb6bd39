import { jsonOf } from '#kernel/json.ts'
import { nothingDone } from '#networks/call.ts'
import type { PrivateUnread } from '#networks/private-messages.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { fieldsOf, type UnknownFields } from '#networks/unknown-fields.ts'
import type { XClient } from '#networks/x/wire/client.ts'

/** A question about private messages. */
export type Question = { path: string; query?: Readonly<Record<string, string | undefined>> }

/** What X said; `refused` are no questions to be asked again as they stand. */
export type Said = { kind: 'said'; body: UnknownFields } | ({ kind: 'unread' } & PrivateUnread)

const named = {
  'user.fields': 'id,name,username',
  'media.fields': 'alt_text,media_key,preview_image_url,type,url',
}

/** As X's document of 2026-08 names what can be asked for (OpenAPI 2.167), and as its guides do. */
const byDocument: Readonly<Record<string, string>> = {
  ...named,
  'dm_event.fields': 'attachments,created_at,dm_conversation_id,entities,event_type,id,text',
  expansions: 'attachments.media_keys,participant_ids,referenced_posts,sender_id',
}
const byGuides: Readonly<Record<string, string>> = {
  ...named,
  'dm_event.fields':
    'attachments,created_at,dm_conversation_id,entities,event_type,id,participant_ids,referenced_tweets,sender_id,text',
  expansions: 'attachments.media_keys,participant_ids,referenced_tweets.id,sender_id',
}

/** Asks X about private messages, by whichever names it knows things; those that are good are kept. */
export function privateAsker(client: XClient): (asked: Question, needs: SendingNeeds) => Promise<Said> {
  let fields = byDocument
  return async ({ path, query }, needs) => {
    const call = (names: typeof fields): ReturnType<XClient> =>
      client({ path, query: { ...names, ...query } }, needs)
    let answer = await call(fields)
    if (answer.kind === 'refused' && answer.why === 'not-accepted') {
      const other = fields === byDocument ? byGuides : byDocument
      answer = await call(other)
      if (answer.kind === 'answer') fields = other
    }
    if (answer.kind !== 'answer') {
      const { why, detail, ...more } = nothingDone(answer)
      const retryInMs = 'retryInMs' in more ? more.retryInMs : undefined
      return { kind: 'unread', why, detail, ...(retryInMs !== undefined && { retryInMs }) }
    }
    const body = fieldsOf(jsonOf(answer.body.toString('utf8')))
    return body === undefined
      ? { kind: 'unread', why: 'unreadable', detail: 'the answer is no JSON' }
      : { kind: 'said', body }
  }
}
