import type { Problem } from '#api/contract.ts'
import type { Words } from '#kernel/words.ts'

const sentences = {
  'no-such-session': {
    en: 'There is no such session. The list of sessions shows which there are.',
    fr: 'Cette séance n’existe pas. La liste des séances montre celles qui existent.',
  },
  'no-such-question': {
    en: 'There is no such question in this session. Load the page anew.',
    fr: 'Cette question ne fait pas partie de la séance. Rechargez la page.',
  },
  changed: {
    en: 'Somebody else changed this since you opened it. Nothing was overwritten: your words are still in the field. Load the page anew and look at theirs.',
    fr: 'Une autre personne a modifié ceci depuis que vous l’avez ouvert. Rien n’a été écrasé : vos mots sont encore dans le champ. Rechargez la page et regardez les siens.',
  },
  'no-time': {
    en: 'This is no time that there is: the clocks jump over it, show it twice, or it is no date. Choose another one.',
    fr: 'Cette heure n’existe pas : on avance ou recule l’heure à ce moment, ou ce n’est pas une date. Choisissez-en une autre.',
  },
  order: {
    en: 'A session begins before it ends, and takes questions before it ends: within 60 days in all.',
    fr: 'Une séance commence avant de finir et reçoit des questions avant sa fin : en tout, 60 jours au plus.',
  },
  past: {
    en: 'The end is over already. A session is announced before it ends.',
    fr: 'La fin est déjà passée. Une séance s’annonce avant sa fin.',
  },
  'is-over': {
    en: 'The session is over or cancelled, so its times cannot change any more.',
    fr: 'La séance est terminée ou annulée : ses heures ne changent plus.',
  },
  'cannot-now': {
    en: 'That cannot become of a question that stands where this one does. Load the page anew to see where it stands.',
    fr: 'Une question qui en est à ce point ne peut pas devenir cela. Rechargez la page pour voir où elle en est.',
  },
  'answer-missing': {
    en: 'Write the answer in the language in which the question was asked.',
    fr: 'Écrivez la réponse dans la langue de la question.',
  },
  'no-signer': {
    en: 'This person has agreed to no line under answers in this language. Choose somebody else, or nobody.',
    fr: 'Cette personne n’a accepté aucune ligne de signature dans cette langue. Choisissez quelqu’un d’autre, ou personne.',
  },
  'own-words': {
    en: 'You wrote a part of this answer. Somebody else approves it.',
    fr: 'Vous avez écrit une partie de cette réponse. Une autre personne l’approuve.',
  },
  'not-approved': {
    en: 'Exactly this answer is not approved. Ask somebody who did not write it.',
    fr: 'Cette réponse n’est pas approuvée mot pour mot. Demandez à quelqu’un qui ne l’a pas écrite.',
  },
  'no-right': {
    en: 'You may not do this on our own site. Ask somebody who may, or an owner for the right.',
    fr: 'Vous n’avez pas ce droit sur notre propre site. Demandez à quelqu’un qui l’a, ou demandez-le à un propriétaire.',
  },
  full: {
    en: 'There is room for no more questions in this session.',
    fr: 'Cette séance ne peut pas recevoir plus de questions.',
  },
} as const satisfies Record<string, Words>

/** Why something about questions was not done, as words that never change. */
export type QuestionRefusal = keyof typeof sentences

/** The public sentence of a refusal; `field`: which answer of the form it is about. */
export function questionProblem(why: QuestionRefusal, field?: string): Problem {
  const words = sentences[why]
  return { error: why, ...words, ...(field === undefined ? {} : { fields: { [field]: words } }) }
}

/** The status a refusal is answered with. */
export function questionStatus(why: QuestionRefusal): 403 | 404 | 409 | 422 {
  if (why === 'no-such-session' || why === 'no-such-question') return 404
  if (why === 'no-right' || why === 'own-words') return 403
  return ['changed', 'cannot-now', 'not-approved', 'is-over', 'full'].includes(why) ? 409 : 422
}
