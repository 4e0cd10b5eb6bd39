/** Tags of former times and of finer grain, by the primary tag posts and this desk use. X writes Hebrew `iw`, Indonesian `in`. */
const today: Readonly<Record<string, string>> = {
  iw: 'he',
  in: 'id',
  ji: 'yi',
  nb: 'no',
  nn: 'no',
  fil: 'tl',
}

/** The primary tag in today's spelling: `zh-TW` gives `zh`, `iw` gives `he`. Any text may come in. */
export function primaryLanguage(tag: string): string {
  const primary = tag.trim().toLowerCase().split(/[-_]/, 1)[0] ?? ''
  return today[primary] ?? primary
}
