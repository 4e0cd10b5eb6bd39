import { jsonOf } from '#kernel/json.ts'
import type { Answer } from '#networks/call.ts'
import { OwnStatus } from '#networks/mastodon/entities.ts'
import type { KeptPart } from '#networks/mastodon/resolve.ts'
import type { OutgoingPart, PostedPart, SendOutcome } from '#networks/sender.ts'

const keptLengthMax = 2000
const urlLengthMax = 1000

/** What an answer to posting or editing says is there; an answer nobody can read says nothing. */
export function postedIn(answer: Answer, part: OutgoingPart): SendOutcome {
  const read = OwnStatus.safeParse(jsonOf(answer.body.toString('utf8')))
  if (!read.success)
    return { kind: 'unknown', why: 'unreadable', detail: `${answer.status}, and the answer is not a post` }
  return { kind: 'sent', posted: postedPart(read.data, part), returned: returnedOf(read.data) }
}

/** A post of ours as it is kept. The URI names it on every server of the network; the id only on ours. */
export function postedPart(status: OwnStatus, part: OutgoingPart): PostedPart {
  const attached = status.media_attachments ?? []
  // In the order they were given; with another count nobody can say which is which.
  const files =
    attached.length === part.media.length
      ? part.media.slice(0, 20).map(({ sha256 }, at) => ({ sha256, id: attached[at]?.id ?? '' }))
      : []
  const named: KeptPart = { id: status.id, ...(status.poll !== undefined && { poll: status.poll.id }) }
  const whole: KeptPart = { ...named, ...(files.length > 0 && { files }) }
  const kept = JSON.stringify(whole).length <= keptLengthMax ? whole : named
  return { nativeId: status.uri, ...(isWebPage(status.url) && { url: status.url }), kept }
}

/** The network's own answer for the record, as far as it is about the post. */
export function returnedOf(status: OwnStatus): unknown {
  return {
    ...status,
    content: status.content?.slice(0, 20_000),
    spoiler_text: status.spoiler_text?.slice(0, 2000),
  }
}

function isWebPage(url: string | undefined): url is string {
  return url !== undefined && url.length <= urlLengthMax && /^https?:\/\//i.test(url)
}
