import { z } from 'zod'
import type { SendingNeeds, PostedPart, OutgoingPart } from '#networks/sender.ts'
import type { Account } from '#networks/bluesky/account.ts'
import { postIdOf } from '#networks/bluesky/post-record.ts'
import { readAnswer, unreadable, type Failed } from '#networks/bluesky/xrpc.ts'

/** A post by its address and the exact version of its content: `com.atproto.repo.strongRef`. */
const StrongRef = z.object({
  uri: z
    .string()
    .max(600)
    .refine((uri) => postIdOf(uri) !== undefined),
  cid: z.string().regex(/^[a-z0-9]{10,200}$/i),
})
/** A record as replies and quotes name it: its address, and the hash of what it says. */
export type StrongRef = z.infer<typeof StrongRef>

/** Where a post stands in a conversation: what it answers, and how the conversation began. */
export type ReplyRef = { root: StrongRef; parent: StrongRef }

/** What is kept of a part that is there: its version, and the beginning of the conversation it is in, where that is not itself. */
export const KeptPart = z.object({ cid: StrongRef.shape.cid, root: StrongRef.optional() })
export type KeptPart = z.infer<typeof KeptPart>

const FoundRecord = z.object({
  uri: z.string().max(600),
  cid: StrongRef.shape.cid,
  value: z.record(z.string(), z.unknown()),
})
const Reply = z.object({ reply: z.object({ root: StrongRef }) })

/** A record as the server of the account has it, or knows it from elsewhere. */
export type FoundRecord = z.infer<typeof FoundRecord>

/** Names and sentences by which servers say that a record is not there (PDS and AppView, sources of 2026). */
export function saysNoRecord({ error, detail }: Failed): boolean {
  return error === 'RecordNotFound' || /could not locate record/i.test(detail)
}

/** Reads one record. One that is not there is refused as `not-found`. @param uri `at://did/collection/key` */
export async function findRecord(
  uri: string,
  account: Account,
  needs: SendingNeeds,
): Promise<FoundRecord | Failed> {
  const method = 'com.atproto.repo.getRecord'
  const [repo = '', collection = '', rkey = ''] = uri.replace(/^at:\/\//, '').split('/')
  const query = Object.entries({ repo, collection, rkey })
  const answer = await account.ask({ method, query }, needs)
  const found = answer.kind === 'answer' ? readAnswer(FoundRecord, answer) : undefined
  if (answer.kind === 'answer') return found?.uri === uri ? found : unreadable(method)
  return saysNoRecord(answer) ? { kind: 'refused', why: 'not-found', detail: `${uri} is not there` } : answer
}

/** The place of a part: after the part before it, or below the post it answers. Undefined where it begins by itself. */
export async function replyRefOf(
  { after, root, replyTo }: OutgoingPart,
  account: Account,
  needs: SendingNeeds,
): Promise<ReplyRef | Failed | undefined> {
  if (after !== undefined) return belowOurs(after, root ?? after, account, needs)
  return replyTo === undefined ? undefined : belowPost(uriOf(replyTo), account, needs)
}

/** The post a part quotes, in its present version. @param id `bluesky:at://…` */
export async function quoteRefOf(
  id: string | undefined,
  account: Account,
  needs: SendingNeeds,
): Promise<StrongRef | Failed | undefined> {
  if (id === undefined) return undefined
  const found = await findPost(uriOf(id), account, needs)
  return 'kind' in found ? found : { uri: found.uri, cid: found.cid }
}

/** The address of a post, `at://…`, from its id; undefined where it is none of this network. */
export function uriOf(id: string): string | undefined {
  const uri = id.replace(/^bluesky:/, '')
  return postIdOf(uri) === undefined ? undefined : uri
}

// What was posted tells its own version; only where that was lost is it asked for again.
async function belowOurs(
  after: PostedPart,
  root: PostedPart,
  account: Account,
  needs: SendingNeeds,
): Promise<ReplyRef | Failed> {
  const [parent, first] = [KeptPart.safeParse(after.kept).data, KeptPart.safeParse(root.kept).data]
  if (parent === undefined || first === undefined) return belowPost(uriOf(after.nativeId), account, needs)
  return {
    root: first.root ?? { uri: root.nativeId, cid: first.cid },
    parent: { uri: after.nativeId, cid: parent.cid },
  }
}

async function belowPost(
  uri: string | undefined,
  account: Account,
  needs: SendingNeeds,
): Promise<ReplyRef | Failed> {
  const found = await findPost(uri, account, needs)
  if ('kind' in found) return found
  const parent = { uri: found.uri, cid: found.cid }
  return { root: beginningOf(found.value) ?? parent, parent }
}

/** How the conversation of a record began; undefined where it began with it. */
export function beginningOf(value: unknown): StrongRef | undefined {
  return Reply.safeParse(value).data?.reply.root
}

async function findPost(
  uri: string | undefined,
  account: Account,
  needs: SendingNeeds,
): Promise<FoundRecord | Failed> {
  if (uri !== undefined) return findRecord(uri, account, needs)
  return { kind: 'refused', why: 'not-found', detail: 'what is answered or quoted is no post on Bluesky' }
}
