import type { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import type { Words } from '#kernel/words.ts'

const sentences = {
  'no-such-message': {
    en: 'There is no such message. It may have been deleted; the list shows what is there.',
    fr: 'Ce message n’existe pas. Il a peut-être été supprimé ; la liste montre ce qui existe.',
  },
  'no-such-account': {
    en: 'One of the accounts is not ours, or is closed. Choose from the list of accounts.',
    fr: 'L’un des comptes n’est pas le nôtre ou est fermé. Choisissez dans la liste des comptes.',
  },
  'no-such-language': {
    en: 'The account does not speak this language. Its languages are on the list of accounts.',
    fr: 'Le compte ne parle pas cette langue. Ses langues figurent dans la liste des comptes.',
  },
  'version-twice': {
    en: 'There are two texts for the same account and language. Keep one of them.',
    fr: 'Il y a deux textes pour le même compte et la même langue. Gardez-en un seul.',
  },
  'too-many-versions': {
    en: 'A message has at most 40 texts, one for each account and language. Split it into several messages.',
    fr: 'Un message compte au plus 40 textes, un par compte et par langue. Divisez-le en plusieurs messages.',
  },
  'no-right-to-write': {
    en: 'You may not write for all of these accounts, languages or this lane. Nothing was saved. Somebody who looks after teams can let you.',
    fr: 'Vous ne pouvez pas rédiger pour tous ces comptes, ces langues ou cette voie. Rien n’a été enregistré. Une personne qui gère les équipes peut vous y autoriser.',
  },
  'no-right-to-publish': {
    en: 'You may not publish to this account in this language and lane. Ask somebody who may.',
    fr: 'Vous ne pouvez pas publier sur ce compte dans cette langue et cette voie. Demandez à une personne autorisée.',
  },
  'changed-meanwhile': {
    en: 'Somebody changed this after you opened it. Nothing was overwritten and your words are still in this browser. Compare, then save again.',
    fr: 'Quelqu’un a modifié ce message après que vous l’avez ouvert. Rien n’a été écrasé et votre texte est toujours dans ce navigateur. Comparez, puis enregistrez de nouveau.',
  },
  'asked-already': {
    en: 'Approval was asked for this message, so it is on record and stays. You can change it.',
    fr: 'Une approbation a été demandée pour ce message : il figure au dossier et y reste. Vous pouvez le modifier.',
  },
  'nothing-to-ask': {
    en: 'The message has no text yet. Write it, then ask for approval.',
    fr: 'Le message n’a pas encore de texte. Rédigez-le, puis demandez l’approbation.',
  },
  'half-written': {
    en: 'One language has no text yet. A message goes out in every language of its account: write the missing one, then ask.',
    fr: 'Une langue n’a pas encore de texte. Un message sort dans toutes les langues de son compte : rédigez celle qui manque, puis demandez l’approbation.',
  },
  'nobody-wrote': {
    en: 'Nobody is known as the writer of this message. Save it once more, then ask.',
    fr: 'Aucun auteur de ce message n’est connu. Enregistrez-le une fois, puis demandez l’approbation.',
  },
  'not-asked': {
    en: 'Nobody has asked for approval of this message. Nothing was published.',
    fr: 'Personne n’a demandé l’approbation de ce message. Rien n’a été publié.',
  },
  'not-open': {
    en: 'This message is not approved: it was changed, sent back or taken back. Do not publish it. Ask for approval again.',
    fr: 'Ce message n’est pas approuvé : il a été modifié, renvoyé ou repris. Ne le publiez pas. Demandez de nouveau l’approbation.',
  },
  changed: {
    en: 'The text was changed after it was approved or copied. Do not publish the earlier text. Reload and look again.',
    fr: 'Le texte a été modifié après son approbation ou sa copie. Ne publiez pas l’ancien texte. Rechargez la page et vérifiez.',
  },
  'not-approved': {
    en: 'This version is not approved yet. Do not publish it.',
    fr: 'Cette version n’est pas encore approuvée. Ne la publiez pas.',
  },
  'half-approved': {
    en: 'Only one language of this pair is approved. Both go out together or not at all: wait for the other approval.',
    fr: 'Une seule langue de cette paire est approuvée. Les deux sortent ensemble ou pas du tout : attendez l’autre approbation.',
  },
  exercise: {
    en: 'This is an exercise: it is practised and approved, and never published.',
    fr: 'Ceci est un exercice : il se rédige et s’approuve, mais n’est jamais publié.',
  },
  'already-public': {
    en: 'This text is already noted as published. Nothing was noted twice.',
    fr: 'Ce texte est déjà noté comme publié. Rien n’a été noté deux fois.',
  },
  'not-then': {
    en: 'Say when it was published: not in the future, and at most 30 days ago.',
    fr: 'Indiquez quand il a été publié : pas dans l’avenir, et il y a 30 jours au plus.',
  },
  'not-public': {
    en: 'This is no longer noted as public. Reload to see where it stands.',
    fr: 'Ce texte n’est plus noté comme public. Rechargez la page pour voir où il en est.',
  },
  'no-open-question': {
    en: 'Nothing waits for approval here. Reload to see where it stands.',
    fr: 'Rien n’attend d’approbation ici. Rechargez la page pour voir où en est le message.',
  },
  'not-theirs': {
    en: 'Only those who wrote it, or who asked for approval, can take the question back.',
    fr: 'Seules les personnes qui l’ont rédigé ou qui ont demandé l’approbation peuvent reprendre la demande.',
  },
  'not-connected': {
    en: 'None of these accounts is connected to a network, so nothing can be sent. Connect one on the page of accounts, or publish by hand.',
    fr: 'Aucun de ces comptes n’est connecté à un réseau : rien ne peut être envoyé. Connectez-en un à la page des comptes, ou publiez à la main.',
  },
  'in-outbox': {
    en: 'This is in the outbox already. Nothing was put there twice.',
    fr: 'Ce message est déjà dans la boîte d’envoi. Rien n’y a été mis deux fois.',
  },
  'public-otherwise': {
    en: 'Other words of this message are public there, and they cannot be edited from here. Take them down first, or say what is right in a new message.',
    fr: 'Ce message y est public dans d’autres mots, qui ne peuvent pas être modifiés d’ici. Retirez-les d’abord, ou rectifiez dans un nouveau message.',
  },
  'no-such-time': {
    en: 'Write a date and a time that exist, and a time zone such as America/Toronto.',
    fr: 'Écrivez une date et une heure qui existent, et un fuseau comme America/Toronto.',
  },
  'time-jumped-over': {
    en: 'On that day clocks jump over this time: it does not exist. Choose another, such as the moment at which they jump.',
    fr: 'Ce jour-là, les horloges sautent cette heure : elle n’existe pas. Choisissez-en une autre, par exemple le moment du saut.',
  },
  'time-twice': {
    en: 'On that day clocks show this time twice. Say whether the first or the second is meant.',
    fr: 'Ce jour-là, les horloges affichent cette heure deux fois. Indiquez s’il s’agit de la première ou de la seconde.',
  },
  'time-past': {
    en: 'This time is over. Choose a later one, or send it now.',
    fr: 'Cette heure est passée. Choisissez-en une plus tard, ou envoyez maintenant.',
  },
  'time-too-far': {
    en: 'This is more than a year ahead. Choose a nearer time.',
    fr: 'C’est dans plus d’un an. Choisissez une date plus proche.',
  },
  'account-known': {
    en: 'This account is already noted, or once was. Choose another handle.',
    fr: 'Ce compte est déjà noté, ou l’a été. Choisissez un autre identifiant.',
  },
} as const satisfies Record<string, Words>

/** Why publishing refused something: words that never change. */
export type Refusal = keyof typeof sentences

/** What came of an act: its value, or why nothing was written. */
export type Ruled<T> = { ok: true; value: T } | { ok: false; why: Refusal }

/** The sentence for a refusal. */
export function refusalWords(why: Refusal): Words {
  return sentences[why]
}

/** A refusal as routes answer it. */
export function refusalProblem(why: Refusal): Problem {
  return problem(why, sentences[why])
}

/** The status a refusal is answered with. */
export function statusOf(why: Refusal): 403 | 404 | 409 | 422 {
  if (why === 'no-such-message') return 404
  if (why === 'no-right-to-write' || why === 'no-right-to-publish' || why === 'not-theirs') return 403
  return unusable.has(why) ? 422 : 409
}

const unusable: ReadonlySet<Refusal> = new Set([
  'no-such-account',
  'no-such-language',
  'version-twice',
  'too-many-versions',
  'nothing-to-ask',
  'half-written',
  'not-then',
  'no-such-time',
  'time-jumped-over',
  'time-twice',
  'time-past',
  'time-too-far',
])
