import {
  AwayText,
  EmbedHost,
  rotaLimits,
  WallClock,
  type CoverHours,
  type FacesSettings,
} from '#roles/faces/rota/contract.ts'

/** The settings as the form has them: hours and hosts one a line. */
export type SettingsDraft = { cover: string; away: { en: string; fr: string }; embedHosts: string }

/** What is wrong: in which field, why, in which line of it. */
export type SettingsFault = {
  field: string
  why: 'cover' | 'sameTime' | 'host' | 'away' | 'tooMany'
  line: number
}

const names = [
  ['mon', 'lun'],
  ['tue', 'mar'],
  ['wed', 'mer'],
  ['thu', 'jeu'],
  ['fri', 'ven'],
  ['sat', 'sam'],
  ['sun', 'dim'],
] as const

/** What the form begins with; days by their English or French short names, both are read. */
export function draftOf(
  { cover, away, embedHosts }: FacesSettings,
  locale: 'en' | 'fr' = 'en',
): SettingsDraft {
  const at = locale === 'en' ? 0 : 1
  return {
    cover: cover
      .map(({ weekday, starts, ends }) => `${names[weekday - 1]?.[at] ?? ''} ${starts}-${ends}`)
      .join('\n'),
    away: away ?? { en: '', fr: '' },
    embedHosts: embedHosts.join('\n'),
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Reads a line such as `mon 08:30-16:30` or `lun 8:30 - 16:30`; days may be a stretch: `mon-fri`. Undefined where it is none. */
export function readHours(line: string): CoverHours[] | undefined {
  const found =
    /^([a-zé]{3,9})\.?(?:\s*[-–]\s*([a-zé]{3,9})\.?)?[\s:]+(\d{1,2})[:hH\u00A0 ]{1,3}(\d{2})\s*[-–]\s*(\d{1,2})[:hH\u00A0 ]{1,3}(\d{2})$/iu.exec(
      line,
    )
  if (found === null) return undefined
  const [, first = '', last = first, ...clock] = found
  const from = weekdayOf(first)
  const to = weekdayOf(last)
  const [h1 = '', m1 = '', h2 = '', m2 = ''] = clock
  const starts = `${h1.padStart(2, '0')}:${m1}`
  const ends = `${h2.padStart(2, '0')}:${m2}`
  const isRead = WallClock.safeParse(starts).success && WallClock.safeParse(ends).success
  if (from === undefined || to === undefined || to < from || !isRead) return undefined
  return Array.from({ length: to - from + 1 }, (_, i) => ({ weekday: from + i, starts, ends }))
}

function weekdayOf(word: string): number | undefined {
  const short = word.toLowerCase().slice(0, 3)
  const at = names.findIndex(([en, fr]) => short === en || short === fr)
  return at === -1 ? undefined : at + 1
}

/** What must be put right before it can be kept. */
export function faultsIn({ cover, away, embedHosts }: SettingsDraft): SettingsFault[] {
  const faults: SettingsFault[] = []
  const hours = linesOf(cover).map(readHours)
  const unread = hours.indexOf(undefined)
  const same = hours.findIndex((parts) => parts?.some(({ starts, ends }) => starts === ends))
  if (unread !== -1) faults.push({ field: 'cover', why: 'cover', line: unread + 1 })
  else if (same !== -1) faults.push({ field: 'cover', why: 'sameTime', line: same + 1 })
  else if (hours.flat().length > rotaLimits.coverMax) faults.push({ field: 'cover', why: 'tooMany', line: 0 })
  const missing = away.en.trim() === '' ? 'en' : 'fr'
  const isHalf = (away.en.trim() === '') !== (away.fr.trim() === '')
  if (isHalf) faults.push({ field: `away.${missing}`, why: 'away', line: 0 })
  const hosts = linesOf(embedHosts)
  const odd = hosts.findIndex((host) => !EmbedHost.safeParse(host).success)
  if (odd !== -1) faults.push({ field: 'embedHosts', why: 'host', line: odd + 1 })
  else if (hosts.length > rotaLimits.hostsMax) faults.push({ field: 'embedHosts', why: 'tooMany', line: 0 })
  return faults
}

/** The same as it is kept. Only of a draft in which nothing is wrong. */
export function settingsOf({ cover, away, embedHosts }: SettingsDraft): FacesSettings {
  const text = AwayText.safeParse(away)
  return {
    cover: linesOf(cover).flatMap((line) => readHours(line) ?? []),
    ...(text.success ? { away: text.data } : {}),
    embedHosts: linesOf(embedHosts),
  }
}
