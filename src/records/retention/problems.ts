import { problem } from '#api/problems.ts'

/** Refusals of retention, holds and disposal, in words. */
export const retentionProblems = {
  fixed: problem('schedule-fixed', {
    en: 'Entries of this kind are kept for good: the check of the archive needs them. Nothing was changed.',
    fr: 'Les inscriptions de cette sorte se conservent pour toujours : la vérification des archives en a besoin. Rien n’a été modifié.',
  }),
  byClock: problem('schedule-by-clock', {
    en: 'Entries of this kind are kept by the clock of conversations and cases. Change that one. Nothing was changed.',
    fr: 'Les inscriptions de cette sorte suivent la durée des conversations et des dossiers. Modifiez celle-ci. Rien n’a été modifié.',
  }),
  tooManyHolds: problem('too-many-holds', {
    en: 'As many legal holds stand as one desk can have. Lift one that is over, or make a standing one wider. Nothing was set.',
    fr: 'Le nombre maximal de gels juridiques est atteint. Levez-en un qui n’a plus lieu d’être, ou élargissez-en un. Rien n’a été gelé.',
  }),
  noSuchHold: problem('no-such-hold', {
    en: 'This hold does not stand: it was lifted already, or never was. Nothing was changed.',
    fr: 'Ce gel n’est pas en vigueur : il a déjà été levé, ou n’a jamais existé. Rien n’a été modifié.',
  }),
}
