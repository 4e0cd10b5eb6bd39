import type { Words } from '#kernel/words.ts'
import type { RotaFeedOf } from '#roles/faces/rota/contract.ts'

/** What a calendar of the rota is called. */
export const rotaNames: Readonly<Record<RotaFeedOf, Words>> = {
  own: { en: 'My duty (Bellwether)', fr: 'Mon service (Bellwether)' },
  team: { en: 'Duty rota (Bellwether)', fr: 'Horaire de service (Bellwether)' },
}

/** What a shift is called: one's own, or somebody's. */
export const dutyWords: Words = { en: 'On duty', fr: 'De service' }

/** Its hours as they stand on the rota, where a calendar shows them in a zone of its own. */
export function hoursWords(o: { from: string; to: string; zone: string }): Words {
  const { from, to, zone } = o
  return {
    en: `From ${from} to ${to} (${zone})`,
    fr: `De ${from.replace(':', '\u00A0h\u00A0')} à ${to.replace(':', '\u00A0h\u00A0')} (${zone})`,
  }
}

/** What is in front of everything practised. */
export const practiceName: Words = { en: 'Practice', fr: 'Entraînement' }
