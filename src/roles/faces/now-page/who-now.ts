import type { Kysely } from 'kysely'
import type { Words } from '#kernel/words.ts'
import { dayMs } from '#kernel/time.ts'
import type { PublicFace, WhoNow } from '#roles/faces/now-page/contract.ts'
import { whenWords } from '#roles/faces/now-page/when-words.ts'
import { standingConsents, type Standing } from '#roles/faces/people/store.ts'
import { rotaLimits, type AwayText } from '#roles/faces/rota/contract.ts'
import { nextAfter, onAt, stretchesOf } from '#roles/faces/rota/rules.ts'
import { readRota, readSettings } from '#roles/faces/rota/store.ts'

/** What is answered while nobody is there, unless the desk wrote its own. */
export const usualAway: AwayText = {
  en: 'Nobody is here right now. We answer again {next}.',
  fr: 'Il n’y a personne en ce moment. Nous répondrons de nouveau {next}.',
}

/** Where nothing is known of when. */
const soon: Words = { en: 'as soon as we can', fr: 'dès que possible' }

/** Who answers at a moment: what of it everybody may know. */
export async function whoNow(
  db: Kysely<unknown>,
  { nowMs, timeZone, holidays }: { nowMs: number; timeZone: string; holidays: readonly { on: string }[] },
): Promise<WhoNow> {
  const settings = await readSettings(db)
  const span = { fromMs: nowMs - dayMs, toMs: nowMs + rotaLimits.nextDays * dayMs }
  const stretches = stretchesOf(await readRota(db, span, holidays), span)
  const on = onAt(stretches, nowMs)
  const at = new Date(nowMs).toISOString()
  if (on.length === 0) {
    const next = nextAfter(stretches, nowMs)[0]
    const words = next && whenWords(next.startMs, { nowMs, timeZone })
    return {
      ...{ at, timeZone, open: false, now: [], unnamed: false },
      ...(next === undefined || words === undefined
        ? {}
        : { next: { at: new Date(next.startMs).toISOString(), words } }),
      away: filled(settings.away ?? usualAway, words),
    }
  }
  const shown = (await standingConsents(db, 'rota')).filter(({ personId }) =>
    on.some((one) => one.personId === personId),
  )
  const hidden = new Set(on.map(({ personId }) => personId)).size - shown.length
  const until = new Date(Math.max(...on.map(({ endMs }) => endMs))).toISOString()
  return { at, timeZone, open: true, now: shown.map(publicFace), unnamed: hidden > 0, until }
}

/** The words of the desk with the moment in its place. */
export function filled(text: AwayText, next: Words | undefined): Words {
  const at = next ?? soon
  return { en: text.en.replaceAll('{next}', at.en), fr: text.fr.replaceAll('{next}', at.fr) }
}

/** What a consent shows, as the public reads it. */
export function publicFace({ shown, slug, purposes }: Standing): PublicFace {
  const { name, team, pronoun, hours, languages, helps, photo } = shown
  return {
    name,
    ...(team === undefined ? {} : { team }),
    ...(pronoun === undefined ? {} : { pronoun }),
    ...(hours === undefined ? {} : { hours }),
    ...(languages.length === 0 ? {} : { languages }),
    ...(helps === undefined ? {} : { helps }),
    ...(photo === undefined ? {} : { photo: { path: `/who/photo/${photo.sha256}`, alt: photo.alt } }),
    ...(slug === null || !purposes.includes('page') ? {} : { page: `/who/${slug}` }),
  }
}
