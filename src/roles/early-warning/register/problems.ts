import type { Problem } from '#api/contract.ts'
import type { Issue } from '#roles/early-warning/contract.ts'

/** Why an act of the register was refused. */
export type Refusal = keyof typeof problems

const problems = {
  'no-such-story': {
    status: 404,
    en: 'This story is no longer kept. Go back to Now for what is rising.',
    fr: 'Ce sujet n’est plus conservé. Revenez à Maintenant pour voir ce qui monte.',
  },
  'no-such-issue': {
    status: 404,
    en: 'There is no such issue. The list of issues shows what is open.',
    fr: 'Ce dossier n’existe pas. La liste des dossiers montre ce qui est ouvert.',
  },
  'no-such-owner': {
    status: 422,
    en: 'This person is not here any more, or may not take issues on. Choose somebody else.',
    fr: 'Cette personne n’est plus ici, ou ne peut pas prendre de dossiers. Choisissez quelqu’un d’autre.',
  },
  'no-such-fact': {
    status: 404,
    en: 'There is no such fact in this issue. Reload the page and look again.',
    fr: 'Ce fait n’existe pas dans ce dossier. Rechargez la page et vérifiez.',
  },
  'fact-settled': {
    status: 409,
    en: 'Somebody has settled this fact meanwhile. Nothing was changed; read what it says now.',
    fr: 'Quelqu’un a réglé ce fait entre-temps. Rien n’a été modifié ; lisez ce qu’il dit maintenant.',
  },
  'no-such-post': {
    status: 404,
    en: 'This post is not kept here: it was taken back, or its time is over. Nothing was linked.',
    fr: 'Ce message n’est pas conservé ici : il a été retiré, ou son délai est passé. Rien n’a été lié.',
  },
  'no-such-message': {
    status: 404,
    en: 'There is no such message of ours any more, or it belongs to an exercise. Nothing was linked.',
    fr: 'Ce message de notre bureau n’existe plus, ou il fait partie d’un exercice. Rien n’a été lié.',
  },
  'too-many': {
    status: 409,
    en: 'This issue holds as much as it can. Close it and open a new one that goes on from it.',
    fr: 'Ce dossier est plein. Fermez-le et ouvrez-en un nouveau qui en prend la suite.',
  },
  'answered-already': {
    status: 409,
    en: 'A first answer is already noted. The first one counts; write later ones down as notes.',
    fr: 'Une première réponse est déjà notée. C’est la première qui compte ; écrivez les suivantes en notes.',
  },
  'not-yet': {
    status: 422,
    en: 'This time is still to come. Give the time at which the answer was public.',
    fr: 'Cette heure n’est pas encore passée. Indiquez l’heure à laquelle la réponse a été rendue publique.',
  },
  'review-over': {
    status: 422,
    en: 'A review is planned for a time to come. Choose a later time.',
    fr: 'Une révision se prévoit pour plus tard. Choisissez une heure à venir.',
  },
  'named-twice': {
    status: 422,
    en: 'Somebody stands in the list twice. Each person is told once.',
    fr: 'Une personne figure deux fois dans la liste. Chacune est prévenue une seule fois.',
  },
} as const satisfies Record<string, { status: 404 | 409 | 422; en: string; fr: string }>

/** A refusal as an answer. */
export function refusalOf(why: Refusal): { status: 404 | 409 | 422; body: Problem } {
  const { status, en, fr } = problems[why]
  return { status, body: { error: why, en, fr } }
}

/** That somebody was faster, and who. */
export function takenBy(issue: Pick<Issue, 'owner'>): Problem {
  return {
    error: 'taken-on-already',
    en: `${issue.owner} has already taken this story on. Open the issue to add to it.`,
    fr: `${issue.owner} s’occupe déjà de ce sujet. Ouvrez le dossier pour y ajouter.`,
  }
}
