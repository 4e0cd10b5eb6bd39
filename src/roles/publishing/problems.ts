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
  'file-twice': {
    en: 'The same file is twice in one version. Keep it once.',
    fr: 'Le même fichier figure deux fois dans une version. Gardez-le une seule fois.',
  },
  'no-such-file': {
    en: 'One of the files is not kept here: it was never uploaded, or nothing used it for a month. Nothing was saved. Add it again, or remove it.',
    fr: 'L’un des fichiers n’est pas conservé ici : il n’a jamais été téléversé, ou rien ne l’a utilisé pendant un mois. Rien n’a été enregistré. Ajoutez-le de nouveau, ou retirez-le.',
  },
  'too-long-with-all': {
    en: 'With the handles of those it mentions and the line under it, a text is longer than 50,000 characters. Nothing was saved. Shorten it.',
    fr: 'Avec les identifiants des comptes mentionnés et la ligne de signature, un texte dépasse 50 000 caractères. Rien n’a été enregistré. Raccourcissez-le.',
  },
  'no-such-topic': {
    en: 'One of the topics is not kept by this desk. Nothing was saved. The list under Publish, Topics, shows what there is.',
    fr: 'L’un des sujets n’existe pas dans ce bureau. Rien n’a été enregistré. La liste sous Publier, Sujets, montre ce qui existe.',
  },
  'topics-disagree': {
    en: 'Rows of this message name different topics. A message has the same topics in every language: write them once, or alike.',
    fr: 'Des lignes de ce message nomment des sujets différents. Un message a les mêmes sujets dans toutes les langues\u00A0: écrivez-les une fois, ou de la même façon.',
  },
  'too-many-topics': {
    en: 'A message is about 10 topics at most. Name fewer.',
    fr: 'Un message porte sur 10 sujets au plus. Nommez-en moins.',
  },
  'topic-retired': {
    en: 'One of the topics was retired, so no new message can be about it. Nothing was saved. Take it out, or ask whoever looks after the settings to bring it back.',
    fr: 'L’un des sujets a été retiré\u00A0: aucun nouveau message ne peut y être rattaché. Rien n’a été enregistré. Enlevez-le, ou demandez à la personne qui gère les réglages de le rétablir.',
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
    en: 'Other words of this message were published there by hand, so the desk does not know the post. Correct it there by hand, then note it as published.',
    fr: 'Ce message y a été publié à la main dans d’autres mots : le bureau ne connaît pas la publication. Rectifiez-la sur place à la main, puis notez-la comme publiée.',
  },
  'correct-first': {
    en: 'Other words of this message are public. Press Correct, and say to the public what was wrong: then it can go out.',
    fr: 'Ce message est public dans d’autres mots. Appuyez sur Rectifier et dites au public ce qui était faux : il pourra alors sortir.',
  },
  'cannot-correct': {
    en: 'One of these networks can neither edit nor answer a post, so it cannot be corrected there. Take the post down and send the message anew; where it cannot be taken down, say it in a new message. Or leave this account out.',
    fr: 'L’un de ces réseaux ne permet ni de modifier une publication ni d’y répondre : on ne peut pas la rectifier. Retirez-la et envoyez de nouveau le message ; si on ne peut pas la retirer, dites-le dans un nouveau message. Ou laissez ce compte de côté.',
  },
  'aimed-elsewhere': {
    en: 'What stands in public has changed since approval was asked: the post that this corrects is gone, or another. Ask for approval again; the desk aims it anew.',
    fr: 'Ce qui est public a changé depuis la demande d’approbation : la publication à rectifier a disparu, ou c’en est une autre. Demandez de nouveau l’approbation ; le bureau vise à nouveau.',
  },
  'poll-is-out': {
    en: 'The poll of this message is public, and people vote on it. It is not changed any more: another one would lose their votes. Put it back as it was; the words around it can be corrected.',
    fr: 'Le sondage de ce message est public, et on y vote. Il ne change plus : un autre perdrait ces votes. Remettez-le comme il était ; les mots autour peuvent être rectifiés.',
  },
  'being-taken-down': {
    en: 'What is public there is being taken down, so it is not corrected. Wait until it is gone, then ask for approval again: it goes out as a post of its own.',
    fr: 'Ce qui y est public est en cours de retrait : on ne le rectifie pas. Attendez qu’il ait disparu, puis demandez de nouveau l’approbation : le message sortira comme nouvelle publication.',
  },
  'nothing-public': {
    en: 'Nothing of this message is public, so there is nothing to correct. Change it and ask for approval.',
    fr: 'Rien de ce message n’est public : il n’y a rien à rectifier. Modifiez-le et demandez l’approbation.',
  },
  'correction-unsaid': {
    en: 'Say what was wrong in every language of the message, in one sentence for the public.',
    fr: 'Dites ce qui était faux dans chaque langue du message, en une phrase pour le public.',
  },
  'correction-out': {
    en: 'Part of this correction is public, so what it says stays. Send the rest of it, or end it and begin another.',
    fr: 'Une partie de cette rectification est publique : ce qu’elle dit ne change plus. Envoyez le reste, ou terminez-la et commencez-en une autre.',
  },
  'no-correction': {
    en: 'No correction of this message is open. Reload to see where it stands.',
    fr: 'Aucune rectification de ce message n’est en cours. Rechargez la page pour voir où il en est.',
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
  'times-disagree': {
    en: 'Rows of this message name different times. Write the time in one of them, or the same in all.',
    fr: 'Des lignes de ce message indiquent des heures différentes. Écrivez l’heure dans une seule, ou la même dans toutes.',
  },
  'on-its-way': {
    en: 'This is on its way already, or out, so it cannot be moved. The outbox shows where it stands.',
    fr: 'Ce message est déjà en route, ou sorti : il ne peut plus être déplacé. La boîte d’envoi montre où il en est.',
  },
  'not-waiting': {
    en: 'Nothing of this message waits in the outbox any more. Reload to see where it stands.',
    fr: 'Rien de ce message n’attend plus dans la boîte d’envoi. Rechargez la page pour voir où il en est.',
  },
  'no-such-day': {
    en: 'This day is not on the list any more. Reload to see what is there.',
    fr: 'Ce jour ne figure plus sur la liste. Rechargez la page pour voir ce qui s’y trouve.',
  },
  'day-known': {
    en: 'A day with this date and name is on the list already. Nothing was added twice.',
    fr: 'Un jour à cette date et à ce nom figure déjà sur la liste. Rien n’a été ajouté deux fois.',
  },
  'too-many-days': {
    en: 'The list holds 2,000 days at most. Nothing was added. Take some out first.',
    fr: 'La liste contient 2 000 jours au plus. Rien n’a été ajouté. Retirez-en d’abord.',
  },
  'no-such-template': {
    en: 'There is no such template. Somebody may have removed it; the list shows what is there.',
    fr: 'Ce modèle n’existe pas. Quelqu’un l’a peut-être retiré ; la liste montre ce qui existe.',
  },
  'template-known': {
    en: 'There is a template of this name already. Choose another name, or change that one.',
    fr: 'Un modèle porte déjà ce nom. Choisissez-en un autre, ou modifiez celui qui existe.',
  },
  'too-many-templates': {
    en: 'The desk keeps 500 templates at most. Nothing was kept. Remove one first.',
    fr: 'Le bureau conserve 500 modèles au plus. Rien n’a été conservé. Retirez-en un d’abord.',
  },
  'not-your-template': {
    en: 'Only whoever kept this template, or who may both write and approve messages, changes or removes it. Save yours under another name.',
    fr: 'Seule la personne qui a conservé ce modèle, ou qui peut rédiger et approuver des messages, le modifie ou le retire. Enregistrez le vôtre sous un autre nom.',
  },
  'no-such-campaign': {
    en: 'There is no such campaign, or it has ended. Choose another.',
    fr: 'Cette campagne n’existe pas, ou elle est terminée. Choisissez-en une autre.',
  },
  'campaign-known': {
    en: 'Another campaign has this tag. Choose another, so that their visits are not counted together.',
    fr: 'Une autre campagne porte cette étiquette. Choisissez-en une autre, pour que leurs visites ne soient pas comptées ensemble.',
  },
  'too-many-campaigns': {
    en: 'The desk keeps 1,000 campaigns at most. Nothing was kept.',
    fr: 'Le bureau conserve 1 000 campagnes au plus. Rien n’a été conservé.',
  },
  'no-right-to-settings': {
    en: 'Only somebody who may change the settings of the desk lists these sites. Nothing was changed.',
    fr: 'Seule une personne qui peut modifier les paramètres du bureau choisit ces sites. Rien n’a été modifié.',
  },
  'no-such-series': {
    en: 'There is no such recurring message, or it has ended. The list shows what is there.',
    fr: 'Ce message récurrent n’existe pas, ou il est terminé. La liste montre ce qui existe.',
  },
  'no-occurrence': {
    en: 'The recurring message does not come at that time, or its draft is made already. Nothing was skipped.',
    fr: 'Le message récurrent ne tombe pas à cette heure, ou son brouillon est déjà fait. Rien n’a été sauté.',
  },
  'never-occurs': {
    en: 'With these choices it never comes again. Choose a later end, or other days.',
    fr: 'Avec ces choix, il ne revient jamais. Choisissez une fin plus tardive, ou d’autres jours.',
  },
  'too-many-series': {
    en: 'The desk keeps 200 recurring messages at most at once. End one first.',
    fr: 'Le bureau tient 200 messages récurrents au plus à la fois. Terminez-en un d’abord.',
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
  if (absent.has(why)) return 404
  if (forbidden.has(why)) return 403
  return unusable.has(why) ? 422 : 409
}

const absent: ReadonlySet<Refusal> = new Set([
  'no-such-message',
  'no-such-day',
  'no-such-template',
  'no-such-series',
])

const forbidden: ReadonlySet<Refusal> = new Set([
  'no-right-to-write',
  'no-right-to-publish',
  'no-right-to-settings',
  'not-theirs',
  'not-your-template',
])

const unusable: ReadonlySet<Refusal> = new Set([
  'no-such-account',
  'no-such-language',
  'version-twice',
  'too-many-versions',
  'file-twice',
  'no-such-file',
  'no-such-topic',
  'topics-disagree',
  'too-many-topics',
  'topic-retired',
  'too-long-with-all',
  'nothing-to-ask',
  'half-written',
  'correction-unsaid',
  'not-then',
  'no-such-time',
  'time-jumped-over',
  'time-twice',
  'time-past',
  'time-too-far',
  'no-such-campaign',
  'never-occurs',
])
