import { minuteMs } from '#kernel/time.ts'
import { MentionEntry, MentionList, type MentionForm } from '#roles/publishing/writing/mentions/contract.ts'
import {
  JargonList,
  JargonReport,
  type JargonForm,
  type JargonLines,
} from '#roles/publishing/writing/plain/contract.ts'
import { call, callQuietly, pathWith } from '#web/client.ts'

/** The address book: whoever is mentioned, by name. */
export const mentionsQuery = {
  queryKey: ['mentions'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(MentionList, { path: '/api/mentions', signal }),
  staleTime: minuteMs,
} as const

/** What somebody is called in the language of a text. */
export function nameIn({ name }: Pick<MentionEntry, 'name'>, language: string): string {
  return /^fr\b/iu.test(language) ? name.fr : name.en
}

/** Adds somebody to the address book, or changes an entry. */
export function keepMention(id: string | undefined, body: MentionForm): Promise<MentionEntry> {
  if (id === undefined) return call(MentionEntry, { method: 'POST', path: '/api/mentions', body })
  return call(MentionEntry, { method: 'PUT', path: `/api/mentions/${encodeURIComponent(id)}`, body })
}

/** Takes somebody out of the address book. */
export function removeMention(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: `/api/mentions/${encodeURIComponent(id)}` })
}

/** Words readers may not know. */
export const jargonQuery = {
  queryKey: ['jargon'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(JargonList, { path: '/api/jargon', signal }),
} as const

/** Puts a word on the list, or gives one that is there another plain word. */
export function putJargon(body: JargonForm): Promise<void> {
  return callQuietly({ method: 'PUT', path: '/api/jargon', body })
}

/** Takes a word off the list. */
export function removeJargon(name: { language: string; term: string }): Promise<void> {
  return callQuietly({ method: 'DELETE', path: pathWith('/api/jargon', name) })
}

/** Puts a pasted list on the list. */
export function importJargon(body: JargonLines): Promise<JargonReport> {
  return call(JargonReport, { method: 'POST', path: '/api/jargon/import', body })
}
