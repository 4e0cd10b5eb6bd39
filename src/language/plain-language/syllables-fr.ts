const vowels = 'aeiouyàâäéèêëîïôöùûüÿœæ'
const vowelRuns = new RegExp(`[${vowels}]+`, 'gu')
/** Endings of words that are written and not spoken: mute e, and the third person plural of verbs where it is sure. */
const muteEnding = /(?:(?<=[aoè])ient|(?<=è)rent|(?<=ss)ent|es?)$/u
/** Vowels side by side that are spoken apart. */
const apart = /é[aoâôéeœ]|[ao]é|[aeou][ïë]|[ïëü][aeiou]|oa|ao(?!u|û|n)|aô|é[iu](?=[^sln])/gu
/** After a consonant with l or r, i and a vowel are spoken apart: cli-ent, pri-ère, ou-bli-er. */
const afterCluster = /[bcdfgptv][lr][iu](?=[aeoéèê])(?!i)/gu

/** Words people write often that no rule gets right. */
const known: Readonly<Record<string, number>> = Object.fromEntries(
  'pays:2 août:1 femme:1 monsieur:2 messieurs:2 aujourd’hui:3 nuit:1 nuits:1 fuite:1 pluie:1 pluies:1 bruit:1 suite:1 lui:1 puis:1 est:1 et:1 très:1 cruel:2 client:2 hier:1 album:2 maximum:3 minimum:3 forum:2 referendum:4 référendum:4'
    .split(' ')
    .map((entry) => entry.split(':'))
    .map(([word, count]) => [word, Number(count)]),
)

/**
 * Syllables of a French word as it is spoken in ordinary talk, from its letters: vowel groups without mute endings, with
 * vowels in hiatus counted apart and glides not (`nation` is two).
 *
 * @returns at least 1. The ending `-ent` is spoken or mute by the sense; it is mute here only where no noun ends so
 */
export function syllablesFrench(word: string): number {
  const lower = word.toLowerCase().replaceAll("'", '’').normalize('NFC')
  const exact = Object.hasOwn(known, lower) ? known[lower] : undefined
  if (exact !== undefined) return exact
  const spoken = lower
    .replace(muteEnding, '')
    .replaceAll(/qu|gu(?=[eéèêiï])/gu, 'k')
    .replaceAll(/(?<=[aeiouéèêoô])y(?=[aeiouéèêàâ])/gu, 'j')
  const runs = spoken.match(vowelRuns)?.length ?? 0
  const hiatus = spoken.match(apart)?.length ?? 0
  const cluster = spoken.match(afterCluster)?.length ?? 0
  return Math.max(1, runs + hiatus + cluster)
}
