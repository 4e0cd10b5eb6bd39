import type { Problem } from '#api/contract.ts'
import { typeset } from '#roles/reactions/reports/telling/formats.ts'

const sentences = {
  'no-such-announcement': {
    en: 'This announcement is not followed here. The list of announcements shows what is.',
    fr: 'Cette annonce n’est pas suivie ici. La liste des annonces montre celles qui le sont.',
  },
  'no-such-report': {
    en: 'There is no such report. The page of its announcement lists those that were made.',
    fr: 'Ce rapport n’existe pas. La page de l’annonce énumère ceux qui ont été faits.',
  },
  'no-such-picture': {
    en: 'This report has no such picture: there was too little to draw one.',
    fr: 'Ce rapport n’a pas ce graphique : il y avait trop peu à montrer.',
  },
  'too-many-reports': {
    en: 'This announcement has 500 reports, as many as there may be. Open one of them: its figures do not change.',
    fr: 'Cette annonce compte 500 rapports, le maximum. Ouvrez l’un d’eux : ses chiffres ne changent pas.',
  },
  'too-many-schedules': {
    en: 'This announcement has ten planned reports, as many as there may be. End one first.',
    fr: 'Cette annonce compte dix envois planifiés, le maximum. Mettez fin à l’un d’eux d’abord.',
  },
  'announcement-over': {
    en: 'This announcement is over: its figures do not change any more. Make one report instead.',
    fr: 'Cette annonce est terminée : ses chiffres ne changent plus. Faites plutôt un seul rapport.',
  },
  'no-mail': {
    en: 'This desk cannot send mail now. Somebody who may change its settings can set a mail server up and connect it.',
    fr: 'Ce bureau ne peut pas envoyer de courriel pour l’instant. Une personne qui gère ses réglages peut configurer un serveur de courriel et le connecter.',
  },
  'no-recipient': {
    en: 'Choose at least one person or address to send the report to.',
    fr: 'Choisissez au moins une personne ou une adresse à qui envoyer le rapport.',
  },
  'unknown-recipient': {
    en: 'Somebody chosen has left, has no mail address, or is not among the addresses the owner set. Choose again; nothing was planned.',
    fr: 'Une personne choisie est partie, n’a pas d’adresse de courriel, ou ne figure pas parmi les adresses fixées par le propriétaire. Choisissez de nouveau ; rien n’a été planifié.',
  },
  'no-such-zone': {
    en: 'This time zone is not known here. Choose one from the list, such as America/Toronto.',
    fr: 'Ce fuseau horaire est inconnu ici. Choisissez-en un dans la liste, comme America/Toronto.',
  },
  'odd-time': {
    en: 'On some days the clocks of this zone jump over this time, or show it twice. Say what is to happen then; nothing was planned yet.',
    fr: 'Certains jours, les horloges de ce fuseau sautent cette heure ou l’affichent deux fois. Dites ce qui doit se passer alors ; rien n’est encore planifié.',
  },
  'no-such-schedule': {
    en: 'There is no such planned report, or it has ended.',
    fr: 'Cet envoi planifié n’existe pas, ou il est terminé.',
  },
} as const

/** Why something about reports was not done. */
export type ReportWhy = keyof typeof sentences

/** The public sentence for it. */
export function reportProblem(why: ReportWhy): Problem {
  const { en, fr } = sentences[why]
  return { error: why, en, fr: typeset(fr, 'fr') }
}
