import { secondMs } from '#kernel/time.ts'
import { noteNameOf } from '#networks/activitypub/addresses.ts'
import { actorFor, primaryOf, type FederationDesk } from '#networks/activitypub/desk.ts'
import { changeNote, putNote, removeNote, seenNote } from '#networks/activitypub/notes.ts'
import { tellProfiles } from '#networks/activitypub/profiles.ts'
import { readOwnCounts } from '#networks/activitypub/reactions.ts'
import { readOwnPoll } from '#networks/activitypub/tally.ts'
import { addressOfPost } from '#networks/activitypub/reply-target.ts'
import { actorFields, notMade, wishOf } from '#networks/activitypub/actor-wish.ts'
import { checkContent } from '#networks/check-content.ts'
import { within } from '#networks/pages/within.ts'
import type {
  Connection,
  ContentProblem,
  Sender,
  SenderHealth,
  SendingCapabilities,
  SendingLimits,
  SendingNetwork,
} from '#networks/sender.ts'
import type { VersionContent } from '#kernel/version-content.ts'

/** Our own actors: no account anywhere else. Quotes need a consent of their author that servers ask for in different ways. */
const capabilities: SendingCapabilities = {
  ...{ network: 'activitypub', name: 'ActivityPub', threads: true, replies: true, quotes: false },
  ...{ images: true, video: true, altText: true, contentWarning: true, languageTags: true },
  ...{ edits: true, deletes: true, repeats: 'message-id', readsBack: true },
  ...{ polls: 'votes', editsBesidePolls: true, cards: 'built', counts: 'free' },
}

const file = { bytesMax: 99_000_000 }
const picture = { bytesMax: 16_000_000 }

/**
 * What most servers show of a post from elsewhere. Source: Mastodon's code (4.5): 4 files of a remote post, descriptions cut at
 * 1,500, pictures to 16 MB, films to 99 MB; a document of 1 MB, in which 20,000 characters fit in any writing.
 */
const limits: SendingLimits = {
  ...{ textMax: 20_000, partsMax: 25, filesMax: 4, altLengthMax: 1500, contentWarningMax: 500 },
  media: {
    ...{ 'image/jpeg': picture, 'image/png': picture, 'image/webp': picture, 'image/gif': picture },
    ...{ 'image/avif': picture, 'video/mp4': file, 'audio/mpeg': file },
  },
  // Mastodon shows as many options of a poll from elsewhere as it has, and cuts none; a question with files it shows without them.
  poll: {
    ...{ optionsMax: 20, optionLengthMax: 200, takesMultiple: true, takesFiles: false },
    ...{ minutesMin: 5, minutesMax: 366 * 1440 },
  },
}

/** When the store is given up on. Missing: 30 s for what changes something, 15 s for a question. */
export type ActivitypubOptions = { timeoutsMs?: { change: number; ask: number } }

/**
 * Our own actors as a network that can be spoken to. `sent` says that a note is there, at our own address, and that its delivery to
 * followers waits in the queue: both happen in one transaction, so it is always known.
 */
export function activitypubNetwork(desk: FederationDesk, options: ActivitypubOptions = {}): SendingNetwork {
  const times = options.timeoutsMs ?? { change: 30 * secondMs, ask: 15 * secondMs }
  const connectFields = actorFields(new URL(desk.origin).host)
  return { capabilities, connectFields, open: (connection) => ourVoice(desk, connection, times) }
}

function ourVoice(
  desk: FederationDesk,
  connection: Connection,
  times: { change: number; ask: number },
): Sender {
  const { account } = connection
  const measure = (text: string): number => text.length
  return {
    ...{ capabilities, limits, measure },
    check: (content) => [
      ...checkContent(content, { capabilities, limits, measure }),
      ...ownProblems(content, connection),
    ],
    async send(part, needs) {
      const work = { ...needs, timeoutMs: times.change }
      const done = await within(
        async () => putNote(part, await actorFor(desk, account, part.language), desk),
        work,
      )
      return done.kind === 'done' ? done.value : done
    },
    async readBack(part, needs) {
      const work = { ...needs, timeoutMs: times.ask }
      const done = await within(
        async () => seenNote(part, await actorFor(desk, account, part.language), desk),
        work,
      )
      if (done.kind === 'done') return done.value
      return { kind: 'unanswered', why: done.why, detail: done.detail }
    },
    async edit({ nativeId }, part, needs) {
      const work = { ...needs, timeoutMs: times.change }
      const done = await within(() => changeNote(noteNameOf(desk.origin, nativeId), part, desk), work)
      return done.kind === 'done' ? done.value : done
    },
    async remove({ nativeId }, needs) {
      const work = { ...needs, timeoutMs: times.change }
      const done = await within(() => removeNote(noteNameOf(desk.origin, nativeId), desk), work)
      return done.kind === 'done' ? { kind: 'gone' } : done
    },
    async readPoll(posted, _poll, needs) {
      const done = await within(() => readOwnPoll(posted, desk), { ...needs, timeoutMs: times.ask })
      if (done.kind === 'done') return done.value
      return { kind: 'unanswered', why: done.why, detail: done.detail }
    },
    async readCounts(posted, needs) {
      const done = await within(() => readOwnCounts(posted, desk), { ...needs, timeoutMs: times.ask })
      if (done.kind === 'done') return done.value
      return { kind: 'unanswered', why: done.why, detail: done.detail }
    },
    async health(needs) {
      const done = await within(() => ownHealth(desk, connection), { ...needs, timeoutMs: times.ask })
      if (done.kind === 'done') return done.value
      return { ok: false, why: done.why, detail: done.detail, isTransient: true }
    },
  }
}

/** Makes the actors that were asked for, where they are not there yet, and says that they are: so an account is connected. */
async function ownHealth(desk: FederationDesk, connection: Connection): Promise<SenderHealth> {
  const wished = wishOf(await connection.credentials.read(), connection, new URL(desk.origin).host)
  if (wished.kind === 'not-fit') return wished.health
  const before = await desk.actors()
  const made = await desk.ensureActors(wished.wish)
  if (made.kind !== 'there') return notMade(made)
  await tellProfiles({ before, after: made.actors }, desk)
  return { ok: true, handle: connection.handle, limits }
}

function ownProblems({ language, replyTo }: VersionContent, { languages }: Connection): ContentProblem[] {
  const problems: ContentProblem[] = []
  if (languages.length > 0 && !languages.some((known) => primaryOf(known) === primaryOf(language)))
    problems.push({
      why: 'language',
      words: {
        en: `The account has no actor in this language (${language}). Add one, or choose another language.`,
        fr: `Le compte n’a pas d’acteur dans cette langue (${language}). Ajoutez-en un, ou choisissez une autre langue.`,
      },
    })
  if (replyTo !== undefined && addressOfPost(replyTo) === undefined)
    problems.push({
      why: 'no-replies',
      words: {
        en: 'What is answered is not a post of the fediverse. Answer it on its own network.',
        fr: 'Le message auquel vous répondez n’est pas sur le fédivers. Répondez-y sur son propre réseau.',
      },
    })
  return problems
}
