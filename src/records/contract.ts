import { z } from 'zod'
import { lanes } from '#kernel/permission.ts'

/** Every kind of entry there is. A kind never changes its name: old entries keep it. */
export const recordKinds = [
  'approval-asked',
  'approval-given',
  'approval-returned',
  'approval-voided',
  'approval-escalated',
  'approval-delegated',
  'break-glass',
  'delivery',
  'not-sent',
  'edit',
  'deletion',
  'poll-counted',
  'imported',
  'reply-received',
  'reply-deleted',
  'moderation',
  'private-messages',
  'pause-begun',
  'pause-ended',
  'permission-changed',
  'person-joined',
  'person-left',
  'account-changed',
  'key-made',
  'key-ended',
  'key-refused',
  'search-begun',
  'search-changed',
  'search-ended',
  'search-exception',
  'issue-opened',
  'issue-changed',
  'issue-fact',
  'issue-decision',
  'issue-rota',
  'face-consent-given',
  'face-consent-ended',
  'rota-changed',
  'duty-handed-over',
  'questions-announced',
  'question-answered',
  'question-set-aside',
  'attention-changed',
  'evidence-kept',
  'report-made',
  'report-mailed',
  'report-schedule-changed',
  'export-made',
  'redaction',
  'hold-set',
  'hold-lifted',
  'schedule-changed',
  'disposal',
] as const
/** One of them, read. */
export const RecordKind = z.enum(recordKinds)
/** One of them. */
export type RecordKind = z.infer<typeof RecordKind>

/** Who did it: one of us, a program with a key, or the desk by itself (a job, a schedule). */
export const RecordActor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal('program'), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal('desk') }),
])
export type RecordActor = z.infer<typeof RecordActor>

/** What a room hands over to be kept. */
export const NewRecord = z.object({
  kind: RecordKind,
  by: RecordActor,
  /** What it is about, as `room-word:id`: `message:ab12`, `watch:cd34`, `person:ef56`, `team:gh78`. */
  subject: z.string().min(1).max(300),
  account: z.string().max(100).optional(),
  language: z.string().max(35).optional(),
  lane: z.enum(lanes).optional(),
  /** What happened. Each field stands for itself: an export can redact one and still prove the others. */
  facts: z.record(z.string().min(1).max(60), z.json()),
})
export type NewRecord = z.infer<typeof NewRecord>

/** What is looked for in the archive. Everything given must fit; missing parts are not asked about. */
export const RecordQuery = z.object({
  /** From this moment, and before that one. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  kind: RecordKind.optional(),
  account: z.string().min(1).max(100).optional(),
  /** A part of the name of whoever did it. */
  person: z.string().trim().min(1).max(80).optional(),
  /** Words it says; "in quotes" for a phrase, `-` for without, OR for either. */
  words: z.string().trim().min(1).max(300).optional(),
  subject: z.string().min(1).max(300).optional(),
})
export type RecordQuery = z.infer<typeof RecordQuery>

/** An entry as people see it. One that was disposed of has its hashes and its kind left, and says which entry emptied it. */
export const RecordView = z.object({
  seq: z.number().int().min(1),
  at: z.iso.datetime(),
  kind: RecordKind,
  by: RecordActor.optional(),
  subject: z.string().optional(),
  account: z.string().optional(),
  language: z.string().optional(),
  lane: z.enum(lanes).optional(),
  facts: z.record(z.string(), z.json()).optional(),
  disposedBy: z.number().int().optional(),
  held: z.boolean(),
})
export type RecordView = z.infer<typeof RecordView>

/** A page of entries, newest first; `before` asks for the next. */
export const RecordPage = z.object({
  entries: z.array(RecordView),
  before: z.number().int().optional(),
})
export type RecordPage = z.infer<typeof RecordPage>

/** The state of the chain at a moment, signed. `key` is the id of the public key. */
export const SignedHead = z.strictObject({
  seq: z.number().int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  key: z.string().regex(/^[0-9a-f]{16}$/),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
})
export type SignedHead = z.infer<typeof SignedHead>

/** What can be wrong with a chain or with a file made of it. */
export const findingKinds = [
  'altered',
  'missing',
  'reordered',
  'repeated',
  'cut-off',
  'head-differs',
  'wrong-signature',
  'unknown-key',
  'unknown-version',
  'unreadable',
  'too-large',
  'text-differs',
  'file-missing',
  'file-unknown',
  'file-differs',
  'repacked',
] as const
/** The first thing found wrong: where and what. */
export const Finding = z.object({
  why: z.enum(findingKinds),
  /** The entry it is about. */
  seq: z.number().int().optional(),
  /** The line of a file of lines, from 1; the file in a bundle. */
  line: z.number().int().optional(),
  file: z.string().optional(),
})
export type Finding = z.infer<typeof Finding>

/** One entry with what proves it. */
export const RecordDetail = z.object({
  entry: RecordView,
  hashBefore: z.string(),
  content: z.string(),
  hash: z.string(),
  /** The hash of each field; missing when the entry was disposed of. */
  fields: z.array(z.object({ name: z.string(), hash: z.string() })).optional(),
  /** Whether content and hash, computed now, are those on record. */
  holds: z.boolean(),
  /** The first signed head that covers it; missing until the day ends or somebody checks. */
  head: SignedHead.optional(),
  /** Legal holds that cover it. */
  heldBy: z.array(z.string()),
})
export type RecordDetail = z.infer<typeof RecordDetail>

/** How the archive stands. */
export const ArchiveState = z.object({
  entries: z.number().int(),
  /** SHA-256 of the public key that signs now, to compare with what is published. */
  fingerprint: z.string(),
  /** Accounts that entries are about, to choose from. */
  accounts: z.array(z.string()),
  lastHead: SignedHead.optional(),
  /** The newest check of the whole chain; without `endedAt` it runs. */
  check: z
    .object({
      begunAt: z.iso.datetime(),
      done: z.number().int(),
      total: z.number().int(),
      endedAt: z.iso.datetime().optional(),
      finding: Finding.optional(),
    })
    .optional(),
})
export type ArchiveState = z.infer<typeof ArchiveState>

/** The signed heads, newest first, for whoever wants to keep a copy of them elsewhere. */
export const PublishedHeads = z.object({
  keys: z.array(z.object({ id: z.string(), fingerprint: z.string(), pem: z.string() })),
  heads: z.array(SignedHead),
})
