/**
 * What somebody may do, as words that never change. A person holds a verb through a team, for an account, a language and a
 * lane; verbs that are about none of these (`people`, `records`) hold everywhere.
 */
export const verbs = [
  /** See the desk: what is heard, watches, messages, issues. */
  'read',
  /** Take on issues, mark stories, change what the team knows of them. */
  'triage',
  /** Begin, change and end searches. */
  'watch',
  /** Be the named second person who allows a search the policy refuses. */
  'watch-exception',
  /** Draft and change messages. */
  'write',
  /** Approve a message somebody else wrote. */
  'approve',
  /** Send or schedule what is approved, take it back. */
  'publish',
  /** Send in the emergency lane with one key (break-glass). */
  'break-glass',
  /** Stop sending, and let it go on. */
  'pause',
  /** Connect accounts, change their settings. */
  'accounts',
  /** Invite people, change teams and what they may do, keys of programs. */
  'people',
  /** Read the archive. */
  'records',
  /** Take an access-to-information export out of the archive. */
  'export',
  /** Retention schedules, legal hold, disposal. */
  'retention',
  /** The desk's own settings. */
  'settings',
] as const
/** One of them. */
export type Verb = (typeof verbs)[number]

/** Verbs that mean an account, a language and a lane. The others hold for the whole desk. */
export const accountVerbs: readonly Verb[] = ['write', 'approve', 'publish', 'break-glass', 'pause']

/** The lanes a message travels in. */
export const lanes = ['normal', 'emergency', 'exercise'] as const
export type Lane = (typeof lanes)[number]

/** What a team may do. `*` means every one; `language` is a BCP 47 primary tag. */
export type Grant = { verb: Verb; account: string; language: string; lane: Lane | '*' }

/** Where something is about to be done. Missing parts are not asked about. */
export type Where = { account?: string; language?: string; lane?: Lane }

/**
 * Whether any of these grants allows the verb there. A part of `where` that is missing asks "anywhere at all?":
 * for showing a button, never for letting an act through.
 */
export function mayDo(grants: readonly Grant[], verb: Verb, where: Where = {}): boolean {
  return grants.some(
    (grant) =>
      grant.verb === verb &&
      fits(grant.account, where.account) &&
      fits(grant.language, where.language) &&
      fits(grant.lane, where.lane),
  )
}

function fits(granted: string, asked: string | undefined): boolean {
  return asked === undefined || granted === '*' || granted === asked
}
