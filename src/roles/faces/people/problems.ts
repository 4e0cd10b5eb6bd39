import type { Problem } from '#api/contract.ts'
import type { Words } from '#kernel/words.ts'
import type { LineFault } from '#roles/faces/people/rules.ts'

const sentences = {
  'no-such-person': {
    en: 'There is nobody of that id here. They may have left; the list of the team shows who is here.',
    fr: 'Cette personne n’est pas ici. Elle est peut-être partie ; la liste de l’équipe montre qui est présent.',
  },
  changed: {
    en: 'This was changed in another window since you opened it. Nothing was overwritten: load the page anew and look again.',
    fr: 'Ceci a été modifié dans une autre fenêtre depuis que vous l’avez ouvert. Rien n’a été écrasé : rechargez la page et regardez de nouveau.',
  },
  'nothing-written': {
    en: 'Nothing is written yet. Write what you want to show first, then agree to it.',
    fr: 'Rien n’est encore écrit. Écrivez d’abord ce que vous voulez montrer, puis donnez votre accord.',
  },
  'nothing-stands': {
    en: 'Nothing of this person is shown. There is no consent to end.',
    fr: 'Rien de cette personne n’est montré. Il n’y a aucun accord à retirer.',
  },
  'no-name': {
    en: 'The name is shown wherever anything is. Tick it, or show nothing.',
    fr: 'Le nom est montré dès que quelque chose l’est. Cochez-le, ou ne montrez rien.',
  },
  'field-empty': {
    en: 'You ticked something that has no words yet. Write it and save, or untick it.',
    fr: 'Vous avez coché un élément qui n’a pas encore de texte. Écrivez-le et enregistrez, ou décochez-le.',
  },
  'photo-gone': {
    en: 'The picture is not kept any more. Choose it again.',
    fr: 'La photo n’est plus conservée. Choisissez-la de nouveau.',
  },
  'only-owner': {
    en: 'Only an owner of the desk can do this for somebody else.',
    fr: 'Seul un propriétaire du bureau peut faire ceci pour quelqu’un d’autre.',
  },
  'is-me': {
    en: 'This is about yourself: write it on your own page.',
    fr: 'Ceci vous concerne : écrivez-le sur votre propre page.',
  },
  'not-a-picture': {
    en: 'This is no picture that still stands. Choose a photograph: JPEG, PNG or WebP.',
    fr: 'Ceci n’est pas une image fixe. Choisissez une photo : JPEG, PNG ou WebP.',
  },
  'too-small': {
    en: 'This picture is too small: its shorter side needs at least 128 pixels.',
    fr: 'Cette image est trop petite : son côté le plus court doit avoir au moins 128 pixels.',
  },
} as const satisfies Record<string, Words>

const lineSentences: Record<LineFault, Words> = {
  initials: {
    en: 'Initials cannot be read aloud and tell nobody who answers. Write a name, such as “Sam” or “Sam, Roads team”.',
    fr: 'Des initiales ne se lisent pas à voix haute et ne disent à personne qui répond. Écrivez un nom, comme « Sam » ou « Sam, équipe de la voirie ».',
  },
  characters: {
    en: 'Use letters, spaces, hyphens and apostrophes, beginning with a letter. A line under messages may have commas, figures and brackets too; no @, # or web address.',
    fr: 'Utilisez des lettres, des espaces, des traits d’union et des apostrophes, en commençant par une lettre. Une ligne de signature peut aussi contenir virgules, chiffres et parenthèses ; aucun @, # ni adresse Web.',
  },
  hidden: {
    en: 'There are characters in it that cannot be seen. Type it by hand instead of pasting it.',
    fr: 'Le texte contient des caractères invisibles. Tapez-le à la main plutôt que de le coller.',
  },
}

/** Why something about people was not done, as words that never change. */
export type FaceRefusal = keyof typeof sentences | LineFault

/** The public sentence of a refusal; `field`: which answer of the form it is about. */
export function faceProblem(why: FaceRefusal, field?: string): Problem {
  const words =
    why in lineSentences ? lineSentences[why as LineFault] : sentences[why as keyof typeof sentences]
  return { error: why, ...words, ...(field === undefined ? {} : { fields: { [field]: words } }) }
}

/** The status a refusal is answered with. */
export function faceStatus(why: FaceRefusal): 403 | 404 | 409 | 422 {
  if (why === 'no-such-person') return 404
  if (why === 'only-owner') return 403
  return why === 'changed' || why === 'nothing-stands' || why === 'nothing-written' ? 409 : 422
}
