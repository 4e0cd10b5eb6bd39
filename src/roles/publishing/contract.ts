import { z } from 'zod'
import { ApprovalSummary } from '#access/approvals/contract.ts'
import { Account } from '#access/people/contract.ts'
import { Problem } from '#api/contract.ts'
import { lanes } from '#kernel/permission.ts'
import { FocusPoint, TopicId, VersionCard, VersionContent, VersionPoll } from '#kernel/version-content.ts'
import { KeptFile } from '#sending/files/contract.ts'

/** Limits of publishing, all of them. */
export const publishingLimits = {
  titleLengthMax: 200,
  textLengthMax: 50_000,
  /** Files of one version. */
  filesMax: 20,
  /** A description of what a file shows. */
  altLengthMax: 5000,
  /** Accounts times languages of one message. */
  versionsMax: 40,
  /** Topics of one message. */
  topicsMax: 10,
  /** Options of a poll, and characters of one. */
  pollOptionsMax: 20,
  pollOptionLengthMax: 500,
  contentWarningLengthMax: 500,
  cardTitleLengthMax: 300,
  cardDescriptionLengthMax: 1000,
  importRowsMax: 10_000,
  importBytesMax: 8 * 1024 * 1024,
  /** Messages of one page of the list. */
  pageMax: 200,
  urlLengthMax: 2000,
  reasonLengthMax: 2000,
  /** Half of a language pair is never public alone for longer than this. */
  aloneMsMax: 60_000,
  /** How long ago something noted as published by hand may have gone out. */
  notedLateMsMax: 30 * 24 * 3600 * 1000,
} as const

/**
 * Text as it can go out: line ends as one character, no controls (no network shows them), no half characters (nobody could
 * store them). Marks of direction and spaces of no width stay: some scripts need them, and the preview makes them visible.
 */
function outgoing(lengthMax: number) {
  return z
    .string()
    .max(lengthMax)
    .overwrite((text) => text.replaceAll(/\r\n?/gu, '\n'))
    .refine((text) => text.isWellFormed() && !controls.test(text), {
      params: {
        en: 'The text holds a character that cannot be kept (a control or half a character). Remove it and save again.',
        fr: 'Le texte contient un caractère qui ne peut pas être conservé (caractère de commande ou moitié de caractère). Retirez-le, puis enregistrez.',
      },
    })
}

// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/u

/** A picture, film or sound of a version as its writer gave it: named by what the desk answered to the upload. */
export const FileForm = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  /** What it shows, in the language of the version. Kept, but not sent, while it is decorative. */
  alt: outgoing(publishingLimits.altLengthMax),
  /** It carries no information: whoever does not see it misses nothing. */
  decorative: z.boolean(),
  /** The captions of a film or sound, in the language of the version: SHA-256 of a WebVTT file that the desk keeps. */
  captions: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .optional(),
  /** Its writer says that nobody speaks in it, so that nobody misses captions. */
  noSpeech: z.boolean().optional(),
  /** Of a picture; missing: its middle. */
  focus: FocusPoint.optional(),
})
export type FileForm = z.infer<typeof FileForm>

/** What people are asked to choose from. An option may still be empty while it is written: nobody is asked about it before. */
export const PollForm = VersionPoll.extend({
  options: z
    .array(
      outgoing(publishingLimits.pollOptionLengthMax)
        .trim()
        .refine((option) => !option.includes('\n'), {
          params: {
            en: 'An option of a poll is one line.',
            fr: 'Une option de sondage tient sur une ligne.',
          },
        }),
    )
    .min(2)
    .max(publishingLimits.pollOptionsMax),
})
export type PollForm = z.infer<typeof PollForm>

/** A link shown as a block under the words, where a network lets its writer say what stands in it. */
export const CardForm = z.object({
  url: outgoing(publishingLimits.urlLengthMax).trim(),
  title: outgoing(publishingLimits.cardTitleLengthMax).trim(),
  description: outgoing(publishingLimits.cardDescriptionLengthMax).trim(),
  /** A picture of the block, by what the desk answered to the upload. It carries nothing its title does not say. */
  image: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .optional(),
})
export type CardForm = z.infer<typeof CardForm>

/** What the card of a link to a page of our own says, as long as nobody writes something else. */
export const OwnCard = z.object({ title: z.string(), description: z.string() })
export type OwnCard = z.infer<typeof OwnCard>

/** What the desk knows of an address: nothing where it is no page of ours. */
export const OwnCardAnswer = z.object({ card: OwnCard.optional() })

/** What one account says in one language. */
export const VersionForm = z.object({
  account: z.string().min(1).max(100),
  language: z.string().min(2).max(35),
  text: outgoing(publishingLimits.textLengthMax),
  /** In the order in which they are shown; missing: none. */
  media: z.array(FileForm).max(publishingLimits.filesMax).optional(),
  /** Missing: it asks nothing. */
  poll: PollForm.optional(),
  /** Split where its network needs several posts; a line that holds only `---` begins a new one. Missing: one post. */
  thread: z.boolean().optional(),
  /** Shown instead of the words until somebody opens them. */
  contentWarning: outgoing(publishingLimits.contentWarningLengthMax)
    .trim()
    .refine((warning) => !warning.includes('\n'), {
      params: {
        en: 'A content warning is one line.',
        fr: 'Un avertissement de contenu tient sur une ligne.',
      },
    })
    .optional(),
  /** The person whose line stands under the words, where the lane is not emergency. */
  byline: z.string().min(1).max(100).optional(),
  card: CardForm.optional(),
})
export type VersionForm = z.infer<typeof VersionForm>

/** A message as somebody writes it: a title for the team, a lane, and a text for each account and language. */
export const MessageForm = z.object({
  title: outgoing(publishingLimits.titleLengthMax)
    .trim()
    .min(1)
    .refine((title) => !title.includes('\n'), {
      params: { en: 'A title is one line.', fr: 'Un titre tient sur une ligne.' },
    }),
  lane: z.enum(lanes),
  versions: z.array(VersionForm).max(publishingLimits.versionsMax),
  /** What it is about, by ids of topics, in every language. Missing: of a new message nothing; a change leaves it as it is. */
  topics: z.array(TopicId).max(publishingLimits.topicsMax).optional(),
})
export type MessageForm = z.infer<typeof MessageForm>

/** A message that begins, and what it is about: an issue the team has taken on, as `issue:id`. */
export const MessageToBegin = MessageForm.extend({
  about: z.string().startsWith('issue:').max(220).optional(),
})
export type MessageToBegin = z.infer<typeof MessageToBegin>

/** A change: the form whole, and the revision it was made from, so that nobody's words are overwritten unseen. */
export const MessageChange = MessageForm.extend({ revision: z.number().int().min(1) })
export type MessageChange = z.infer<typeof MessageChange>

/** What is asked to ask for approval: the revision that was read, and by when it is needed. */
export const AskForm = z.object({
  revision: z.number().int().min(1),
  deadline: z.iso.datetime({ offset: true }).optional(),
})
export type AskForm = z.infer<typeof AskForm>

/** That a version was published by hand, and what became of that. */
export const Publication = z.object({
  id: z.string(),
  account: z.string(),
  language: z.string(),
  sha256: z.string(),
  /** The text that is or was public. */
  text: z.string(),
  url: z.string(),
  publishedAt: z.iso.datetime(),
  notedBy: z.string(),
  /** Missing while it is public. */
  ended: z
    .object({
      at: z.iso.datetime(),
      how: z.enum(['replaced', 'taken-down']),
      by: z.string(),
      reason: z.string().optional(),
    })
    .optional(),
})
export type Publication = z.infer<typeof Publication>

/** Half of a language pair that is public without its other half. */
export const HalfOut = z.object({
  account: z.string(),
  public: z.array(z.string()),
  missing: z.array(z.string()),
  since: z.iso.datetime(),
})
export type HalfOut = z.infer<typeof HalfOut>

/** Where a message stands, in one word. `down`: what was public was taken down and nothing was changed since. */
export const MessageState = z.enum(['draft', 'waiting', 'returned', 'approved', 'published', 'down'])
export type MessageState = z.infer<typeof MessageState>

const Change = { changedAt: z.iso.datetime(), changedBy: z.string() }

/** A message as the list shows it. */
export const MessageSummary = z.object({
  id: z.string(),
  title: z.string(),
  lane: z.enum(lanes),
  state: MessageState,
  revision: z.number().int(),
  /** Who looks after it. */
  owner: z.object({ id: z.string(), name: z.string() }),
  ...Change,
  /** The beginning of what it says, a line a language. */
  excerpts: z.array(z.object({ language: z.string(), text: z.string() })),
  accounts: z.array(z.string()),
  returned: z.object({ by: z.string(), reason: z.string() }).optional(),
  deadline: z.iso.datetime().optional(),
  half: z.array(HalfOut),
  /** Something of it is public, in this or an earlier wording. */
  isPublic: z.boolean(),
})
export type MessageSummary = z.infer<typeof MessageSummary>

/** One version of a message: exactly what would go out, and how its place stands. */
export const MessageVersion = z.object({
  content: VersionContent,
  sha256: z.string(),
  /** The files as their writer gave them; `content.media` holds them as they go out, in the same order. */
  files: z.array(FileForm),
  /** All of it as its writer gave it: not split, mentions as names, without the line of a person. */
  written: VersionForm,
  ...Change,
  /** What is public in its place now. */
  public: Publication.optional(),
  /** Whether whoever asks may write here; and note what was published here. */
  may: z.object({ write: z.boolean(), publish: z.boolean() }),
})
export type MessageVersion = z.infer<typeof MessageVersion>

/** One message whole. */
export const Message = MessageSummary.extend({
  versions: z.array(MessageVersion),
  /** What it is about, by ids of topics, sorted. */
  topics: z.array(TopicId),
  writers: z.array(z.string()),
  approval: ApprovalSummary.optional(),
  publications: z.array(Publication),
  may: z.object({ write: z.boolean(), ask: z.boolean(), takeBack: z.boolean(), remove: z.boolean() }),
})
export type Message = z.infer<typeof Message>

/** A page of messages, last changed first; `before` asks for the next. */
export const MessageList = z.object({
  messages: z.array(MessageSummary),
  before: z.string().optional(),
})
export type MessageList = z.infer<typeof MessageList>

/** That somebody else changed it first: nothing was written, and this is how it stands now. */
export const Conflict = Problem.extend({ current: Message.optional() })

/** That it was asked about: until when, and who was asked first. Nobody among them: nobody can approve it. */
export const AskedAbout = z.object({
  message: Message,
  deadline: z.iso.datetime(),
  approvers: z.array(z.string()),
})

/** Why a version cannot go out as it stands: `words` name the file, the limit and what helps, `where` the account, network and language. */
export const VersionProblem = z.object({
  account: z.string(),
  language: z.string(),
  why: z.string(),
  /** The file it is about, as it was uploaded. */
  file: z.string().optional(),
  limit: z.number().optional(),
  actual: z.number().optional(),
  where: z.object({ en: z.string(), fr: z.string() }),
  words: z.object({ en: z.string(), fr: z.string() }),
})
export type VersionProblem = z.infer<typeof VersionProblem>

/** That nobody is asked to approve it while something of it cannot go out: everything that is in the way. */
export const CannotGoOut = Problem.extend({ problems: z.array(VersionProblem).optional() })

/** Versions to be checked as they are written; nothing is kept of them. */
export const CheckForm = z.strictObject({
  versions: MessageForm.shape.versions,
  /** Missing: normal. In an emergency no person's line goes out. */
  lane: MessageForm.shape.lane.optional(),
  /** The message they are of, once it is saved: its campaign may tag their links. */
  message: z.string().min(1).max(100).optional(),
})
export type CheckForm = z.infer<typeof CheckForm>

/** What an account would say: the very parts that go out, made by what saves and sends them. */
export const GoesOut = z.object({
  account: z.string(),
  language: z.string(),
  parts: z.array(z.string()),
  /** Of each part, as its network counts: how long it is, and the most it takes. Empty while the account is not connected. */
  lengths: z.array(z.object({ n: z.number(), max: z.number() })),
  contentWarning: z.string().optional(),
  card: VersionCard.optional(),
  /** The line of a person under the words, where one goes out; it stands at the end of the last part. */
  byline: z.string().optional(),
})
export type GoesOut = z.infer<typeof GoesOut>

/** What would become of versions: what is in the way, and which bytes each account would be given of each file. */
export const Checked = z.object({
  problems: z.array(VersionProblem),
  /** The files as they are kept. One that is not among them is not kept any more. */
  files: z.array(KeptFile),
  copies: z.array(
    z.object({
      account: z.string(),
      /** What its network is called; missing while the account is not connected: then nothing is converted. */
      network: z.string().optional(),
      /** The file as it was uploaded, and as it goes out there. */
      of: z.string(),
      goes: KeptFile,
    }),
  ),
  /** One for each version, in their order. */
  goesOut: z.array(GoesOut),
  /** What is worth a look, and keeps nothing from going out: a film without captions, a card that is not shown. */
  hints: z.array(VersionProblem),
})
export type Checked = z.infer<typeof Checked>

const Place = { account: VersionForm.shape.account, language: VersionForm.shape.language }

/** Asks for the exact text of one version, to be copied to where it is published. */
export const ReleaseQuery = z.object(Place)

/** The exact text, and its hash to note it by. A content warning is filled in beside it, where the network has a field for one. */
export const Released = z.object({
  text: z.string(),
  sha256: z.string(),
  contentWarning: z.string().optional(),
})
export type Released = z.infer<typeof Released>

/** What somebody notes who published a version by hand. */
export const PublishedNote = z.object({
  ...Place,
  /** The bytes that were copied. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  url: z.url({ protocol: /^https?$/u }).max(publishingLimits.urlLengthMax),
  /** Missing: now. */
  publishedAt: z.iso.datetime({ offset: true }).optional(),
})
export type PublishedNote = z.infer<typeof PublishedNote>

/** What somebody notes who took a post of ours down by hand. */
export const TakenDownNote = z.object({
  publicationId: z.string().min(1).max(100),
  reason: z.string().trim().min(1).max(publishingLimits.reasonLengthMax),
})
export type TakenDownNote = z.infer<typeof TakenDownNote>

/** Asks to send what is approved: now, or at a wall time in a zone. */
export const SendForm = z.strictObject({
  revision: z.number().int().min(1),
  /** Missing: every account of the message that is connected. */
  accounts: z.array(VersionForm.shape.account).min(1).max(publishingLimits.versionsMax).optional(),
  when: z
    .strictObject({
      wall: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/u),
      zone: z.string().min(1).max(60),
      /** For a time that clocks show twice: which of the two. */
      which: z.enum(['first', 'second']).optional(),
    })
    .optional(),
})
export type SendForm = z.infer<typeof SendForm>

/** That a time does not exist, or exists twice: what could be meant, as moments. Nothing was scheduled. */
export const WhichTime = Problem.extend({ times: z.array(z.iso.datetime()) })

/** The accounts we own, and whether whoever asks may note another one. */
export const OwnAccounts = z.object({
  accounts: z.array(Account),
  mayAdd: z.boolean(),
})
export type OwnAccounts = z.infer<typeof OwnAccounts>

/** An account of ours that somebody notes by hand. */
export const AccountForm = z.object({
  network: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9.-]{0,39}$/u, 'small letters, digits, dots and hyphens'),
  handle: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(200),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/u))
    .min(1)
    .max(10)
    .refine((all) => new Set(all).size === all.length),
})
export type AccountForm = z.infer<typeof AccountForm>

/** What came of one row of an import. */
export const ImportedRow = z.object({
  /** From 1, without the heading. */
  row: z.number().int(),
  outcome: z.enum(['new', 'changed', 'same', 'refused']),
  id: z.string().optional(),
  title: z.string().optional(),
  why: z.object({ en: z.string(), fr: z.string() }).optional(),
})
export type ImportedRow = z.infer<typeof ImportedRow>

/** What came of an import, row by row. */
export const ImportReport = z.object({
  rows: z.array(ImportedRow),
  messages: z.number().int(),
  refused: z.number().int(),
})
export type ImportReport = z.infer<typeof ImportReport>

/** People whose line may stand under words in a language. */
export const OfferedBylines = z.object({
  bylines: z.array(z.object({ person: z.string(), name: z.string(), line: z.string() })),
})
export type OfferedBylines = z.infer<typeof OfferedBylines>

/** A text to be read for plain language. */
export const PlainForm = z.object({
  language: z.enum(['en', 'fr']),
  text: z.string().max(publishingLimits.textLengthMax),
  /** Missing: normal. In an emergency a text that is hard to read is worth a warning. */
  lane: z.enum(lanes).optional(),
})
export type PlainForm = z.infer<typeof PlainForm>

/** How plain a text is: the school years it asks for, its words, and what could be said more simply. */
export const PlainHints = z.object({
  /** School years a reader needs, 0 to 20; hardly that for a text of one sentence. */
  grade: z.number(),
  /** Reading ease, 0 (hard) to 100 (easy). */
  ease: z.number(),
  sentences: z.number().int(),
  wordCount: z.number().int(),
  /** In the order of the text. Nothing is refused for them, and nothing is changed by them. */
  hints: z.array(
    z.object({
      /** `long-sentence`, `long-word`, `passive`, `double-negation`, `jargon`, `hashtag-case`, `hard-in-emergency`. */
      kind: z.string(),
      /** The stretch of the text it is about, and where it stands, in UTF-16 units. Empty: all of it. */
      about: z.string(),
      from: z.number().int(),
      to: z.number().int(),
      /** What could stand there instead, ready to be put in its place. */
      instead: z.string().optional(),
      words: z.object({ en: z.string(), fr: z.string() }),
    }),
  ),
})
export type PlainHints = z.infer<typeof PlainHints>
