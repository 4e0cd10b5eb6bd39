import { z } from 'zod'

/** Limits of private messages on our side. */
export const privateMessageLimits = {
  purposeLengthMax: 500,
  reasonLengthMax: 500,
  readersMax: 50,
  conversationsMax: 200,
  /** Of one conversation; the newest are shown. */
  messagesMax: 500,
  previewLengthMax: 140,
} as const

const Text = (max: number) => z.string().trim().min(1).max(max)

/** Why messages of an account are not read now, as words that never change. */
export const PrivateProblem = z.enum([
  'not-connected',
  'not-allowed',
  'over-budget',
  'rate-limited',
  'revoked',
  'unreachable',
  'unreadable',
])
export type PrivateProblem = z.infer<typeof PrivateProblem>

/** Somebody of us. */
const Person = z.object({ id: z.string(), name: z.string() })

/** An account whose private messages can be read, and how that stands. */
export const ReadingAccount = z.object({
  account: z.string(),
  name: z.string(),
  handle: z.string(),
  network: z.string(),
  networkName: z.string(),
  isOn: z.boolean(),
  /** Missing where nobody ever switched it on. */
  purpose: z.string().optional(),
  changedAt: z.iso.datetime().optional(),
  changedBy: z.string().optional(),
  readers: z.array(Person),
  /** Who could be one: whoever may write there. Only for those who may change it. */
  candidates: z.array(Person).optional(),
  readAt: z.iso.datetime().optional(),
  problem: PrivateProblem.optional(),
  /** When more came than could be read at once; what lies between stands on the network alone. */
  missedAt: z.iso.datetime().optional(),
  /** How many things the network showed that were no message, by why. */
  refused: z.record(z.string(), z.number().int()),
  mayRead: z.boolean(),
})
export type ReadingAccount = z.infer<typeof ReadingAccount>

/** Every account whose network lets private messages be read. */
export const ReadingBoard = z.object({ accounts: z.array(ReadingAccount), mayChange: z.boolean() })
export type ReadingBoard = z.infer<typeof ReadingBoard>

/** Switching it on, with what for and who may read; or off. */
export const ReadingForm = z.discriminatedUnion('on', [
  z.strictObject({
    on: z.literal(true),
    purpose: Text(privateMessageLimits.purposeLengthMax),
    readers: z.array(z.string().min(1).max(100)).min(1).max(privateMessageLimits.readersMax),
  }),
  z.strictObject({ on: z.literal(false) }),
])
export type ReadingForm = z.infer<typeof ReadingForm>

/** Somebody as their network names them. */
const Named = z.object({ handle: z.string(), name: z.string() })

/** A thread with a citizen, in a list. */
export const Conversation = z.object({
  id: z.string(),
  account: z.string(),
  network: z.string(),
  /** Everybody but us who wrote in it. */
  people: z.array(Named),
  messages: z.number().int(),
  lastAt: z.iso.datetime(),
  /** The beginning of the last message; missing where its author took it back. */
  preview: z.string().optional(),
  lastIsOurs: z.boolean(),
  /** Something came since anybody of us opened it. */
  isNew: z.boolean(),
  seen: z.object({ at: z.iso.datetime(), by: z.string() }).optional(),
  handled: z.object({ at: z.iso.datetime(), by: z.string() }).optional(),
})
export type Conversation = z.infer<typeof Conversation>

/** Conversations the caller may read, new ones first. `isCut`: there are more than are listed. */
export const ConversationList = z.object({
  conversations: z.array(Conversation),
  isCut: z.boolean(),
  /** Whether any account is read for whoever asks. */
  mayRead: z.boolean(),
})
export type ConversationList = z.infer<typeof ConversationList>

/** What is looked for. */
export const ConversationQuery = z.object({
  show: z.enum(['open', 'handled']).default('open'),
  account: z.string().min(1).max(100).optional(),
})

/** One message. */
export const MessageView = z.object({
  id: z.string(),
  from: Named,
  isOurs: z.boolean(),
  sentAt: z.iso.datetime(),
  /** Missing once its author took it back. */
  text: z.string().optional(),
  goneAt: z.iso.datetime().optional(),
  attachments: z.array(
    z.object({
      type: z.enum(['image', 'film', 'sound', 'post', 'link']),
      url: z.string(),
      alt: z.string().optional(),
    }),
  ),
})
export type MessageView = z.infer<typeof MessageView>

/** A thread with a citizen and what was written in it, oldest first. */
export const ConversationDetail = z.object({
  conversation: Conversation,
  messages: z.array(MessageView),
  /** There are older messages than are shown. */
  isCut: z.boolean(),
  /** Where it is answered on the network itself; missing where there is no true address. */
  answerAt: z.string().optional(),
  networkName: z.string(),
  /** When it is deleted by the clock of conversations, unless something new is written. */
  keptUntil: z.iso.datetime(),
})
export type ConversationDetail = z.infer<typeof ConversationDetail>

/** Whether somebody of us has dealt with it. */
export const HandledForm = z.strictObject({ handled: z.boolean() })

/** Why a conversation is deleted, or handed out. No names: the record keeps it. */
export const PrivateReason = z.strictObject({ reason: Text(privateMessageLimits.reasonLengthMax) })

/** A conversation as it is handed out to whoever has a right to it. */
export const ConversationExport = z.object({
  format: z.literal('bellwether-private-conversation/1'),
  exportedAt: z.iso.datetime(),
  exportedBy: z.string(),
  reason: z.string(),
  account: z.object({ id: z.string(), handle: z.string(), network: z.string() }),
  people: z.array(Named),
  messages: z.array(MessageView),
})
export type ConversationExport = z.infer<typeof ConversationExport>
