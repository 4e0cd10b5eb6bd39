/**
 * Primary tags `lang:` may name: X's 51 (docs of 2026-08), `und`, and those our own reading of language adds.
 * X writes Hebrew `iw` and Indonesian `in`; posts and this desk say `he` and `id`.
 */
const known = new Set(
  (
    'am ar az be bg bn bo bs ca ckb cs cy da de dv el en es et eu fa fi fr gu he hi hr ht hu hy id is it ja ka km kn ko ku lo ' +
    'lt lv ml mr ms my ne nl no or pa pl ps pt ro ru sd si sk sl sq sr sv ta te th tl tr ug uk und ur vi yo zh ' +
    'af ga gd gl iu kk ky lb mk mn mt sw uz xh zu cr oj mi haw sm to so ti'
  ).split(' '),
)

const formerTags: Readonly<Record<string, string>> = {
  iw: 'he',
  in: 'id',
  nb: 'no',
  nn: 'no',
  fil: 'tl',
  ji: 'yi',
}

/** The primary tag in today's spelling: `zh-TW` gives `zh`, `iw` gives `he`. Any text may come in. */
export function primaryLanguage(tag: string): string {
  const primary = tag.trim().toLowerCase().split(/[-_]/, 1)[0] ?? ''
  return formerTags[primary] ?? primary
}

/** Whether a primary tag is one that rules may name. */
export function isKnownLanguage(primary: string): boolean {
  return known.has(primary)
}
