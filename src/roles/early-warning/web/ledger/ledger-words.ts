import type { Ledger, LedgerEntry } from '#roles/early-warning/ledger/contract.ts'
import type { LedgerWords } from '#roles/early-warning/web/ledger/words.ts'

type Sentence = { key: Parameters<LedgerWords['say']>[0]; values: Record<string, string | number> }

/** Minutes as people say them: hours from an hour and a half on, with the minutes that are over. */
export function minutesWords(minutes: number, { say, number }: LedgerWords): string {
  const whole = Math.round(Math.abs(minutes))
  if (whole < 90) return say('minutes.minutes', { count: number(whole) })
  return say('minutes.hours', { hours: Math.floor(whole / 60), minutes: whole % 60 })
}

/** How far ahead or behind one issue was, in words; what was not measured is said. */
export function leadWords(entry: LedgerEntry, words: LedgerWords, newsHeard: boolean): string {
  if (entry.leadMin !== undefined) {
    const span = minutesWords(entry.leadMin, words)
    if (entry.leadMin === 0) return words.say('lead.same')
    return words.say(entry.leadMin > 0 ? 'lead.ahead' : 'lead.behind', { span })
  }
  if (entry.signal === undefined) return words.say('lead.noSignal')
  return words.say(newsHeard ? 'lead.noNews' : 'lead.unheard')
}

/** What matters, in one sentence: the newest quarter in which a lead could be measured. */
export function ledgerSentence(ledger: Ledger, words: LedgerWords): Sentence {
  const newest = ledger.quarters.find(({ measured }) => measured > 0)
  if (newest?.medianLeadMin === undefined)
    return { key: 'ledger.sentence.none', values: { issues: ledger.quarters[0]?.issues ?? 0 } }
  const values = {
    quarter: quarterWords(newest.quarter, words),
    span: minutesWords(newest.medianLeadMin, words),
    measured: newest.measured,
    issues: newest.issues,
  }
  return { key: newest.medianLeadMin >= 0 ? 'ledger.sentence.ahead' : 'ledger.sentence.behind', values }
}

/** A quarter as people write it: Q2 2031, or T2 2031 in French. */
export function quarterWords(quarter: string, { say }: LedgerWords): string {
  const [year = '', part = ''] = quarter.split('-Q')
  return say('ledger.quarter', { year, part })
}
