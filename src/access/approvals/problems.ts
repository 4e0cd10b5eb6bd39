import type { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import type { Words } from '#kernel/words.ts'
import type { DelegationRefusal } from '#access/approvals/delegations.ts'
import type { Reviewed } from '#access/approvals/glass.ts'
import type { Refusal } from '#access/approvals/rules.ts'

type Why = Refusal | Extract<Reviewed, { ok: false }>['why']

/** Every refusal of approvals, in words: what happened, and what to do next. */
const sentences: Record<Why, Words> = {
  'not-asked': {
    en: 'Nobody has asked for approval of this. Go back to the list of approvals.',
    fr: 'Personne n’a demandé l’approbation de cet élément. Revenez à la liste des approbations.',
  },
  'not-open': {
    en: 'This no longer waits for approval: it was edited, sent back or withdrawn. Reload to see where it stands.',
    fr: 'Cet élément n’attend plus d’approbation : il a été modifié, renvoyé ou retiré. Rechargez la page pour voir où il en est.',
  },
  changed: {
    en: 'The text was changed after you opened it. Nothing was approved. Read the new text, then decide.',
    fr: 'Le texte a été modifié après que vous l’avez ouvert. Rien n’a été approuvé. Lisez le nouveau texte, puis décidez.',
  },
  writer: {
    en: 'You worked on this yourself, so somebody else has to approve or review it.',
    fr: 'Vous y avez travaillé, donc une autre personne doit l’approuver ou l’examiner.',
  },
  left: {
    en: 'You no longer belong to this desk, so you cannot decide here.',
    fr: 'Vous ne faites plus partie de ce poste et ne pouvez donc pas décider ici.',
  },
  'no-right': {
    en: 'You may not do this for all of these accounts and languages. Choose those that are yours, or ask somebody who may.',
    fr: 'Vous ne pouvez pas le faire pour tous ces comptes et toutes ces langues. Choisissez ceux qui vous reviennent, ou demandez à une personne autorisée.',
  },
  'not-theirs': {
    en: 'Only those who wrote it, or who asked for approval, can withdraw it.',
    fr: 'Seules les personnes qui l’ont rédigé ou qui ont demandé l’approbation peuvent la retirer.',
  },
  'nothing-to-revoke': {
    en: 'Nothing of this is approved, so there is nothing to take back.',
    fr: 'Rien n’est approuvé ici, il n’y a donc rien à retirer.',
  },
  'not-emergency': {
    en: 'One key is for the emergency lane only. This message needs somebody else’s approval.',
    fr: 'La clé unique est réservée à la voie d’urgence. Ce message doit être approuvé par une autre personne.',
  },
  'already-approved': {
    en: 'All of this is approved already. There is no glass to break.',
    fr: 'Tout est déjà approuvé. Il n’y a pas lieu de briser la glace.',
  },
  'no-such-review': {
    en: 'There is no such review. Go back to the list of approvals.',
    fr: 'Cet examen n’existe pas. Revenez à la liste des approbations.',
  },
  'reviewed-already': {
    en: 'Somebody has reviewed this already. Reload to read what they found.',
    fr: 'Une autre personne l’a déjà examiné. Rechargez la page pour lire ses conclusions.',
  },
}

const delegationSentences: Record<DelegationRefusal, Words> = {
  self: { en: 'Choose somebody else than yourself.', fr: 'Choisissez une autre personne que vous-même.' },
  left: {
    en: 'One of you no longer belongs to this desk.',
    fr: 'L’une des deux personnes ne fait plus partie de ce poste.',
  },
  'no-such-person': {
    en: 'There is no such person. Choose one from the list.',
    fr: 'Cette personne n’existe pas. Choisissez-en une dans la liste.',
  },
  'no-right': {
    en: 'You can only delegate what you may approve by a right of your own.',
    fr: 'Vous ne pouvez déléguer que ce que vous pouvez approuver de votre propre droit.',
  },
  'too-long': {
    en: 'A delegation lasts 60 days at most. Choose an earlier end.',
    fr: 'Une délégation dure au plus 60 jours. Choisissez une fin plus proche.',
  },
  past: { en: 'Choose an end in the future.', fr: 'Choisissez une fin dans l’avenir.' },
  'too-many': {
    en: 'You have 20 delegations running. End one of them first.',
    fr: 'Vous avez 20 délégations en cours. Mettez fin à l’une d’elles d’abord.',
  },
}

/** A refusal of approvals as a sentence in both languages. */
export function approvalProblem(why: Why): Problem {
  return problem(why, sentences[why])
}

/** Why a right cannot be delegated, as a sentence in both languages. */
export function delegationRefusal(why: DelegationRefusal): Problem {
  return problem(why, delegationSentences[why])
}

/** The status a refusal is answered with. */
export function statusOf(why: Why): 403 | 404 | 409 {
  if (why === 'not-asked' || why === 'no-such-review') return 404
  return why === 'writer' || why === 'left' || why === 'no-right' || why === 'not-theirs' ? 403 : 409
}
