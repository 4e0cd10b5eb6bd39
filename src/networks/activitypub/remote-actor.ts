import { z } from 'zod'
import { dayMs, minuteMs } from '#kernel/time.ts'
import { keys, nameOf } from '#networks/activitypub/addresses.ts'
import type { FederationDesk } from '#networks/activitypub/desk.ts'
import { fetchDocument, isRemoteId } from '#networks/activitypub/fetch-document.ts'
import { cleanText } from '#networks/clean-text.ts'
import { fieldsOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

/** Somebody on another server, as their own document tells it; what we keep of them, for a day. */
export const RemoteActor = z.object({
  id: z.string(),
  handle: z.string().max(300).optional(),
  displayName: z.string().max(300).optional(),
  isBot: z.boolean(),
  inbox: z.string(),
  /** Where something for everybody on that server is taken once. */
  sharedInbox: z.string().optional(),
  keys: z.array(z.object({ id: z.string(), pem: z.string() })),
})
export type RemoteActor = z.infer<typeof RemoteActor>

/** Who was looked for. */
export type FoundActor =
  | { kind: 'found'; actor: RemoteActor }
  | { kind: 'gone' }
  /** `isFinal`: what is there is no actor, and asking again soon will not change that. */
  | { kind: 'unanswered'; detail: string; isFinal: boolean }

const Cached = z.object({ atMs: z.number(), found: z.union([RemoteActor, z.null()]), isFinal: z.boolean() })
const keptMs = dayMs
/** What failed is not asked again for that long: somebody could otherwise make us call a stranger at every request. */
const failedMs = 5 * minuteMs
const freshMs = minuteMs

/**
 * The actor at an address, by the document there. `isFresh`: what was kept for more than a minute does not do.
 */
export async function remoteActor(
  id: string,
  desk: FederationDesk,
  { isFresh = false }: { isFresh?: boolean } = {},
): Promise<FoundActor> {
  const kept = Cached.safeParse(await desk.store.get(keys.remoteActor(id))).data
  const ageMs = desk.clock.nowMs() - (kept?.atMs ?? -Infinity)
  if (kept?.found === null && ageMs < failedMs) return unanswered('asked a short while ago', kept.isFinal)
  if (kept != null && kept.found !== null && ageMs < (isFresh ? freshMs : keptMs))
    return { kind: 'found', actor: kept.found }
  return askOnce(id, desk)
}

const asking = new WeakMap<FederationDesk, Map<string, Promise<FoundActor>>>()

/** Those who look for the same actor at once share one question. */
function askOnce(id: string, desk: FederationDesk): Promise<FoundActor> {
  const underWay = asking.get(desk) ?? new Map<string, Promise<FoundActor>>()
  asking.set(desk, underWay)
  const name = nameOf(id)
  const asked = underWay.get(name) ?? ask(id, desk).finally(() => underWay.delete(name))
  underWay.set(name, asked)
  return asked
}

async function ask(id: string, desk: FederationDesk): Promise<FoundActor> {
  const fetched = await fetchDocument(id, desk)
  if (fetched.kind === 'gone') return { kind: 'gone' }
  const actor = fetched.kind === 'document' ? readActor(fetched.document, desk) : undefined
  const isFinal = fetched.kind !== 'unanswered'
  const kept = { atMs: desk.clock.nowMs(), found: actor ?? null, isFinal }
  await desk.store.set(keys.remoteActor(id), kept, actor === undefined ? failedMs : keptMs)
  if (actor !== undefined) return { kind: 'found', actor }
  return unanswered('detail' in fetched ? fetched.detail : 'not an actor', isFinal)
}

function unanswered(detail: string, isFinal: boolean): FoundActor {
  return { kind: 'unanswered', detail, isFinal }
}

const types = new Set<unknown>(['Person', 'Service', 'Organization', 'Group', 'Application'])

/** Reads an actor. Its inboxes have to be on its own server: nobody points us at somebody else's door. */
export function readActor(document: UnknownFields, desk: FederationDesk): RemoteActor | undefined {
  const id = textOf(document, 'id') ?? ''
  const inbox = textOf(document, 'inbox') ?? ''
  if (!typesOf(document).some((type) => types.has(type)) || !isRemoteId(id, desk)) return undefined
  const isTheirs = (url: string | undefined): url is string =>
    url !== undefined && isRemoteId(url, desk) && new URL(url).origin === new URL(id).origin
  if (!isTheirs(inbox)) return undefined
  const shared = textOf(fieldsOf(document['endpoints']), 'sharedInbox')
  const name = textOf(document, 'preferredUsername')
  const displayName = cleanText(textOf(document, 'name') ?? '', 300).trim()
  return {
    ...{ id, inbox, keys: keysOf(document, id), isBot: typesOf(document).includes('Service') },
    ...(isTheirs(shared) && { sharedInbox: shared }),
    ...(name !== undefined &&
      /^[^\s@\p{Cc}]{1,100}$/u.test(name) && {
        handle: cleanText(`${name}@${new URL(id).host}`, 300).toLowerCase(),
      }),
    ...(displayName !== '' && { displayName }),
  }
}

/** The types of a document: one, or several. */
export function typesOf(document: UnknownFields | undefined): readonly unknown[] {
  const type = document?.['type']
  return Array.isArray(type) ? type.slice(0, 10) : [type]
}

function keysOf(document: UnknownFields, id: string): RemoteActor['keys'] {
  const listed = document['publicKey']
  const entries = Array.isArray(listed) ? listed.slice(0, 5) : [listed]
  return entries.flatMap((entry: unknown) => {
    const fields = fieldsOf(entry)
    const [keyId, pem] = [textOf(fields, 'id'), textOf(fields, 'publicKeyPem')]
    const isTheirs = textOf(fields, 'owner') === id && URL.parse(keyId ?? '')?.origin === new URL(id).origin
    return isTheirs && keyId !== undefined && pem !== undefined && pem.length <= 8000
      ? [{ id: keyId, pem }]
      : []
  })
}
