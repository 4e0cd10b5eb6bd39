import type { Words } from '#kernel/words.ts'
import type { RecordKind } from '#records/contract.ts'
import { clockYears, type YearsClockName } from '#records/retention/contract.ts'

/**
 * How long a kind is kept unless somebody decides otherwise; null years are for good. A kind on the clock of conversations
 * has no schedule of its own.
 */
export type Usual = { years: number | null; why: Words; isFixed?: true; clock?: YearsClockName }

const approval: Usual = {
  years: 7,
  why: {
    en: 'Who approved what outlasts the usual time in which a decision can be challenged.',
    fr: 'Qui a approuvé quoi se conserve au-delà du délai habituel de contestation d’une décision.',
  },
}
const said: Usual = {
  years: 10,
  why: {
    en: 'What the organization said in public is asked for long after the campaign or council that said it.',
    fr: 'Ce que l’organisation a dit en public est demandé bien après la campagne ou le conseil qui l’a dit.',
  },
}
const people: Usual = {
  years: 7,
  why: {
    en: 'Who was allowed to speak for the organization must be known for as long as what they said can be disputed.',
    fr: 'Il faut savoir qui pouvait parler au nom de l’organisation aussi longtemps que ses propos peuvent être contestés.',
  },
}
const search: Usual = {
  years: 5,
  why: {
    en: 'An oversight body can see what the desk searched for, why, and who answered for it.',
    fr: 'Un organisme de surveillance peut voir ce que le bureau a cherché, pourquoi, et qui en répondait.',
  },
}
const issue: Usual = {
  years: 10,
  why: {
    en: 'What was known, when, and what was decided on it is asked for in inquiries long after the event.',
    fr: 'Ce qu’on savait, à quel moment, et ce qui a été décidé est demandé par des enquêtes bien après les faits.',
  },
}
const conversation: Usual = {
  years: clockYears.conversations.usual,
  clock: 'conversations',
  why: {
    en: 'What a citizen wrote to us is personal: kept while it can still be followed up or challenged, and no longer.',
    fr: 'Ce qu’une personne nous écrit la concerne : on le garde tant qu’une suite ou une contestation est possible, pas plus.',
  },
}
const archive: Usual = {
  years: null,
  why: {
    en: 'Whoever finds a gap in the archive must be able to see who made it and by which rule.',
    fr: 'Quiconque trouve un vide dans les archives doit pouvoir voir qui l’a fait et selon quelle règle.',
  },
}
const proof: Usual = {
  years: null,
  isFixed: true,
  why: {
    en: 'The check of the chain needs it: without it nobody could tell a disposal from tampering.',
    fr: 'La vérification de la chaîne en a besoin : sans elle, on ne distinguerait pas une élimination d’une falsification.',
  },
}

/**
 * The schedules a new desk begins with. They are a cautious start and no legal advice: each office sets its own on the
 * retention page, after its records authority.
 */
export const usualSchedules: Readonly<Record<RecordKind, Usual>> = {
  'approval-asked': approval,
  'approval-given': approval,
  'approval-returned': approval,
  'approval-voided': approval,
  'approval-escalated': approval,
  'approval-delegated': approval,
  'break-glass': {
    years: 15,
    why: {
      en: 'A warning sent with one key is looked into by inquiries and courts for many years.',
      fr: 'Une alerte envoyée avec une seule clé est examinée par des enquêtes et des tribunaux pendant des années.',
    },
  },
  delivery: said,
  'not-sent': said,
  edit: said,
  deletion: said,
  'poll-counted': said,
  imported: said,
  'reply-received': conversation,
  'reply-deleted': conversation,
  moderation: conversation,
  'private-messages': people,
  'pause-begun': said,
  'pause-ended': said,
  'permission-changed': people,
  'person-joined': people,
  'person-left': people,
  'account-changed': people,
  'key-made': proof,
  'key-ended': people,
  'key-refused': people,
  'search-begun': search,
  'search-changed': search,
  'search-ended': search,
  'search-exception': { ...search, years: 10 },
  'issue-opened': issue,
  'issue-changed': issue,
  'issue-fact': issue,
  'issue-decision': issue,
  'issue-rota': issue,
  'face-consent-given': people,
  'face-consent-ended': people,
  'rota-changed': people,
  'duty-handed-over': people,
  'questions-announced': said,
  'question-answered': said,
  'question-set-aside': conversation,
  'attention-changed': issue,
  'evidence-kept': said,
  'report-made': said,
  'report-mailed': said,
  'report-schedule-changed': said,
  'export-made': archive,
  redaction: archive,
  'hold-set': archive,
  'hold-lifted': archive,
  'schedule-changed': archive,
  disposal: proof,
}
