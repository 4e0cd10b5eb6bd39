import type { Words } from '#kernel/words.ts'
import { dayAfter, dayAt } from '#roles/faces/rota/days.ts'

/**
 * A moment to come as it stands inside a sentence, with its zone: "tomorrow at 8:30 a.m. (Eastern Time)", « demain à 8 h 30 (heure de
 * l’Est) ». Another day is named with its date.
 */
export function whenWords(atMs: number, { nowMs, timeZone }: { nowMs: number; timeZone: string }): Words {
  const near = nearOf(dayAt(atMs, timeZone), dayAt(nowMs, timeZone))
  return { en: inEnglish(atMs, near, timeZone), fr: inFrench(atMs, near, timeZone) }
}

type Near = 'today' | 'tomorrow' | 'later'

function nearOf(day: string, today: string): Near {
  if (day === today) return 'today'
  return day === dayAfter(today, 1) ? 'tomorrow' : 'later'
}

function inEnglish(atMs: number, near: Near, timeZone: string): string {
  const date = format('en-CA', { weekday: 'long', month: 'long', day: 'numeric', timeZone }, atMs)
  const time = format('en-CA', { hour: 'numeric', minute: '2-digit', timeZone }, atMs)
  const day = near === 'later' ? `on ${date}` : near
  return `${day} at ${time} (${zoneWords(atMs, 'en-CA', timeZone)})`
}

function inFrench(atMs: number, near: Near, timeZone: string): string {
  // The first of a month is said as an ordinal, which Intl does not do.
  const date = format('fr-CA', { weekday: 'long', day: 'numeric', month: 'long', timeZone }, atMs).replace(
    / 1 /u,
    ' 1er ',
  )
  const parts = new Intl.DateTimeFormat('fr-CA', {
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
  const [hour = '', minute = ''] = ['hour', 'minute'].map(
    (type) => parts.formatToParts(atMs).find((part) => part.type === type)?.value ?? '',
  )
  const time = `${Number(hour)}\u00A0h${minute === '00' ? '' : `\u00A0${minute}`}`
  const day = { today: 'aujourd’hui', tomorrow: 'demain', later: `le ${date}` }[near]
  return `${day} à ${time} (${zoneWords(atMs, 'fr-CA', timeZone)})`
}

function format(tag: string, style: Intl.DateTimeFormatOptions, atMs: number): string {
  return new Intl.DateTimeFormat(tag, style).format(atMs)
}

/** A zone as people say it: Eastern Time, heure de l’Est. */
export function zoneWords(atMs: number, tag: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(atMs)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}
