import type { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import type { Words } from '#kernel/words.ts'

const sentences = {
  'no-such-delivery': {
    en: 'There is no such delivery. The list shows what is on its way.',
    fr: 'Cet envoi n’existe pas. La liste montre ce qui est en route.',
  },
  'not-now': {
    en: 'That cannot be done any more: it has gone on meanwhile. The list shows how it stands now.',
    fr: 'Ce n’est plus possible : l’envoi a avancé entre-temps. La liste montre où il en est.',
  },
  replaced: {
    en: 'This version was put into the outbox again since. Sending both would say it twice: look at the newer one.',
    fr: 'Cette version a été remise dans la boîte d’envoi depuis. Envoyer les deux la dirait deux fois : voyez la plus récente.',
  },
  'no-right': {
    en: 'You may not do this for this account, language and lane. Ask somebody who may.',
    fr: 'Vous ne pouvez pas faire cela pour ce compte, cette langue et cette voie. Demandez à une personne autorisée.',
  },
  'no-such-pause': {
    en: 'This pause is over already.',
    fr: 'Cette suspension est déjà levée.',
  },
  'no-such-account': {
    en: 'There is no such account, or its network cannot be connected. It can be published to by hand.',
    fr: 'Ce compte n’existe pas, ou son réseau ne peut pas être connecté. Vous pouvez y publier à la main.',
  },
  missing: {
    en: 'Something is missing. Fill in every field that is not marked as optional; where all are, at least one.',
    fr: 'Il manque quelque chose. Remplissez tous les champs qui ne sont pas facultatifs ; s’ils le sont tous, au moins un.',
  },
  'other-account': {
    en: 'This sign-in belongs to another account. Nothing was kept. Use the one of the account shown above.',
    fr: 'Cette connexion appartient à un autre compte. Rien n’a été conservé. Utilisez celle du compte affiché ci-dessus.',
  },
  'no-such-list': {
    en: 'These messages are not offered any more. Load the page again to see what is.',
    fr: 'Ces messages ne sont plus proposés. Rechargez la page pour voir ce qui l’est.',
  },
  'no-such-topic': {
    en: 'One of these topics is none of ours. Nothing was changed. Load the page again to see which there are.',
    fr: 'L’un de ces sujets n’est pas des nôtres. Rien n’a changé. Rechargez la page pour voir ceux qui existent.',
  },
  'no-subscription': {
    en: 'What this browser gave us is no address that messages can be sent to, so nothing was turned on. Try another browser.',
    fr: 'Ce que ce navigateur nous a donné n’est pas une adresse où envoyer des messages : rien n’a été activé. Essayez un autre navigateur.',
  },
  'names-nobody': {
    en: 'This names nobody. Write @name@server, a server such as bad.example, or the address of a profile.',
    fr: 'Cela ne désigne personne. Écrivez @nom@serveur, un serveur comme mauvais.example, ou l’adresse d’un profil.',
  },
  'barred-already': {
    en: 'They are barred already. The list shows why and until when.',
    fr: 'Cette exclusion existe déjà. La liste montre pourquoi et jusqu’à quand.',
  },
  'not-barred': {
    en: 'They may speak already: nothing is left to lift.',
    fr: 'Cette exclusion a déjà pris fin : il n’y a plus rien à lever.',
  },
  'no-such-conversation': {
    en: 'There is no such conversation that you may read. Only people named for its account may.',
    fr: 'Cette conversation n’existe pas, ou vous ne pouvez pas la lire : seules les personnes désignées pour son compte le peuvent.',
  },
  'no-private-messages': {
    en: 'There is no such account, or private messages of its network cannot be read here.',
    fr: 'Ce compte n’existe pas, ou les messages privés de son réseau ne peuvent pas être lus ici.',
  },
  'reader-may-not-speak': {
    en: 'Only people who may write for this account can read what is written to it. Choose others, or change what they may do.',
    fr: 'Seules les personnes qui peuvent rédiger pour ce compte lisent ce qu’on lui écrit. Choisissez-en d’autres, ou modifiez leurs droits.',
  },
  'conversation-on-hold': {
    en: 'A legal hold covers this conversation: it cannot be deleted until the hold is lifted.',
    fr: 'Un gel juridique couvre cette conversation : elle ne peut pas être supprimée avant sa levée.',
  },
  'not-connected': {
    en: 'The account is not connected.',
    fr: 'Le compte n’est pas connecté.',
  },
} as const satisfies Record<string, Words>

/** Why something was refused here. */
export type SendingRefusal = keyof typeof sentences

/** A refusal as a public sentence. */
export function sendingProblem(why: SendingRefusal): Problem {
  return problem(why, sentences[why])
}
