import { z } from 'zod'
import type { Words } from '#kernel/words.ts'
import { parsedUrl } from '#kernel/url.ts'
import { wireOf } from '#networks/mastodon/timeline.ts'
import { practiceDays, type SourceWish } from '#app/source-wish.ts'

/** A value that is wrong says what would be right: the words travel with the check. */
export function refuse(context: z.RefinementCtx, words: Words): never {
  context.addIssue({ code: 'custom', params: words })
  return z.NEVER
}

/** How sources are written, for help and for mistakes. */
export const sourcesShown =
  'jetstream:wss://…, feed:https://…, mastodon:https://…, mastodon:https://…#TAG, x:stream, replay:FILE, practice:DAY'

/** What would be right, by kind of source. */
export const sourceWords = {
  source: {
    en: `Write a source as one of: ${sourcesShown}.`,
    fr: `Écrivez une source sous l’une de ces formes : ${sourcesShown}.`,
  },
  jetstream: {
    en: 'A Jetstream address begins with wss:// or ws://.',
    fr: 'L’adresse d’un Jetstream commence par wss:// ou ws://.',
  },
  feed: {
    en: 'The address of a feed begins with https:// or http://.',
    fr: 'L’adresse d’un fil commence par https:// ou http://.',
  },
  mastodon: {
    en: 'Give the address of a server, with a hashtag behind it or none: mastodon:https://mastodon.example#flood.',
    fr: 'Donnez l’adresse d’un serveur, suivie ou non d’un mot-dièse : mastodon:https://mastodon.example#inondation.',
  },
  x: {
    en: 'Write x:stream: the posts on X that fit your searches.',
    fr: 'Écrivez x:stream : les messages de X qui répondent à vos veilles.',
  },
  replay: {
    en: 'Name the file to replay: replay:FILE.',
    fr: 'Nommez le fichier à rejouer : replay:FICHIER.',
  },
  practice: {
    en: `The practice town has these days: ${practiceDays.join(', ')}.`,
    fr: `La ville d’exercice a ces journées : ${practiceDays.join(', ')}.`,
  },
} as const satisfies Record<string, Words>

/** Reads one source as its owner writes it; undefined with words when it cannot be read. */
export function readSource(text: string, context: z.RefinementCtx): SourceWish {
  const [, kind = '', rest = ''] = /^(\w+)(?::(.*))?$/s.exec(text.trim()) ?? []
  if (kind === 'jetstream')
    return isUrl(rest, ['ws:', 'wss:']) ? { kind, url: rest } : refuse(context, sourceWords.jetstream)
  if (kind === 'feed')
    return isUrl(rest, ['http:', 'https:']) ? { kind, url: rest } : refuse(context, sourceWords.feed)
  if (kind === 'mastodon') return readMastodon(rest) ?? refuse(context, sourceWords.mastodon)
  if (kind === 'x') return rest === 'stream' ? { kind } : refuse(context, sourceWords.x)
  if (kind === 'replay') return rest === '' ? refuse(context, sourceWords.replay) : { kind, file: rest }
  if (kind !== 'practice') return refuse(context, sourceWords.source)
  const day = practiceDays.find((known) => known === (rest === '' ? 'brown-water' : rest))
  return day === undefined ? refuse(context, sourceWords.practice) : { kind, day }
}

/** `https://server` or `https://server#tag`; undefined where it is neither. */
function readMastodon(text: string): SourceWish | undefined {
  const [server = '', tag] = text.split('#', 2)
  if (!isUrl(server, ['http:', 'https:']) || !isBare(server)) return undefined
  if (tag === undefined) return { kind: 'mastodon', server }
  return wireOf({ kind: 'hashtag', tag }) === undefined ? undefined : { kind: 'mastodon', server, tag }
}

/** An address of a server, with nothing behind it. */
function isBare(text: string): boolean {
  const { pathname, search, username } = new URL(text)
  return pathname === '/' && search === '' && username === ''
}

/** Whether a text is an address with one of these protocols (`https:`). */
export function isUrl(text: string, protocols: readonly string[]): boolean {
  return protocols.includes(parsedUrl(text)?.protocol ?? '')
}
