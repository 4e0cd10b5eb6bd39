import type { Problem } from '#api/contract.ts'

function problem(error: string, en: string, fr: string, field?: string): Problem {
  return { error, en, fr, ...(field === undefined ? {} : { fields: { [field]: { en, fr } } }) }
}

/** Why something was not done, as public sentences. */
export const problems = {
  'no-such-announcement': problem(
    'no-such-announcement',
    'There is no such announcement. The list of announcements shows what is followed.',
    'Cette annonce n’existe pas. La liste des annonces montre ce qui est suivi.',
  ),
  'no-such-question': problem(
    'no-such-question',
    'This question is not among those of the announcement any more. Load the page anew.',
    'Cette question ne figure plus parmi celles de l’annonce. Rechargez la page.',
  ),
  'no-such-note': problem(
    'no-such-note',
    'There is no such note. Somebody may have removed it.',
    'Cette note n’existe pas. Quelqu’un l’a peut-être retirée.',
  ),
  'no-such-evidence': problem(
    'no-such-evidence',
    'There is no such evidence. The announcement lists what was frozen.',
    'Cette pièce n’existe pas. L’annonce indique ce qui a été figé.',
  ),
  'no-such-dashboard': problem(
    'no-such-dashboard',
    'There is no such dashboard. The list of dashboards shows what is saved.',
    'Ce tableau de bord n’existe pas. La liste des tableaux de bord montre ceux qui sont enregistrés.',
  ),
  'no-such-item': problem(
    'no-such-item',
    'This post is not in the check of this month. It may have been taken back on its network.',
    'Ce message ne fait pas partie du contrôle de ce mois. Il a peut-être été retiré de son réseau.',
  ),
  'round-done': problem(
    'round-done',
    'This check is done and its result is in use. The next one begins next month.',
    'Ce contrôle est terminé et son résultat est utilisé. Le prochain commence le mois prochain.',
  ),
  'no-watch': problem(
    'no-watch',
    'Choose at least one watch that carries the reaction, or begin a new one.',
    'Choisissez au moins une veille qui porte la réaction, ou commencez-en une.',
    'watchIds',
  ),
  'no-such-watch': problem(
    'no-such-watch',
    'One of the watches is not there any more. Choose again; nothing was saved.',
    'L’une des veilles n’existe plus. Choisissez de nouveau ; rien n’a été enregistré.',
    'watchIds',
  ),
  'too-many-watches': problem(
    'too-many-watches',
    'Twelve watches are the most. Choose those that carry it best.',
    'Douze veilles au plus. Choisissez celles qui la portent le mieux.',
    'watchIds',
  ),
  'not-then': problem(
    'not-then',
    'The announcement must lie between 28 days ago and now: what is older is kept no more, and what is to come cannot be followed yet.',
    'L’annonce doit se situer entre il y a 28 jours et maintenant : plus ancien n’est plus conservé, et l’avenir ne peut pas encore être suivi.',
    'startedAt',
  ),
  'already-followed': problem(
    'already-followed',
    'The reception of this message is followed already.',
    'La réception de ce message est déjà suivie.',
    'messageId',
  ),
  'too-many': problem(
    'too-many',
    'There are as many as the desk can hold. Remove one that is not needed any more.',
    'Le bureau n’en contient pas davantage. Retirez-en un dont vous n’avez plus besoin.',
  ),
  changed: problem(
    'changed',
    'Somebody else changed it while you were at it. Nothing was overwritten: load it anew and make your change again.',
    'Une autre personne l’a modifié entre-temps. Rien n’a été écrasé : rechargez et refaites votre changement.',
  ),
  'is-over': problem(
    'is-over',
    'The time of this announcement is over and its evidence is frozen: its window does not change any more.',
    'Le temps de cette annonce est écoulé et ses pièces sont figées : sa fenêtre ne change plus.',
    'reactionHours',
  ),
  'may-not-watch': problem(
    'may-not-watch',
    'You may not begin searches. Choose a watch that is there, or ask somebody who may.',
    'Vous ne pouvez pas commencer de veilles. Choisissez-en une existante, ou demandez à quelqu’un qui le peut.',
    'newWatch',
  ),
  'no-range': problem(
    'no-range',
    'The range must end after it begins, and hold 400 days at most.',
    'La période doit finir après son début et couvrir 400 jours au plus.',
    'to',
  ),
} as const satisfies Record<string, Problem>
