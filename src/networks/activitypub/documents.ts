import { actorId, everybody, noteId, sharedInbox } from '#networks/activitypub/addresses.ts'
import type { FederationDesk, OurActor } from '#networks/activitypub/desk.ts'
import type { Note } from '#networks/activitypub/kept-note.ts'
import type { PollTally } from '#networks/sender.ts'
import { keyIdOf } from '#networks/activitypub/sign.ts'
import { escaped, languageTag, paragraphs, webAddress } from '#networks/pages/html.ts'

/** A document as it goes over the wire. */
export type WireDocument = Readonly<Record<string, unknown>>

const activityStreams = 'https://www.w3.org/ns/activitystreams'
const terms = {
  ...{ toot: 'http://joinmastodon.org/ns#', schema: 'http://schema.org#', value: 'schema:value' },
  ...{ PropertyValue: 'schema:PropertyValue', discoverable: 'toot:discoverable', sensitive: 'as:sensitive' },
  ...{ indexable: 'toot:indexable', manuallyApprovesFollowers: 'as:manuallyApprovesFollowers' },
  ...{ Hashtag: 'as:Hashtag', votersCount: 'toot:votersCount' },
  focalPoint: { '@container': '@list', '@id': 'toot:focalPoint' },
}
const context = [activityStreams, 'https://w3id.org/security/v1', terms]

/** An actor as other servers read it. */
export function actorDocument(
  actor: OurActor,
  publicKeyPem: string,
  { origin }: FederationDesk,
): WireDocument {
  const id = actorId(origin, actor.name)
  return {
    ...{ '@context': context, id, type: 'Organization', preferredUsername: actor.name },
    ...{ name: actor.displayName, summary: paragraphs(actor.summary), url: actor.url },
    nameMap: { [languageTag(actor.language)]: actor.displayName },
    ...{
      inbox: `${id}/inbox`,
      outbox: `${id}/outbox`,
      followers: `${id}/followers`,
      following: `${id}/following`,
    },
    endpoints: { sharedInbox: sharedInbox(origin) },
    ...{ manuallyApprovesFollowers: false, discoverable: true, indexable: true },
    publicKey: { id: keyIdOf(id), owner: id, publicKeyPem },
    attachment: actor.fields.slice(0, 8).map(fieldOf),
    ...(actor.icon !== undefined && { icon: { type: 'Image', ...actor.icon } }),
  }
}

/** A field beside a profile. A link says `rel="me"`, by which the site it leads to can confirm it. */
function fieldOf({ name, value }: OurActor['fields'][number]): WireDocument {
  const href = /^https?:\/\/\S+$/i.test(value) ? webAddress(value) : undefined
  const html =
    href === undefined
      ? escaped(value)
      : `<a href="${href}" rel="me noopener noreferrer">${escaped(value)}</a>`
  return { type: 'PropertyValue', name, value: html }
}

/**
 * A note as other servers read it. Its words are the message's and nothing else; who is answered is named beside them. One that asks
 * something is a Question, with its counts where they are given (missing: nobody has voted yet).
 */
export function noteDocument(note: Note, desk: FederationDesk, tally?: PollTally): WireDocument {
  const by = actorId(desk.origin, note.actor)
  const id = noteId(desk.origin, note)
  const language = languageTag(note.language)
  const content = paragraphs(note.text)
  const { contentWarning: warning } = note
  return {
    ...{
      '@context': context,
      id,
      type: note.poll === undefined ? 'Note' : 'Question',
      attributedTo: by,
      url: id,
    },
    ...audienceOf(note, by),
    published: new Date(note.atMs).toISOString(),
    ...(note.changedMs !== undefined && { updated: new Date(note.changedMs).toISOString() }),
    ...{ content, contentMap: { [language]: content }, sensitive: warning !== undefined },
    ...(warning !== undefined && { summary: warning, summaryMap: { [language]: warning } }),
    ...(note.inReplyTo !== undefined && { inReplyTo: note.inReplyTo }),
    attachment: note.media.map((file) => attachmentOf(file, desk)),
    tag: [...mentionsOf(note), ...hashtagsOf(note.text)],
    ...(note.poll !== undefined && questionOf(note.poll, tally)),
  }
}

/** Source: https://docs.joinmastodon.org/spec/activitypub/#Question */
function questionOf(
  { options, multiple, endsMs }: NonNullable<Note['poll']>,
  tally?: PollTally,
): WireDocument {
  const answers = options.map((name, at) => ({
    ...{ type: 'Note', name, replies: { type: 'Collection', totalItems: tally?.votes[at] ?? 0 } },
  }))
  const ends = new Date(endsMs).toISOString()
  return {
    ...{ [multiple ? 'anyOf' : 'oneOf']: answers, endTime: ends, votersCount: tally?.voters ?? 0 },
    ...(tally?.isOver === true && { closed: ends }),
  }
}

function audienceOf(note: Note, by: string): WireDocument {
  const answered = note.answered === undefined ? [] : [note.answered.id]
  return { to: [everybody], cc: [`${by}/followers`, ...answered] }
}

/** Source: https://docs.joinmastodon.org/spec/activitypub/#focalPoint. For captions no server has a word that another reads. */
function attachmentOf(
  { sha256, mediaType, alt, focus }: Note['media'][number],
  desk: FederationDesk,
): WireDocument {
  const focalPoint = focus === undefined ? {} : { focalPoint: [focus.x, focus.y] }
  return { type: 'Document', mediaType, url: desk.mediaUrl({ sha256, mediaType }), name: alt, ...focalPoint }
}

function mentionsOf({ answered }: Note): WireDocument[] {
  if (answered === undefined) return []
  return [{ type: 'Mention', href: answered.id, name: `@${answered.handle ?? answered.id}` }]
}

const hashtagsMax = 30

function hashtagsOf(text: string): WireDocument[] {
  const found = [...text.matchAll(/(?<![\p{L}\p{N}_&/#])#([\p{L}\p{N}\p{M}_]{1,100})/gu)].map(
    ([whole]) => whole,
  )
  const words = found.filter((tag) => !/^#\d+$/.test(tag))
  return [...new Set(words)].slice(0, hashtagsMax).map((name) => ({ type: 'Hashtag', name }))
}

/** What is told of a note. `revision` names an edit. */
export function noteActivity(
  type: 'Create' | 'Update',
  note: Note,
  desk: FederationDesk,
  tally?: PollTally,
): WireDocument {
  const by = actorId(desk.origin, note.actor)
  const id = noteId(desk.origin, note)
  const { '@context': outer, ...object } = noteDocument(note, desk, tally)
  const name = type === 'Create' ? 'create' : `update-${note.revisions.at(-1) ?? ''}`
  const atMs = note.changedMs ?? note.atMs
  return {
    ...{ '@context': outer, id: `${id}#${name}`, type, actor: by, ...audienceOf(note, by) },
    ...{ published: new Date(atMs).toISOString(), object },
  }
}

/**
 * That people have voted: the same words with other counts. It says nothing of when the words were changed, so that nobody takes it
 * for an edit. `atMs`: when it was counted, epoch ms; it names the telling.
 */
export function countActivity(
  note: Note,
  { tally, atMs }: { tally: PollTally; atMs: number },
  desk: FederationDesk,
): WireDocument {
  const by = actorId(desk.origin, note.actor)
  const id = noteId(desk.origin, note)
  const { '@context': outer, ...object } = noteDocument(note, desk, tally)
  return {
    ...{ '@context': outer, id: `${id}#count-${atMs}`, type: 'Update', actor: by, ...audienceOf(note, by) },
    ...{ published: new Date(atMs).toISOString(), object },
  }
}

/** That a profile has other words. `atMs`: when, epoch ms; it names the change. */
export function profileActivity(
  actor: OurActor,
  { publicKeyPem, atMs }: { publicKeyPem: string; atMs: number },
  desk: FederationDesk,
): WireDocument {
  const { '@context': outer, ...object } = actorDocument(actor, publicKeyPem, desk)
  const by = actorId(desk.origin, actor.name)
  return {
    ...{ '@context': outer, id: `${by}#update-${atMs}`, type: 'Update', actor: by },
    ...{ to: [everybody], cc: [`${by}/followers`], published: new Date(atMs).toISOString(), object },
  }
}

/** That a note is gone. */
export function deleteActivity(note: Note, desk: FederationDesk): WireDocument {
  const by = actorId(desk.origin, note.actor)
  const id = noteId(desk.origin, note)
  const object = { id, type: 'Tombstone' }
  return {
    '@context': context,
    id: `${id}#delete`,
    type: 'Delete',
    actor: by,
    ...audienceOf(note, by),
    object,
  }
}

/** That a follower is welcome. `name` is the same for the same question. */
export function acceptActivity(
  { actor, name, follow }: { actor: OurActor; name: string; follow: WireDocument },
  { origin }: FederationDesk,
): WireDocument {
  const by = actorId(origin, actor.name)
  return {
    '@context': activityStreams,
    id: `${by}#accept-${name}`,
    type: 'Accept',
    actor: by,
    object: follow,
  }
}

/** What stands at the address of a note that was taken back. */
export function tombstone(id: string, removedMs: number): WireDocument {
  const deleted = new Date(removedMs).toISOString()
  return { '@context': activityStreams, id, type: 'Tombstone', deleted }
}

/** How many there are. Who they are is nobody's business. */
export function countOnly(id: string, totalItems: number): WireDocument {
  return { '@context': activityStreams, id, type: 'OrderedCollection', totalItems }
}
