/** Primary tags `lang:` may name: X's 51 (docs of 2026-08), `und`, those our own reading of language adds, and more of Canada's. */
const known = new Set(
  (
    'am ar az be bg bn bo bs ca ckb cs cy da de dv el en es et eu fa fi fr gu he hi hr ht hu hy id is it ja ka km kn ko ku lo ' +
    'lt lv ml mr ms my ne nl no or pa pl ps pt ro ru sd si sk sl sq sr sv ta te th tl tr ug uk und ur vi yo zh ' +
    'af ga gd gl iu kk ky lb mk mn mt sw uz xh zu cr oj mi haw sm to so ti'
  ).split(' '),
)

/** Whether a primary tag is one that rules may name. */
export function isKnownLanguage(primary: string): boolean {
  return known.has(primary)
}
