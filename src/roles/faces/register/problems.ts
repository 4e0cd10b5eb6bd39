import type { Problem } from '#api/contract.ts'

/** Why an act of the register, of look-alikes or of the life of an account was refused. */
export type Refusal = keyof typeof problems

type Told = { status: 403 | 404 | 409 | 422; en: string; fr: string }

const problems = {
  'no-such-account': {
    status: 404,
    en: 'There is no such account. Somebody may have removed it; go back to the list.',
    fr: 'Ce compte n’existe pas. Quelqu’un l’a peut-être retiré ; revenez à la liste.',
  },
  'no-such-request': {
    status: 404,
    en: 'There is no such request. Go back to the list.',
    fr: 'Cette demande n’existe pas. Revenez à la liste.',
  },
  'no-such-look-alike': {
    status: 404,
    en: 'It is not in the list any more: somebody decided about it, or its time was over.',
    fr: 'Il n’est plus dans la liste : quelqu’un a tranché, ou son délai est écoulé.',
  },
  'not-allowed': {
    status: 403,
    en: 'Only people who look after accounts can do this. An owner of the desk can let you.',
    fr: 'Seules les personnes chargées des comptes peuvent le faire. Un responsable du bureau peut vous y autoriser.',
  },
  'own-request': {
    status: 403,
    en: 'You asked for this account, so somebody else has to say yes.',
    fr: 'Vous avez demandé ce compte : c’est à quelqu’un d’autre de l’approuver.',
  },
  'not-yours': {
    status: 403,
    en: 'Only the person who asked can take a request back.',
    fr: 'Seule la personne qui a fait la demande peut la retirer.',
  },
  'already-decided': {
    status: 409,
    en: 'It was decided already. Nothing was changed.',
    fr: 'La décision est déjà prise. Rien n’a été modifié.',
  },
  'two-owners': {
    status: 409,
    en: 'An account needs two owners who are on this desk. Name a second one first.',
    fr: 'Un compte a besoin de deux responsables présents à ce bureau. Désignez d’abord la deuxième personne.',
  },
  'no-such-person': {
    status: 422,
    en: 'Somebody named here is not on this desk any more. Choose again.',
    fr: 'Une personne désignée n’est plus à ce bureau. Refaites votre choix.',
  },
  'account-known': {
    status: 409,
    en: 'This account is in the list already, open or closed.',
    fr: 'Ce compte est déjà dans la liste, ouvert ou fermé.',
  },
  'asked-already': {
    status: 409,
    en: 'Somebody has already asked for this account, and it is not decided yet.',
    fr: 'Quelqu’un a déjà demandé ce compte, et la décision n’est pas prise.',
  },
  'too-many-requests': {
    status: 409,
    en: 'Too many requests wait to be decided. Decide about some of them first.',
    fr: 'Trop de demandes attendent une décision. Tranchez-en d’abord quelques-unes.',
  },
  'closed-already': {
    status: 409,
    en: 'This account is closed. Nothing was changed.',
    fr: 'Ce compte est fermé. Rien n’a été modifié.',
  },
  'own-ground': {
    status: 409,
    en: 'This is our own site: it stays when every network is gone, so it is not closed here.',
    fr: 'C’est notre propre site : il reste quand tous les réseaux disparaissent, il ne se ferme donc pas ici.',
  },
  'on-its-way': {
    status: 409,
    en: 'Something of this account is still to go out, or is not certain. Cancel or settle it in the outbox first.',
    fr: 'Un envoi de ce compte est en attente ou incertain. Annulez-le ou réglez-le d’abord dans la boîte d’envoi.',
  },
  'nothing-to-accept': {
    status: 409,
    en: 'There is nothing to say yes to any more: it changed again. Look at it once more.',
    fr: 'Il n’y a plus rien à accepter : cela a encore changé. Regardez de nouveau.',
  },
  'no-profile-there': {
    status: 409,
    en: 'The desk cannot look at this account: look yourself, and note that you did.',
    fr: 'Le bureau ne peut pas consulter ce compte : regardez vous-même, puis notez-le.',
  },
  'no-names-there': {
    status: 409,
    en: 'The desk cannot ask this network for names now: the account is not connected, or no budget was set for its network.',
    fr: 'Le bureau ne peut pas demander de noms à ce réseau pour l’instant : le compte n’est pas connecté, ou aucun budget n’est prévu pour son réseau.',
  },
  'names-off': {
    status: 409,
    en: 'Looking for names is switched off for this account. Nothing was asked, and nothing was spent.',
    fr: 'La recherche de noms est désactivée pour ce compte. Rien n’a été demandé ni dépensé.',
  },
  'names-just-now': {
    status: 409,
    en: 'The desk looked for these names less than an hour ago. Nothing was asked again, and nothing was spent.',
    fr: 'Le bureau a cherché ces noms il y a moins d’une heure. Rien n’a été redemandé ni dépensé.',
  },
  'noted-already': {
    status: 409,
    en: 'This one is in the list already.',
    fr: 'Celui-ci est déjà dans la liste.',
  },
} as const satisfies Record<string, Told>

/** A refusal as an answer. */
export function refusalOf(why: Refusal): { status: 403 | 404 | 409 | 422; body: Problem } {
  const { status, en, fr } = problems[why]
  return { status, body: { error: why, en, fr } }
}
