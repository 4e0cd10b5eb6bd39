import type { Words } from '#kernel/words.ts'
import type { Stands } from '#roles/publishing/calendar/contract.ts'

/** Where something stands, as somebody's own calendar says it. */
export const standsWords: Readonly<Record<Stands, Words>> = {
  meant: { en: 'Draft', fr: 'Brouillon' },
  asked: { en: 'Draft, approval asked', fr: 'Brouillon, approbation demandée' },
  approved: { en: 'Approved, not scheduled', fr: 'Approuvé, non programmé' },
  needed: { en: 'Approval needed by now', fr: 'Approbation attendue à cette heure' },
  scheduled: { en: 'Scheduled', fr: 'Programmé' },
  held: { en: 'Held by a pause', fr: 'Retenu par une suspension' },
  going: { en: 'On its way', fr: 'En cours d’envoi' },
  out: { en: 'Public', fr: 'Public' },
  down: { en: 'Taken down', fr: 'Retiré' },
  trouble: { en: 'Not sent, needs somebody', fr: 'Non envoyé, à traiter' },
}

/** What a calendar of ours is called. */
export const calendarName: Words = { en: 'Messages (Bellwether)', fr: 'Messages (Bellwether)' }

/** What is in front of everything practised. */
export const practiceName: Words = { en: 'Practice', fr: 'Entraînement' }

/** What is in front of an exercise. */
export const exerciseName: Words = { en: 'Exercise', fr: 'Exercice' }

/** A line that says which accounts it is for. */
export const accountsLine: Words = { en: 'Accounts', fr: 'Comptes' }
