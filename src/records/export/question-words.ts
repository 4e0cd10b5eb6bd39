import type { RecordQuery } from '#records/contract.ts'
import { kindWords } from '#records/export/kind-words.ts'
import { timeText } from '#records/export/page.ts'
import type { Locale } from '#records/export/said.ts'

/** What was asked for, in a sentence. */
export function questionWords(query: RecordQuery, o: { locale: Locale; timeZone: string }): string {
  const fr = o.locale === 'fr'
  const at = (time: string): string => timeText(time, o.timeZone, o.locale)
  const parts = [
    query.from === undefined ? '' : `${fr ? 'à partir du' : 'from'} ${at(query.from)}`,
    query.to === undefined ? '' : `${fr ? 'avant le' : 'before'} ${at(query.to)}`,
    query.kind === undefined ? '' : `${fr ? 'genre :' : 'kind:'} ${kindWords[query.kind][o.locale]}`,
    query.account === undefined ? '' : `${fr ? 'compte :' : 'account:'} ${query.account}`,
    query.person === undefined ? '' : `${fr ? 'par :' : 'by:'} ${query.person}`,
    query.words === undefined ? '' : `${fr ? 'mots :' : 'words:'} ${query.words}`,
    query.subject === undefined ? '' : `${fr ? 'objet :' : 'about:'} ${query.subject}`,
  ].filter(Boolean)
  if (parts.length === 0) return fr ? 'toutes les archives' : 'the whole archive'
  return parts.join('; ')
}
