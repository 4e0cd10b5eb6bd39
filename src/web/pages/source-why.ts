import type { PageWords } from '#web/pages/words.ts'

type SourceKey = Parameters<PageWords['say']>[0]

const stateKeys: Readonly<Record<string, SourceKey>> = {
  'bad-url': 'sourceWhy.bad-url',
  'private-address': 'sourceWhy.private-address',
  unreachable: 'sourceWhy.unreachable',
  timeout: 'sourceWhy.timeout',
  closed: 'sourceWhy.closed',
  silence: 'sourceWhy.silence',
  refused: 'sourceWhy.refused',
  'rate-limited': 'sourceWhy.rate-limited',
  gone: 'sourceWhy.gone',
  'too-many-redirects': 'sourceWhy.too-many-redirects',
  'too-long': 'sourceWhy.too-long',
  'bad-encoding': 'sourceWhy.bad-encoding',
  'not-a-feed': 'sourceWhy.not-a-feed',
  'no-file': 'sourceWhy.no-file',
  unreadable: 'sourceWhy.unreadable',
  ended: 'sourceWhy.ended',
  stopped: 'sourceWhy.stopped',
  broken: 'sourceWhy.broken',
}

const gapKeys: Readonly<Record<string, SourceKey>> = {
  silence: 'gapWhy.silence',
  closed: 'gapWhy.closed',
  'too-long': 'gapWhy.too-long',
  'cursor-too-old': 'gapWhy.cursor-too-old',
  'cursor-unreadable': 'gapWhy.cursor-unreadable',
}

const refusedKeys: Readonly<Record<string, SourceKey>> = {
  'not-json': 'refused.not-json',
  'not-a-post': 'refused.not-a-post',
  'no-text': 'refused.no-text',
  'too-long': 'refused.too-long',
  'bad-encoding': 'refused.bad-encoding',
  truncated: 'refused.truncated',
  'not-a-feed': 'refused.not-a-feed',
}

type Say = PageWords['say']

/** Why a source stands as it does, as a sentence; a reason we do not know yet is shown as it came. */
export function stateWords(why: string, say: Say): string {
  const status = /^http-(\d{3})$/.exec(why)?.[1]
  if (status !== undefined) return say('sourceWhy.http', { status })
  const key = stateKeys[why]
  return key === undefined ? why : say(key)
}

/** Why posts were missed, in words. */
export function gapWords(why: string, say: Say): string {
  const key = gapKeys[why]
  return key === undefined ? why : say(key)
}

/** The reason input was refused, in words. */
export function refusedWords(why: string, say: Say): string {
  const key = refusedKeys[why]
  return key === undefined ? why : say(key)
}
