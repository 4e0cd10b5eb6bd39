import type { CoverageNote } from '#listening/contract.ts'
import type { Analysis, Course, Effect, Share, Tones } from '#roles/reactions/analysis/contract.ts'
import type { Announcement } from '#roles/reactions/contract.ts'
import type { EvidenceSummary } from '#roles/reactions/evidence/contract.ts'
import type { Formats } from '#roles/reactions/reports/telling/formats.ts'

const missingShownMax = 3
const minuteMs = 60_000

/** Sentences of a report, made from its figures. All take the formats of the language they are said in. */

/** From how many sources, since when complete, what was missed. */
export function coverageSentence(note: CoverageNote, f: Formats): string {
  const isFr = f.language === 'fr'
  const since = f.when(note.since)
  const count = f.number(note.sources)
  const from = isFr
    ? `D’après ${count} ${f.many(note.sources, 'source', 'sources')}, ${f.many(note.sources, 'complète', 'complètes')} depuis le ${since}.`
    : `From ${count} ${f.many(note.sources, 'source', 'sources')}, complete since ${since}.`
  const missing = note.missing.slice(0, missingShownMax).map(({ label, since: at }) => {
    if (at === undefined) return isFr ? `${label} : pas entendu.` : `${label} is missing.`
    return isFr ? `${label} : silence depuis le ${f.when(at)}.` : `${label} not heard since ${f.when(at)}.`
  })
  const more = note.missing.length - missingShownMax
  const rest = more > 0 ? [isFr ? `Et ${f.number(more)} de plus.` : `And ${f.number(more)} more.`] : []
  return [from, ...missing, ...rest].join(' ')
}

/** Which stretches of the course were not heard, longest first; none: no sentence. */
export function unheardSentences({ gaps = [] }: Pick<Course, 'gaps'>, f: Formats): string[] {
  if (gaps.length === 0) return []
  const isFr = f.language === 'fr'
  const lengthOf = (gap: { from: string; to: string }): number => Date.parse(gap.to) - Date.parse(gap.from)
  const longest = gaps.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, missingShownMax)
  const told = longest.map(({ label, from, to }) => `${label} (${stretchWords(from, to, f)})`)
  const more = gaps.length - longest.length
  const andMore = isFr ? ` et ${f.number(more)} de plus` : ` and ${f.number(more)} more`
  return [`${isFr ? 'Pas entendu : ' : 'Not heard: '}${told.join(', ')}${more > 0 ? andMore : ''}.`]
}

/** From when to when, in minutes: the day once where it is the same, and a moment where it is shorter. */
function stretchWords(from: string, to: string, f: Formats): string {
  const isFr = f.language === 'fr'
  const [begin, end] = [f.when(from), f.when(to)]
  if (begin === end) return begin
  if (f.day(from) === f.day(to)) return `${begin} ${isFr ? 'à' : 'to'} ${f.time(to)}`
  return isFr ? `du ${begin} au ${end}` : `${begin} to ${end}`
}

/** When it was said, and what is counted. */
export function ledeSentence(
  { startedAt, reaction, baseline }: Announcement,
  atIso: string,
  f: Formats,
): string {
  const until = reaction.to < atIso ? reaction.to : atIso
  const zone = f.zone(startedAt)
  return f.language === 'fr'
    ? `Annonce du ${f.when(startedAt, true)} (${zone}). Publications comptées jusqu’au ${f.when(until)}, comparées à la période du ${f.day(baseline.from)} au ${f.day(baseline.to)}.`
    : `Announced ${f.when(startedAt, true)} (${zone}). Posts counted until ${f.when(until)}, compared with ${f.day(baseline.from)} to ${f.day(baseline.to)}.`
}

/** How much more than usual, with the interval; in a few words. */
export function effectWords(effect: Effect, f: Formats): string {
  if (effect.verdict === 'too-little')
    return f.language === 'fr' ? 'trop peu pour conclure' : 'too little to tell'
  const [ratio, low, high] = [effect.ratio, effect.low, effect.high].map((one) => f.number(one, 1))
  if (effect.verdict === 'unclear')
    return f.language === 'fr'
      ? `pas clairement différent de l’habituel (${low} à ${high} fois)`
      : `not clearly different from usual (${low} to ${high} times)`
  return f.language === 'fr'
    ? `${ratio} fois l’habituel (de ${low} à ${high})`
    : `${ratio} times the usual (${low} to ${high})`
}

/** How it sounds, with the interval and how many the tool was unsure of. */
export function toneSentence(sentiment: Analysis['sentiment'], f: Formats): string {
  const { reaction, change } = sentiment
  const isFr = f.language === 'fr'
  const read = f.number(reaction.sure)
  if (!reaction.enough)
    return isFr
      ? `Seulement ${read} ${f.many(reaction.sure, 'publication au ton net', 'publications au ton net')} : trop peu pour conclure.`
      : `Only ${read} ${f.many(reaction.sure, 'post', 'posts')} with a clear tone: too few to tell.`
  const said = isFr
    ? `${withRange(reaction.positive, f)} de publications positives et ${withRange(reaction.negative, f)} de négatives, sur ${read} au ton net ; l’outil hésite sur ${f.percent(reaction.unsure.shareOf1)} de ce qu’il a lu.`
    : `${withRange(reaction.positive, f)} sound positive and ${withRange(reaction.negative, f)} negative, of ${read} with a clear tone; the tool is unsure about ${f.percent(reaction.unsure.shareOf1)} of what it read.`
  return change === undefined ? said : `${said} ${changeSentence(change, f)}`
}

function withRange({ shareOf1, lowOf1, highOf1 }: Share, f: Formats): string {
  const [low, high] = [f.percent(lowOf1), f.percent(highOf1)]
  return f.language === 'fr'
    ? `${f.percent(shareOf1)} (de ${low} à ${high})`
    : `${f.percent(shareOf1)} (${low} to ${high})`
}

function changeSentence(change: NonNullable<Analysis['sentiment']['change']>, f: Formats): string {
  const { of1, lowOf1, highOf1 } = change.negative
  const isFr = f.language === 'fr'
  if (lowOf1 <= 0 && highOf1 >= 0)
    return isFr
      ? 'La part des négatives ne diffère pas clairement d’avant.'
      : 'The negative share is not clearly different from before.'
  const points = f.number(Math.abs(of1) * 100)
  const isOne = f.many(Math.round(Math.abs(of1) * 100), 'one', 'other') === 'one'
  if (isFr)
    return `La part des négatives a ${of1 > 0 ? 'augmenté' : 'diminué'} de ${points} ${isOne ? 'point' : 'points'}.`
  return `The negative share ${of1 > 0 ? 'rose' : 'fell'} by ${points} ${isOne ? 'point' : 'points'}.`
}

/** What a bar of tones says beside its name. */
export function toneDetail(tones: Tones, f: Formats): string {
  const count = f.number(tones.sure)
  if (f.language === 'fr')
    return tones.enough ? `${count} publications au ton net` : `${count} au ton net : trop peu pour conclure`
  return tones.enough ? `${count} posts with a clear tone` : `${count} with a clear tone: too few to tell`
}

/** How the themes were found, and the largest. */
export function themesSentence(themes: Analysis['themes'], f: Formats): string {
  const [first] = themes.themes
  const isFr = f.language === 'fr'
  if (first === undefined)
    return isFr
      ? 'Aucun thème ne se détache : les publications disent des choses trop diverses, ou sont trop peu.'
      : 'No theme stands out: the posts say too many different things, or are too few.'
  const terms = first.terms.slice(0, 3).map(({ text }) => text)
  const count = themes.themes.length
  return isFr
    ? `${f.number(count)} ${f.many(count, 'thème se détache', 'thèmes se détachent')} ; le plus fréquent : ${f.list(terms)}.`
    : `${f.number(count)} ${f.many(count, 'theme stands out', 'themes stand out')}; most of it is about ${f.list(terms)}.`
}

/** How many questions are open, and whose. */
export function questionsSentence(
  { unanswered, unansweredAuthors, questions }: Analysis['questions'],
  f: Formats,
): string {
  const isFr = f.language === 'fr'
  if (questions.length === 0) return isFr ? 'Aucune question n’a été repérée.' : 'No question was found.'
  if (unanswered === 0)
    return isFr
      ? 'Toutes les questions repérées ont une réponse.'
      : 'Every question that was found has an answer.'
  const [count, people] = [f.number(unanswered), f.number(unansweredAuthors)]
  return isFr
    ? `${count} ${f.many(unanswered, 'question attend', 'questions attendent')} une réponse, ${f.many(unanswered, 'posée', 'posées')} par ${people} ${f.many(unansweredAuthors, 'personne', 'personnes')}.`
    : `${count} ${f.many(unanswered, 'question has', 'questions have')} no answer yet, asked by ${people} ${f.many(unansweredAuthors, 'person', 'people')}.`
}

/** When the news took it up. */
export function mediaSentence({ heard, first, items, outlets }: Analysis['media'], f: Formats): string {
  const isFr = f.language === 'fr'
  if (!heard)
    return isFr
      ? 'Aucun média n’est écouté ici : on ne peut pas dire s’il en a été question.'
      : 'No newsroom is listened to here, so whether it was in the news cannot be said.'
  if (first === undefined) return isFr ? 'Aucun article n’a été repéré.' : 'No news item was found.'
  const [label, when, after] = [first.label, f.when(first.at), spanWords(first.afterMin, f)]
  const [n, from] = [f.number(items.length), f.number(outlets)]
  return isFr
    ? `${label} en a parlé en premier, le ${when}, ${after} après l’annonce ; ${n} ${f.many(items.length, 'article', 'articles')} de ${from} ${f.many(outlets, 'média', 'médias')}.`
    : `${label} was first, on ${when}, ${after} after the announcement; ${n} ${f.many(items.length, 'item', 'items')} from ${from} ${f.many(outlets, 'outlet', 'outlets')}.`
}

/** A span of minutes: 3 h 10, 40 min, 2 days. */
export function spanWords(minutes: number, f: Formats): string {
  const whole = Math.max(0, Math.round(minutes))
  if (whole < 60) return `${f.number(whole)}\u00A0min`
  if (whole < 48 * 60) {
    const rest = whole % 60
    return `${f.number(Math.floor(whole / 60))}\u00A0h${rest === 0 ? '' : `\u00A0${String(rest).padStart(2, '0')}`}`
  }
  const days = Math.round(whole / (24 * 60))
  return `${f.number(days)}\u00A0${f.language === 'fr' ? 'jours' : 'days'}`
}

/** Who made it, when, and what proves that its figures did not change. */
export function footSentence(
  evidence: EvidenceSummary,
  { madeBy, scheduled }: { madeBy: string; scheduled: boolean },
  f: Formats,
): string {
  const when = `${f.when(evidence.takenAt, true)} (${f.zone(evidence.takenAt)})`
  const mark = evidence.sha256.slice(0, 16)
  if (f.language === 'fr')
    return `Chiffres figés le ${when}${scheduled ? ', par envoi planifié' : `, par ${madeBy}`}. Empreinte ${mark}.`
  return `Figures frozen ${when}${scheduled ? ', on schedule' : `, by ${madeBy}`}. Fingerprint ${mark}.`
}

/** What became of the posts behind the figures. */
export function evidenceSentence(
  { there, gone, expired, shown }: { there: number; gone: number; expired: number; shown: number },
  f: Formats,
): string {
  const all = there + gone + expired
  const [n, g, e, s] = [all, gone, expired, shown].map((one) => f.number(one))
  if (f.language === 'fr')
    return `Les chiffres restent tels qu’ils ont été figés ; des publications, il ne reste ici que les liens. Sur ${n} ${f.many(all, 'publication citée', 'publications citées')}, ${g} ${f.many(gone, 'a été retirée par son auteur', 'ont été retirées par leur auteur')} et ${e} ${f.many(expired, 'n’est plus conservée', 'ne sont plus conservées')} ici.${shown < all ? ` Les ${s} premières :` : ''}`
  return `The figures stay as they were frozen; of the posts only links are kept. Of ${n} ${f.many(all, 'post', 'posts')} referred to, ${g} ${f.many(gone, 'was', 'were')} taken back and ${e} ${f.many(expired, 'is', 'are')} no longer kept here.${shown < all ? ` The first ${s}:` : ''}`
}

/** What a picture of the course shows, for whoever does not see it. */
export function courseAlt({ volume }: Analysis, f: Formats): string {
  const { posts, peak } = volume
  const isFr = f.language === 'fr'
  const count = `${f.number(posts)} ${isFr ? f.many(posts, 'publication', 'publications') : f.many(posts, 'post', 'posts')}`
  if (peak === undefined)
    return isFr
      ? `Graphique du nombre de publications dans le temps : ${count}.`
      : `Chart of posts over time: ${count}.`
  const [most, when] = [f.number(peak.posts), f.when(peak.at)]
  return isFr
    ? `Graphique du nombre de publications dans le temps : ${count}, au plus ${most} le ${when}.`
    : `Chart of posts over time: ${count}, at most ${most} on ${when}.`
}

/** Minutes of a bucket as ms. */
export function bucketMs(bucketMin: number): number {
  return bucketMin * minuteMs
}
