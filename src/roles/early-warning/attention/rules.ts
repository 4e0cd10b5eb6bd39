import { dayMs } from '#kernel/time.ts'
import type { Story } from '#stream/story.ts'
import type { AttentionSettings, Severity, Teaching } from '#roles/early-warning/attention/contract.ts'
import { quietUntilMs } from '#roles/early-warning/attention/quiet.ts'
import { urgency } from '#roles/early-warning/rules.ts'

/** A desk that said nothing accepts ten interruptions a week, at any hour. */
export const usualSettings: AttentionSettings = {
  perWeek: 10,
  quiet: [],
  holidays: [],
  quietOnHolidays: false,
  breaks: 'grave',
}

/** A story when it was told: how it ranked then. `ended`: it was over. Epoch ms of stream time. */
export type Step = { storyId: string; atMs: number; score: number; severity: Severity; ended?: boolean }

/** A story's best score so far, and when it was told first. */
export type Told = { storyId: string; firstAtMs: number; score: number }

/** What was decided before. */
export type Past = { told: readonly Told[]; interrupted: readonly { storyId: string; atMs: number }[] }

/** What becomes of a story now. `untilMs`: when to look again though nobody says more. */
export type Decision =
  | { decision: 'interrupts'; why: 'ranked' | 'grave' }
  | { decision: 'waits'; why: 'quiet' | 'budget-spent'; untilMs: number }
  | { decision: 'waits'; why: 'ranked-below' }

const weekMs = 7 * dayMs
/** Stories of this long are what a new one is ranked among. */
export const rankedForMs = 28 * dayMs
/** Beyond the budget only what is grave interrupts, and never more than this often the budget in a week. */
const graveTimes = 2

const severityOrder: readonly Severity[] = ['plain', 'serious', 'grave']
const severityWorth: Readonly<Record<Severity, number>> = { plain: 0, serious: 8, grave: 24 }

/** How grave a story looks: how many speak of harm, how many different people, how fast. */
export function severityOf(story: Pick<Story, 'state' | 'posts' | 'authors' | 'harm'>): Severity {
  const harm = story.harm ?? 0
  const isHarm = story.posts > 0 && harm * 2 >= story.posts
  if (isHarm && story.state === 'rising-fast' && story.authors >= 8) return 'grave'
  if ((isHarm && story.authors >= 5) || (story.state === 'rising-fast' && story.authors >= 12))
    return 'serious'
  return 'plain'
}

/** How a story ranks when it is told; only compared with others of its kind. */
export function scoreOf(
  story: Pick<Story, 'state' | 'surprise' | 'updatedAtMs' | 'authors' | 'posts' | 'harm'>,
): number {
  const score = urgency(story, story.updatedAtMs) + severityWorth[severityOf(story)]
  return Number.isFinite(score) ? score : 0
}

/** Whether a story breaks quiet hours. */
export function breaksQuiet(severity: Severity, breaks: AttentionSettings['breaks']): boolean {
  return breaks !== 'nothing' && severityOrder.indexOf(severity) >= severityOrder.indexOf(breaks)
}

/**
 * Whether a story interrupts now. The budget is filled by rank: a story interrupts when it would be among the best of its time, as
 * many as the budget has room for. A team that was interrupted less than it accepts hears of more, never of more than the budget in any
 * seven days, but for what is grave, and that at most as often again.
 *
 * @param past what was told and decided before this step; other steps of the same story may be among it
 */
export function attentionFor(
  step: Step,
  past: Past,
  settings: AttentionSettings & { timeZone: string },
): Decision {
  const quietEndMs = quietUntilMs(settings, step.atMs)
  if (quietEndMs !== undefined && !breaksQuiet(step.severity, settings.breaks))
    return { decision: 'waits', why: 'quiet', untilMs: quietEndMs }
  const lately = past.interrupted
    .map(({ atMs }) => atMs)
    .filter((atMs) => atMs > step.atMs - weekMs && atMs <= step.atMs)
    .toSorted((a, b) => a - b)
  const isGrave = step.severity === 'grave'
  const room = settings.perWeek * (isGrave ? graveTimes : 1)
  if (lately.length >= room) {
    const frees = lately[lately.length - room] ?? step.atMs
    return { decision: 'waits', why: 'budget-spent', untilMs: frees + weekMs }
  }
  if (isGrave) return { decision: 'interrupts', why: 'grave' }
  return step.score >= barFor(step, past, settings.perWeek, lately.length)
    ? { decision: 'interrupts', why: 'ranked' }
    : { decision: 'waits', why: 'ranked-below' }
}

/** The score that a story must reach: that of the last one the budget has room for, of all that were told in four weeks. */
function barFor(step: Step, past: Past, perWeek: number, used: number): number {
  const told = past.told.filter(
    (one) =>
      one.storyId !== step.storyId && one.firstAtMs > step.atMs - rankedForMs && one.firstAtMs <= step.atMs,
  )
  const firstMs = told.reduce((first, one) => Math.min(first, one.firstAtMs), step.atMs)
  const weeks = Math.max(1, (step.atMs - firstMs) / weekMs)
  // What was not used lately is given back: half a budget used makes room for half as many again.
  const places = Math.floor(perWeek * weeks * (2 - used / perWeek))
  const scores = told.map(({ score }) => score).toSorted((a, b) => b - a)
  return scores[places - 1] ?? -Infinity
}

/** A story is told every few minutes; what is kept of that is where it rose by a twentieth, and its end. */
export function isWorthKeeping(step: Step, past: Pick<Past, 'told'>): boolean {
  const known = past.told.find(({ storyId }) => storyId === step.storyId)
  return known === undefined || step.ended === true || step.score > known.score * 1.05
}

/** Whether a story has the word, place or source that is taught on it. */
export function isOfStory(
  story: Pick<Story, 'terms' | 'places' | 'samples'>,
  { kind, value }: Pick<Teaching, 'kind' | 'value'>,
): boolean {
  if (kind === 'term') return story.terms.some((term) => term.kind !== 'watch' && term.text === value)
  if (kind === 'place') return story.places.some((place) => place.name === value)
  return story.samples.some((post) => post.source === value)
}

/** A source may be held back unless it is the only one, or brings most of what is heard. */
export function mayHoldSource(
  source: string,
  heard: readonly { source: string; heardLastHour: number }[],
): boolean {
  const all = heard.reduce((sum, one) => sum + one.heardLastHour, 0)
  const own = heard.find((one) => one.source === source)?.heardLastHour ?? 0
  return heard.length > 1 && own * 2 <= all
}
