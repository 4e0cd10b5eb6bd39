import { z } from 'zod'

/** Exports that can be brought in. */
export const HistoryKind = z.enum(['x', 'mastodon', 'bluesky', 'csv'])
export type HistoryKind = z.infer<typeof HistoryKind>

/** Limits of bringing history in. */
export const historyLimits = {
  /** Longest file, bytes: exports hold pictures, of which nothing is read. */
  fileBytesMax: 1024 ** 3,
  /** Most that is unpacked of one file, bytes. */
  unpackedBytesMax: 256 * 1024 ** 2,
  /** A repository of the AT Protocol is read whole. */
  repositoryBytesMax: 256 * 1024 ** 2,
  /** One post as its export writes it. */
  itemBytesMax: 1024 ** 2,
  postsMax: 300_000,
  textLengthMax: 50_000,
  /** Rows told one by one: those that were not taken come first. */
  rowsToldMax: 5000,
  /** How long a file may take to arrive. */
  receiveMs: 30 * 60_000,
  pageMax: 50,
  /** Posts put on record one by one in one go. */
  recordedAtOnceMax: 200,
  reasonLengthMin: 3,
  reasonLengthMax: 1000,
  /** Runs that put something on record at the same time, and those that are listed. */
  runsOpenMax: 5,
  runsShown: 20,
  wordsLengthMax: 200,
} as const

/** What became of a row of a file. `known`: brought in before; `ours`: sent from this desk, and listed as such. */
export const RowOutcome = z.enum(['added', 'known', 'ours', 'left-out', 'refused'])
export type RowOutcome = z.infer<typeof RowOutcome>

/** Why a row was left out or refused, as a word that never changes. */
export const RowWhy = z.enum([
  ...([
    'not-public',
    'repost',
    'no-text',
    'no-date',
    'bad-date',
    'no-zone',
    'too-early',
    'in-the-future',
  ] as const),
  ...(['too-long', 'too-large', 'unreadable'] as const),
])
export type RowWhy = z.infer<typeof RowWhy>

const count = z.number().int().min(0)

/** One row of the report. `at`: how its beginning reads, so that people find it. */
export const ReportRow = z.object({
  row: count,
  outcome: RowOutcome,
  why: RowWhy.optional(),
  beginning: z.string().optional(),
})
export type ReportRow = z.infer<typeof ReportRow>

/** What became of a file. */
export const HistoryReport = z.object({
  import: z.string(),
  counts: z.object({ rows: count, added: count, known: count, ours: count, leftOut: count, refused: count }),
  rows: z.array(ReportRow),
  /** Rows that are counted and not told one by one. */
  untold: count,
  /** The file ended early, or held more than is read: what came before is kept. */
  isCut: z.boolean(),
})
export type HistoryReport = z.infer<typeof HistoryReport>

/** Something we said. `here`: sent or noted at this desk; `imported`: brought in. `record`: the entry of one that was put on record. */
export const HistoryItem = z.object({
  id: z.string(),
  source: z.enum(['here', 'imported']),
  network: z.string(),
  account: z.string(),
  at: z.iso.datetime(),
  text: z.string(),
  url: z.string().optional(),
  language: z.string().optional(),
  files: count,
  isReply: z.boolean(),
  withdrawnAt: z.iso.datetime().optional(),
  messageId: z.string().optional(),
  record: count.optional(),
})
export type HistoryItem = z.infer<typeof HistoryItem>

/** A page of what we said, newest first; `before`: where the next one begins. */
export const HistoryList = z.object({ items: z.array(HistoryItem), before: z.string().optional() })
export type HistoryList = z.infer<typeof HistoryList>

/** Files that were brought in. */
export const HistoryImports = z.object({
  imports: z.array(
    z.object({
      id: z.string(),
      kind: HistoryKind,
      fileName: z.string(),
      at: z.iso.datetime(),
      by: z.string(),
      posts: count,
      onRecord: count,
      sha256: z.string().optional(),
    }),
  ),
})
export type HistoryImports = z.infer<typeof HistoryImports>

/** What of it is put on record: an import whole, single posts, or everything imported that fits some words. */
export const RecordScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('import'), id: z.string().min(1).max(100) }),
  z.strictObject({
    kind: z.literal('posts'),
    ids: z.array(z.string().min(1).max(700)).min(1).max(historyLimits.recordedAtOnceMax),
  }),
  z.strictObject({
    kind: z.literal('search'),
    words: z.string().trim().min(1).max(historyLimits.wordsLengthMax),
  }),
])
export type RecordScope = z.infer<typeof RecordScope>

/** Puts it on record, with the reason. */
export const RecordForm = z.strictObject({
  scope: RecordScope,
  reason: z.string().trim().min(historyLimits.reasonLengthMin).max(historyLimits.reasonLengthMax),
})
export type RecordForm = z.infer<typeof RecordForm>

/** How many posts a scope holds, and how many of them are on record already. */
export const RecordCount = z.object({ posts: count, onRecord: count })
export type RecordCount = z.infer<typeof RecordCount>

/**
 * One putting on record. `name`: the file, or the words. Of those looked at, `kept` are new on record, `known` were on record, `ours`
 * were sent here and are on record as such, `refused` are larger than an entry; `gone` were taken out meanwhile.
 */
export const RecordRun = z.object({
  id: z.string(),
  scope: z.enum(['import', 'posts', 'search']),
  name: z.string(),
  by: z.string(),
  reason: z.string(),
  begunAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  hasFailed: z.boolean(),
  total: count,
  done: count,
  counts: z.object({ kept: count, known: count, ours: count, refused: count, gone: count }),
})
export type RecordRun = z.infer<typeof RecordRun>

/** The newest of them. */
export const RecordRuns = z.object({ runs: z.array(RecordRun) })
export type RecordRuns = z.infer<typeof RecordRuns>
