import type { LedgerEntry } from '#roles/early-warning/ledger/contract.ts'

const columns: readonly (readonly [name: string, of: (entry: LedgerEntry) => string | number | undefined])[] =
  [
    ['issue', ({ issueId }) => issueId],
    ['story', ({ storyId }) => storyId],
    ['title', ({ title }) => title],
    ['state', ({ state }) => state],
    ['first_post_at', ({ firstPost }) => firstPost?.at],
    ['first_post_network', ({ firstPost }) => firstPost?.label],
    ['first_post_url', ({ firstPost }) => firstPost?.url],
    ['signal_at', ({ signal }) => signal?.at],
    ['first_eye_at', ({ eye }) => eye?.at],
    ['first_eye_by', ({ eye }) => eye?.by],
    ['response_at', ({ response }) => response?.at],
    ['response_how', ({ response }) => response?.how],
    ['response_what', ({ response }) => response?.what],
    ['response_url', ({ response }) => response?.url],
    ['news_at', ({ news }) => news?.at],
    ['news_by', ({ news }) => news?.label],
    ['news_url', ({ news }) => news?.url],
    ['lead_min', ({ leadMin }) => leadMin],
    ['answered_in_min', ({ answeredInMin }) => answeredInMin],
  ]

/** The ledger as a table for spreadsheets: times in UTC, what is not known empty. */
export function ledgerCsv(entries: readonly LedgerEntry[]): string {
  const lines = [
    columns.map(([name]) => name),
    ...entries.map((entry) => columns.map(([, of]) => cell(of(entry)))),
  ]
  return `${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`
}

/** A cell as RFC 4180 asks. Words of others are never read as a formula: what looks like one begins with an apostrophe. */
function cell(value: string | number | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
