import type { Problem } from '#api/contract.ts'
import type { Words } from '#kernel/words.ts'

const sentences = {
  'no-such-person': {
    en: 'This person is not here any more. Choose somebody else; nothing was changed.',
    fr: 'Cette personne n’est plus ici. Choisissez quelqu’un d’autre ; rien n’a été modifié.',
  },
  'not-allowed': {
    en: 'You may not change the rota any more. Nothing was changed.',
    fr: 'Vous ne pouvez plus modifier l’horaire. Rien n’a été modifié.',
  },
  'no-such-shift': {
    en: 'This shift is not on the rota any more. Load the page anew to see how it stands.',
    fr: 'Cette plage n’est plus à l’horaire. Rechargez la page pour voir où il en est.',
  },
  'ends-as-it-starts': {
    en: 'A shift cannot end at the minute it starts. For a whole day write two shifts.',
    fr: 'Une plage ne peut pas se terminer à la minute où elle commence. Pour une journée entière, inscrivez deux plages.',
  },
  'ends-before': {
    en: 'The last day lies before the first. Put one of them right.',
    fr: 'Le dernier jour précède le premier. Corrigez l’un des deux.',
  },
  'too-far': {
    en: 'Days are written down for two years at most. Choose an earlier one.',
    fr: 'Les jours s’inscrivent sur deux ans au plus. Choisissez-en un plus proche.',
  },
  past: {
    en: 'This day is over. What was is not changed any more.',
    fr: 'Ce jour est passé. Ce qui a eu lieu ne se modifie plus.',
  },
  'too-many': {
    en: 'There are as many as the rota can hold. End one that is not needed any more.',
    fr: 'L’horaire n’en contient pas davantage. Mettez fin à une plage dont vous n’avez plus besoin.',
  },
  'not-yours': {
    en: 'This shift is not yours to give away. Its own person asks for a swap.',
    fr: 'Cette plage n’est pas la vôtre. C’est la personne concernée qui demande un échange.',
  },
  'asked-already': {
    en: 'Somebody was asked about this shift already. Withdraw that first.',
    fr: 'Quelqu’un a déjà été sollicité pour cette plage. Retirez d’abord cette demande.',
  },
  'no-such-swap': {
    en: 'This swap was answered already, or taken back. Nothing was changed.',
    fr: 'Cet échange a déjà reçu une réponse, ou a été retiré. Rien n’a été modifié.',
  },
  'no-such-note': {
    en: 'There is no such note any more.',
    fr: 'Cette note n’existe plus.',
  },
  'taken-already': {
    en: 'Somebody has taken this note over already.',
    fr: 'Quelqu’un a déjà pris connaissance de cette note.',
  },
  'own-note': {
    en: 'This is your own note. Whoever takes over says that they have read it.',
    fr: 'Cette note est la vôtre. C’est la personne qui prend la relève qui confirme l’avoir lue.',
  },
  'not-taking-over': {
    en: 'Whoever is on duty, or comes within the next 12 hours, takes a note over.',
    fr: 'La personne de service, ou celle qui arrive dans les 12 prochaines heures, prend une note en charge.',
  },
  changed: {
    en: 'Somebody else changed this since you opened it. Nothing was overwritten: load the page anew and make your change again.',
    fr: 'Une autre personne a modifié ceci depuis que vous l’avez ouvert. Rien n’a été écrasé : rechargez la page et refaites votre changement.',
  },
} as const satisfies Record<string, Words>

/** Why something about the rota was not done, as words that never change. */
export type RotaRefusal = keyof typeof sentences

/** The public sentence of a refusal; `field`: which answer of the form it is about. */
export function rotaProblem(why: RotaRefusal, field?: string): Problem {
  const words = sentences[why]
  return { error: why, ...words, ...(field === undefined ? {} : { fields: { [field]: words } }) }
}

const missing: ReadonlySet<RotaRefusal> = new Set([
  'no-such-person',
  'no-such-shift',
  'no-such-swap',
  'no-such-note',
])
const refused: ReadonlySet<RotaRefusal> = new Set(['not-allowed', 'not-yours', 'not-taking-over'])
const late: ReadonlySet<RotaRefusal> = new Set(['changed', 'asked-already', 'taken-already', 'too-many'])

/** The status a refusal is answered with. */
export function rotaStatus(why: RotaRefusal): 403 | 404 | 409 | 422 {
  if (missing.has(why)) return 404
  if (refused.has(why)) return 403
  return late.has(why) ? 409 : 422
}
