import { secondMs } from '#kernel/time.ts'
import { checkContent } from '#networks/check-content.ts'
import type { KeptPage, KeptPageCard, KeptPageFile, Page, PageStore } from '#networks/pages/page-store.ts'
import { within } from '#networks/pages/within.ts'
import type {
  Connection,
  OutgoingCard,
  OutgoingMedia,
  OutgoingPart,
  Sender,
  SendingCapabilities,
  SendingLimits,
  SendingNetwork,
  SendOutcome,
} from '#networks/sender.ts'

/** Our own site: no account anywhere, nothing between us and the reader. */
const capabilities: SendingCapabilities = {
  ...{ network: 'pages', name: 'Pages', threads: false, replies: false, quotes: false },
  ...{ images: true, video: true, altText: true, contentWarning: true, languageTags: true },
  ...{ edits: true, deletes: true, notesCorrections: true, repeats: 'message-id', readsBack: true },
  // Nobody votes on a page of ours: it would have to know who did.
  ...{ polls: 'text', editsBesidePolls: true },
  ...{ captions: true, cards: 'given', cardsBesideFiles: true },
}

const file = { bytesMax: 100_000_000 }
const types = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'video/mp4', 'audio/mpeg']

/** Ours are the widest limits of all: what fits nowhere else fits here. */
const limits: SendingLimits = {
  ...{ textMax: 50_000, partsMax: 1, filesMax: 20, altLengthMax: 5000, contentWarningMax: 500 },
  media: Object.fromEntries(types.map((type) => [type, file])),
}

/** When the store is given up on. Missing: 30 s for what changes something, 15 s for a question. */
export type PagesOptions = { timeoutsMs?: { change: number; ask: number } }

/** Our own site as a network that can be spoken to: sending is keeping, once for each message and language. */
export function pagesNetwork(store: PageStore, options: PagesOptions = {}): SendingNetwork {
  const times = options.timeoutsMs ?? { change: 30 * secondMs, ask: 15 * secondMs }
  return { capabilities, connectFields: [], open: (connection) => ourSite(store, connection, times) }
}

function ourSite(store: PageStore, connection: Connection, times: { change: number; ask: number }): Sender {
  const measure = (text: string): number => text.length
  const put: Sender['send'] = (part, needs) => putPage(part.key, part, needs)
  async function putPage(
    key: string,
    part: OutgoingPart,
    needs: Parameters<Sender['send']>[1],
  ): Promise<SendOutcome> {
    const done = await within(() => store.put(pageOf(key, part, connection)), {
      ...needs,
      timeoutMs: times.change,
    })
    return done.kind === 'done' ? sentOf(key, done.value) : done
  }
  return {
    capabilities,
    limits,
    measure,
    check: (content) => checkContent(content, { capabilities, limits, measure }),
    send: put,
    edit: (posted, part, needs) => putPage(posted.nativeId, part, needs),
    async readBack({ key }, needs) {
      const done = await within(() => store.get(key), { ...needs, timeoutMs: times.ask })
      if (done.kind !== 'done') return { kind: 'unanswered', why: done.why, detail: done.detail }
      // Should a put that was given up on still arrive, it is the same page: it is ours by its key.
      if (done.value?.kind !== 'there') return { kind: 'not-there' }
      return { kind: 'there', posted: { nativeId: key, url: done.value.url } }
    },
    async remove({ nativeId }, needs) {
      const done = await within(() => store.remove(nativeId), { ...needs, timeoutMs: times.change })
      return done.kind === 'done' ? { kind: 'gone' } : done
    },
    async health(needs) {
      const done = await within(() => store.get('health'), { ...needs, timeoutMs: times.ask })
      if (done.kind === 'done') return { ok: true, handle: connection.handle, limits }
      return { ok: false, why: done.why, detail: done.detail, isTransient: true }
    },
  }
}

function pageOf(key: string, part: OutgoingPart, { account, handle }: Connection): Page {
  const { atMs, text, language, contentWarning, correction, poll, card, topics } = part
  const media = part.media.map(fileOf)
  return {
    ...{ key, revision: part.key, account, handle, atMs, text, language, media },
    ...(contentWarning === undefined ? {} : { contentWarning }),
    ...(correction === undefined ? {} : { correction }),
    ...(poll === undefined ? {} : { poll }),
    ...(topics === undefined ? {} : { topics }),
    ...(card === undefined ? {} : { card: cardOf(card) }),
  }
}

function fileOf({ sha256, mediaType, bytes, alt, captions }: OutgoingMedia): KeptPageFile {
  const text = captions && { sha256: captions.sha256, language: captions.language }
  return { sha256, mediaType, bytes, alt, ...(text === undefined ? {} : { captions: text }) }
}

function cardOf({ url, title, description, image }: OutgoingCard): KeptPageCard {
  return { url, title, description, ...(image === undefined ? {} : { image: fileOf(image) }) }
}

function sentOf(key: string, kept: KeptPage | { kind: 'missing' }): SendOutcome {
  if (kept.kind === 'there')
    return { kind: 'sent', posted: { nativeId: key, url: kept.url }, returned: { url: kept.url } }
  const detail = kept.kind === 'removed' ? 'the page was taken down' : 'there is no such page'
  return { kind: 'refused', why: 'not-found', detail }
}
