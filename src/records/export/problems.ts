import { problem } from '#api/problems.ts'

/** No export has that id. */
export const noSuchExport = problem('no-such-export', {
  en: 'There is no export of this name. It may have been put away.',
  fr: 'Il n’y a pas d’extrait de ce nom. Il a peut-être été retiré.',
})

/** It was made already, or is being made: what it says is settled. */
export const notADraft = problem('export-not-a-draft', {
  en: 'This export is no draft any more: what is blacked out in it can no longer be changed. Begin a new one.',
  fr: 'Cet extrait n’est plus une ébauche : le caviardage ne peut plus changer. Commencez-en un autre.',
})

/** Nothing fits the question. */
export const nothingFits = problem('export-empty', {
  en: 'No entry fits the question, so there is nothing to export. Nothing was recorded.',
  fr: 'Aucune inscription ne répond à la question : il n’y a rien à extraire. Rien n’a été consigné.',
})

/** More entries than one export may hold. */
export const tooManyEntries = problem('export-too-large', {
  en: 'More than 500,000 entries fit the question. Ask for a shorter time, or in several parts.',
  fr: 'Plus de 500 000 inscriptions répondent à la question. Demandez une période plus courte, ou en plusieurs parties.',
})

/** The entry does not belong to the export. */
export const notInExport = problem('not-in-export', {
  en: 'This entry is not part of the export.',
  fr: 'Cette inscription ne fait pas partie de l’extrait.',
})

/** The words stand nowhere in what was named. */
export const wordsNotFound = problem('words-not-found', {
  en: 'These words stand nowhere there. Nothing was blacked out.',
  fr: 'Ces mots n’y figurent nulle part. Rien n’a été caviardé.',
})

/** More pieces than one export may have blacked out. */
export const tooManyRedactions = problem('too-many-redactions', {
  en: 'These words stand in more places than one export can black out (20,000). Nothing was blacked out. Ask for fewer entries.',
  fr: 'Ces mots figurent à trop d’endroits pour un seul extrait (20 000). Rien n’a été caviardé. Demandez moins d’inscriptions.',
})

/** A remark that says what it hides. */
export const noteTellsWords = problem('note-tells-words', {
  en: 'The remark says the very words that are blacked out. Word it without them.',
  fr: 'La remarque dit les mots mêmes qui sont caviardés. Formulez-la autrement.',
})

/** The bundle is not there any more, or not yet. */
export const noBundle = problem('no-bundle', {
  en: 'The file of this export is not here: it is not made yet, or its seven days are over. The record of it stays.',
  fr: 'Le fichier de cet extrait n’est pas ici : il n’est pas encore produit, ou ses sept jours sont écoulés. Sa consignation demeure.',
})
