import { detectFacets } from '@atproto/api/dist/rich-text/detection.js'
import { z } from 'zod'
import type { SendingNeeds } from '#networks/sender.ts'
import type { Account } from '#networks/bluesky/account.ts'
import { readAnswer, unreadable, type Failed } from '#networks/bluesky/xrpc.ts'

/** A stretch of a text that is a link, a mention or a hashtag; bytes of UTF-8, the end not included. */
export type Facet = {
  index: { byteStart: number; byteEnd: number }
  features: (
    | { $type: 'app.bsky.richtext.facet#link'; uri: string }
    | { $type: 'app.bsky.richtext.facet#mention'; did: string }
    | { $type: 'app.bsky.richtext.facet#tag'; tag: string }
  )[]
}

const mentionsMax = 20
const Resolved = z.object({ did: z.string().regex(/^did:[a-z0-9]+:[\w.:%-]{1,250}$/) })

/**
 * Links, mentions and hashtags of a text, in its order. A mention of a name nobody has stays plain text; a server that cannot say is
 * `wait`. The detection is that of Bluesky's own apps (`@atproto/api`, of which only this file is loaded: 5 ms and 1.4 MB in place
 * of 260 ms and 40 MB).
 */
export async function facetsOf(
  text: string,
  account: Account,
  needs: SendingNeeds,
): Promise<Facet[] | Failed> {
  const facets: Facet[] = []
  let mentions = 0
  for (const facet of foundIn(text)) {
    const handle = mentionIn(facet)
    if (handle === undefined) facets.push(facet)
    if (handle === undefined || (mentions += 1) > mentionsMax) continue
    const did = await didOf(handle, account, needs)
    if (typeof did === 'object') return did
    if (did !== undefined)
      facets.push({ ...facet, features: [{ $type: 'app.bsky.richtext.facet#mention', did }] })
  }
  return facets
}

function foundIn(text: string): Facet[] {
  // Of the class it asks for, the detection uses these two alone; the class would bring the whole package with it.
  const unicode = {
    utf16: text,
    utf16IndexToUtf8Index: (at: number) => Buffer.byteLength(text.slice(0, at)),
  } as unknown as Parameters<typeof detectFacets>[0]
  const found = (detectFacets(unicode) ?? []) as Facet[]
  return found.map(withoutClosingMarks).toSorted((a, b) => a.index.byteStart - b.index.byteStart)
}

/** A quotation mark after an address closes the quotation; the detection takes it along. */
function withoutClosingMarks(facet: Facet): Facet {
  const [feature] = facet.features
  if (feature?.$type !== 'app.bsky.richtext.facet#link') return facet
  const uri = feature.uri.replace(/[”’»›"'\]]+$/u, '')
  if (uri === feature.uri) return facet
  const byteEnd = facet.index.byteEnd - Buffer.byteLength(feature.uri.slice(uri.length))
  return { index: { ...facet.index, byteEnd }, features: [{ ...feature, uri }] }
}

function mentionIn({ features: [feature] }: Facet): string | undefined {
  return feature?.$type === 'app.bsky.richtext.facet#mention' ? feature.did.toLowerCase() : undefined
}

async function didOf(
  handle: string,
  account: Account,
  needs: SendingNeeds,
): Promise<string | Failed | undefined> {
  const method = 'com.atproto.identity.resolveHandle'
  const answer = await account.ask({ method, query: [['handle', handle]] }, needs)
  if (answer.kind === 'answer') return readAnswer(Resolved, answer)?.did ?? unreadable(method)
  const isNobody = answer.kind === 'refused' && (answer.why === 'not-accepted' || answer.why === 'not-found')
  return isNobody ? undefined : answer
}
