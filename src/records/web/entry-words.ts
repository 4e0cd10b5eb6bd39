import type { RecordActor, RecordKind, RecordView } from '#records/contract.ts'
import { isRecordsKey, type RecordsWords } from '#records/web/words.ts'

/** Whoever did something, as a sentence names them. */
export function actorWords(by: RecordActor | undefined, { say }: RecordsWords): string {
  if (by === undefined || by.kind === 'desk') return say('records.byDesk')
  return by.kind === 'program' ? say('records.byProgram', { name: by.name }) : by.name
}

/** The kind of an entry in words. */
export function kindWords(kind: RecordKind, { say }: RecordsWords): string {
  const key = `kind.${kind}`
  return isRecordsKey(key) ? say(key) : kind
}

/** What an entry says, as one plain sentence. */
export function entryWords(entry: RecordView, words: RecordsWords): string {
  if (entry.facts === undefined) {
    const key = entry.disposedBy === undefined ? 'says.unreadable' : 'says.emptied'
    return words.say(key, { kind: kindWords(entry.kind, words) })
  }
  if (entry.kind === 'schedule-changed') return retentionWords(entry, words)
  const key = `says.${entry.kind}`
  if (!isRecordsKey(key)) return kindWords(entry.kind, words)
  const who = subjectWords(entry.by, words)
  const count = entry.facts['count']
  return words.say(key, {
    who,
    what: whatWords(entry, words),
    where: whereWords(entry, words),
    count: typeof count === 'number' ? count : 0,
  })
}

/** Whoever did something, where the sentence begins. */
function subjectWords(by: RecordActor | undefined, words: RecordsWords): string {
  return by === undefined || by.kind === 'desk' ? words.say('says.desk') : actorWords(by, words)
}

/** The name a person knows it by; the bare mark where it has none. */
function whatWords({ facts, subject }: RecordView, { say }: RecordsWords): string {
  if (subject?.startsWith('records-key:')) return say('says.archiveKey')
  const to = facts?.['to']
  const inside = typeof to === 'object' && to !== null && 'name' in to ? to['name'] : undefined
  for (const named of [facts?.['title'], facts?.['name'], inside])
    if (typeof named === 'string' && named !== '') return named
  return subject ?? ''
}

function whereWords({ account, language }: RecordView, words: RecordsWords): string {
  if (account === undefined) return ''
  if (language === undefined) return words.say('says.whereAccount', { account })
  return words.say('says.whereBoth', { account, language: words.language(language) })
}

function retentionWords({ by, subject, facts }: RecordView, words: RecordsWords): string {
  const who = subjectWords(by, words)
  if (subject === 'disposal')
    return words.say(facts?.['to'] === 'paused' ? 'says.paused' : 'says.resumed', { who })
  const what = lengthOfWords(subject, words)
  const unit = facts?.['unit'] === 'days' ? 'retention.days' : 'retention.years'
  const long = (value: unknown): string =>
    typeof value === 'number'
      ? words.say(unit, { years: value, days: value })
      : words.say('retention.forGood')
  return words.say('says.schedule-changed', {
    who,
    what,
    from: long(facts?.['from']),
    to: long(facts?.['to']),
  })
}

/** What the length is of that somebody changed: a clock, or a kind of entry. */
function lengthOfWords(subject: string | undefined, { say }: RecordsWords): string {
  if (subject === 'clock:listening') return say('retention.listening')
  if (subject === 'clock:conversations') return say('clocks.conversations')
  const [, name = ''] = subject?.split(':') ?? []
  const key = `kind.${name}`
  return isRecordsKey(key) ? say(key) : name
}
