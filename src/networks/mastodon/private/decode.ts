import { isUrl } from '#kernel/url.ts'
import { htmlToText } from '#networks/feeds/html-text.ts'
import { linksOf } from '#networks/mastodon/attached.ts'
import { localIdOf } from '#networks/mastodon/decode.ts'
import { timeOf } from '#networks/mastodon/times.ts'
import {
  privateMessageOf,
  type PrivateMessage,
  type PrivateRefusedWhy,
  type RawMessage,
} from '#networks/private-messages.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

/** Our account as its server names it: its id there, and its name without a server. */
export type Me = { id: string; acct: string }

/** What decoding needs to know of its surroundings. */
export type DecodeNeeds = { me: Me; origin: string; conversationId: string; heardMs: number }

const htmlLengthMax = 200_000
const linksMax = 5

/**
 * Reads a status of a conversation as a message. Undefined for one that is not `direct`: in a thread that began in public the public
 * part is none of ours to seal. Pure, and never throws.
 */
export function directMessageOf(
  value: unknown,
  { me, origin, conversationId, heardMs }: DecodeNeeds,
): PrivateMessage | PrivateRefusedWhy | undefined {
  const status = fieldsOf(value)
  if (status === undefined) return 'not-a-message'
  if (textOf(status, 'visibility') !== 'direct') return undefined
  const account = fieldsOf(status['account'])
  const acct = textOf(account, 'acct')
  const html = (textOf(status, 'content') ?? '').slice(0, htmlLengthMax)
  const isOurs = localIdOf(account?.['id']) === me.id || acct === me.acct
  return privateMessageOf(
    {
      ...{ network: 'mastodon', nativeId: localIdOf(status['id']), conversationId, isOurs },
      from: { id: textOf(account, 'uri'), handle: acct, name: textOf(account, 'display_name') },
      text: textIn(status, html),
      sentAtMs: timeOf(textOf(status, 'created_at')),
      attachments: [...mediaIn(status), ...linksIn(status, html)],
      answerAt: isOurs ? undefined : pageHere(textOf(status, 'url'), origin),
    },
    heardMs,
  )
}

/** The warning stands before the words, as readers see it. */
function textIn(status: UnknownFields, html: string): string {
  const warning = htmlToText((textOf(status, 'spoiler_text') ?? '').slice(0, 2000)).text
  const words = htmlToText(html).text
  return warning === '' ? words : `${warning}\n${words}`
}

const types: Readonly<Record<string, RawMessage['attachments'][number]['type']>> = {
  image: 'image',
  gifv: 'film',
  video: 'film',
  audio: 'sound',
}

function mediaIn(status: UnknownFields): RawMessage['attachments'] {
  return listOf(status, 'media_attachments', 20).flatMap((one) => {
    const file = fieldsOf(one)
    const url = textOf(file, 'url') ?? textOf(file, 'remote_url')
    return [{ type: types[textOf(file, 'type') ?? ''] ?? 'link', url, alt: textOf(file, 'description') }]
  })
}

function linksIn(status: UnknownFields, html: string): RawMessage['attachments'] {
  return linksOf(status, html)
    .slice(0, linksMax)
    .map((url) => ({ type: 'link', url }))
}

/** Somebody signed in sees a message only on the server of the account; elsewhere its address leads nowhere. */
function pageHere(url: string | undefined, origin: string): string | undefined {
  return url !== undefined && isUrl(url) && new URL(url).origin === origin ? url : undefined
}
