import type { Problem } from '#api/contract.ts'
import type { Words } from '#kernel/words.ts'

const sentences = {
  'not-allowed': {
    en: 'You may not change people and teams. An owner of the desk can let you.',
    fr: 'Vous ne pouvez pas modifier les personnes et les équipes. Une personne responsable du bureau peut vous y autoriser.',
  },
  'no-such-person': {
    en: 'This person is not here, or has left. Read the list again.',
    fr: 'Cette personne n’est pas ici ou est partie. Relisez la liste.',
  },
  'no-such-team': {
    en: 'There is no such team now. Read the list again.',
    fr: 'Cette équipe n’existe plus. Relisez la liste.',
  },
  'no-such-account': {
    en: 'One of the accounts is not ours, or is closed. Choose from the list.',
    fr: 'L’un des comptes n’est pas le nôtre ou est fermé. Choisissez dans la liste.',
  },
  'no-such-language': {
    en: 'A language is written as a tag of two or three letters such as en or fr, or as * for all.',
    fr: 'Une langue s’écrit avec deux ou trois lettres, comme en ou fr, ou * pour toutes.',
  },
  'no-such-proposal': {
    en: 'There is no such proposal. Read the list again.',
    fr: 'Cette proposition n’existe pas. Relisez la liste.',
  },
  'no-such-key': {
    en: 'There is no such key, or it has ended already.',
    fr: 'Cette clé n’existe pas ou a déjà pris fin.',
  },
  'no-such-hook': {
    en: 'There is no such address for programs, or it has ended already.',
    fr: 'Cette adresse pour programmes n’existe pas ou a déjà pris fin.',
  },
  'no-such-kind': {
    en: 'No room takes in this kind. Choose one from the list.',
    fr: 'Aucun module ne reçoit ce type. Choisissez-en un dans la liste.',
  },
  'no-such-heir': {
    en: 'Choose somebody who is still here to take over.',
    fr: 'Choisissez une personne encore présente pour prendre la relève.',
  },
  'needs-heir': {
    en: 'This person looks after things that must go on. Choose who takes over.',
    fr: 'Cette personne s’occupe de choses qui doivent continuer. Choisissez qui prend la relève.',
  },
  'changes-nothing': {
    en: 'This is how it is already. Nothing was changed.',
    fr: 'C’est déjà le cas. Rien n’a été modifié.',
  },
  'desk-wide-verb': {
    en: 'Only writing, approving, publishing, break-glass and pausing can be limited to an account, a language or a lane.',
    fr: 'Seuls rédiger, approuver, publier, le bris de glace et suspendre peuvent se limiter à un compte, une langue ou une voie.',
  },
  'name-taken': {
    en: 'This name is in use. Choose another one.',
    fr: 'Ce nom est déjà pris. Choisissez-en un autre.',
  },
  'too-many-teams': {
    en: 'There are 50 teams, which is the most. End one first.',
    fr: 'Il y a 50 équipes, le maximum. Supprimez-en une d’abord.',
  },
  'too-many-people': {
    en: 'There are 500 people, which is the most.',
    fr: 'Il y a 500 personnes, le maximum.',
  },
  'too-many-proposals': {
    en: 'Fifty proposals wait already. Confirm or withdraw some first.',
    fr: 'Cinquante propositions attendent déjà. Confirmez-en ou retirez-en d’abord.',
  },
  'too-many-keys': {
    en: 'There are as many live keys as there may be. End one that is not used.',
    fr: 'Le nombre maximal de clés actives est atteint. Mettez fin à une clé inutilisée.',
  },
  'two-owners': {
    en: 'A desk keeps two owners. Make somebody else an owner first; or the owner leaves.',
    fr: 'Un bureau garde deux responsables. Nommez d’abord quelqu’un d’autre ; ou la personne responsable part.',
  },
  'last-owner': {
    en: 'The last owner cannot leave. Make somebody else an owner first.',
    fr: 'La dernière personne responsable ne peut pas partir. Nommez d’abord quelqu’un d’autre.',
  },
  'owner-ends-owner': {
    en: 'Only an owner can end the access of an owner.',
    fr: 'Seule une personne responsable peut mettre fin à l’accès d’une autre.',
  },
  'already-decided': {
    en: 'This proposal was decided already. Read the list again.',
    fr: 'Cette proposition a déjà été tranchée. Relisez la liste.',
  },
  'proposal-over': {
    en: 'This proposal waited longer than 7 days. Propose it again.',
    fr: 'Cette proposition a attendu plus de 7 jours. Proposez-la de nouveau.',
  },
  'own-proposal': {
    en: 'Somebody else must confirm what you proposed.',
    fr: 'Une autre personne doit confirmer ce que vous avez proposé.',
  },
  'not-the-proposer': {
    en: 'Only whoever proposed this can withdraw it.',
    fr: 'Seule la personne qui l’a proposé peut le retirer.',
  },
  'not-an-owner': {
    en: 'Only an owner of the desk can confirm this.',
    fr: 'Seule une personne responsable du bureau peut confirmer ceci.',
  },
  'proposer-gone': {
    en: 'Whoever proposed this may no longer do so. Propose it again.',
    fr: 'La personne qui l’a proposé n’en a plus le droit. Proposez-le de nouveau.',
  },
  'changed-meanwhile': {
    en: 'Somebody changed this meanwhile, so the proposal no longer says what would happen. Propose it again.',
    fr: 'Quelqu’un a modifié ceci entre-temps : la proposition ne dit plus ce qui se passerait. Proposez-la de nouveau.',
  },
  'has-signed-in': {
    en: 'This person has signed in before. If they cannot now, whoever runs the desk gives them a link from its terminal.',
    fr: 'Cette personne s’est déjà connectée. Si elle ne le peut plus, la personne qui exploite le bureau lui donne un lien depuis le terminal.',
  },
  'more-than-yours': {
    en: 'This person may do more than you, so their link is not yours to make. Ask an owner of the desk.',
    fr: 'Cette personne a plus de droits que vous : son lien ne vous revient pas. Demandez à une personne responsable du bureau.',
  },
  'never-signed-in': {
    en: 'This person has not signed in yet. Make them an owner once they have: then somebody is really there.',
    fr: 'Cette personne ne s’est pas encore connectée. Nommez-la responsable une fois que c’est fait : il y a alors vraiment quelqu’un.',
  },
  'more-than-maker': {
    en: 'A key cannot do more than whoever makes it, and never approves, breaks glass, changes people, exports records or sets retention.',
    fr: 'Une clé ne peut pas faire plus que la personne qui la crée, et jamais approuver, briser la glace, modifier les personnes, exporter les registres ni fixer la conservation.',
  },
  'ends-too-late': {
    en: 'Choose an end within a year from now, at least an hour ahead.',
    fr: 'Choisissez une fin d’ici un an, au moins une heure à l’avance.',
  },
} as const satisfies Record<string, Words>

/** Why something about people was refused: words that never change. */
export type Refusal = keyof typeof sentences

/** The sentence for a refusal. */
export function refusalWords(why: Refusal): Words {
  return sentences[why]
}

/** A refusal as routes answer it. */
export function refusalProblem(why: Refusal): Problem {
  return { error: why, ...sentences[why] }
}

const unknown = new Set<Refusal>([
  'no-such-person',
  'no-such-team',
  'no-such-proposal',
  'no-such-key',
  'no-such-hook',
  'no-such-kind',
])
const forbidden = new Set<Refusal>(['not-allowed', 'not-an-owner', 'owner-ends-owner', 'more-than-yours'])

/** The status a refusal is answered with. */
export function refusalStatus(why: Refusal): 403 | 404 | 409 {
  if (unknown.has(why)) return 404
  return forbidden.has(why) ? 403 : 409
}
