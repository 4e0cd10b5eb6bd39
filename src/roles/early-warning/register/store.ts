import { sql, type Kysely } from 'kysely'
import type { PeopleTables } from '#access/people/tables.ts'
import type { Issue } from '#roles/early-warning/contract.ts'
import type { Decision, DeskPerson, Fact, IssueInFull, Rota } from '#roles/early-warning/register/contract.ts'
import { registerLimits } from '#roles/early-warning/register/contract.ts'
import { waitMinUsual } from '#roles/early-warning/register/rules.ts'
import type { RegisterDb, RegisterTables } from '#roles/early-warning/register/tables.ts'

const listedMax = 500

type Row = {
  id: string
  story_id: string | null
  title: string
  severity: Issue['severity']
  origin: Issue['origin']
  owner: string
  owner_id: string | null
  state: 'open' | 'closed'
  taken_on_at: Date
  next_review_at: Date | null
}

/** The register's own tables, on any database handle. */
export function registerDb(db: Kysely<unknown>): RegisterDb {
  return db.withTables<RegisterTables & PeopleTables>()
}

/** Issues, open ones first, then by their next review. With an id: that one; with a story: its one. */
export async function readIssues(
  db: RegisterDb,
  only: { id?: string; storyId?: string } = {},
): Promise<Issue[]> {
  const rows = await db
    .selectFrom('issues')
    .select(['id', 'story_id', 'title', 'severity', 'origin', 'owner', 'owner_id', 'state', 'taken_on_at'])
    .select('next_review_at')
    .$if(only.id !== undefined, (query) => query.where('id', '=', only.id ?? ''))
    .$if(only.storyId !== undefined, (query) => query.where('story_id', '=', only.storyId ?? ''))
    .orderBy(sql`state = 'closed'`)
    .orderBy('next_review_at')
    .limit(listedMax)
    .execute()
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [notes, unknowns, told] = await Promise.all([notesOf(db, ids), unknownsOf(db, ids), toldOf(db, ids)])
  return rows.map((row) => ({
    ...issueOf(row),
    told: told
      .filter((one) => one.issueId === row.id && sameMoment(one.dueAt, row.next_review_at))
      .map(tellingOf),
    unknowns: unknowns.get(row.id) ?? 0,
    notes: notes.get(row.id) ?? [],
  }))
}

function issueOf(row: Row): Omit<Issue, 'told' | 'unknowns' | 'notes'> {
  return {
    ...{ id: row.id, title: row.title, severity: row.severity, origin: row.origin },
    ...{ owner: row.owner, state: row.state, takenOnAt: row.taken_on_at.toISOString() },
    ...(row.story_id === null ? {} : { storyId: row.story_id }),
    ...(row.owner_id === null ? {} : { ownerId: row.owner_id }),
    ...(row.next_review_at === null ? {} : { nextReviewAt: row.next_review_at.toISOString() }),
  }
}

function sameMoment(a: Date, b: Date | null): boolean {
  return a.getTime() === b?.getTime()
}

async function notesOf(db: RegisterDb, ids: readonly string[]): Promise<Map<string, Issue['notes']>> {
  const rows = await db
    .selectFrom('issue_notes')
    .selectAll()
    .where('issue_id', 'in', [...ids])
    .orderBy('at')
    .execute()
  const notes = new Map<string, Issue['notes']>()
  for (const { issue_id, at, by, text } of rows)
    notes.set(issue_id, [...(notes.get(issue_id) ?? []), { at: at.toISOString(), by, text }])
  return notes
}

async function unknownsOf(db: RegisterDb, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('issue_facts')
    .select(['issue_id', sql<number>`count(*)::int`.as('count')])
    .where('issue_id', 'in', [...ids])
    .where('state', '=', 'unknown')
    .groupBy('issue_id')
    .execute()
  return new Map(rows.map(({ issue_id, count }) => [issue_id, count]))
}

type Telling = { issueId: string; dueAt: Date; name: string; at: Date }

async function toldOf(db: RegisterDb, ids: readonly string[]): Promise<Telling[]> {
  const rows = await db
    .selectFrom('issue_reminders')
    .innerJoin('people', 'people.id', 'issue_reminders.person_id')
    .select(['issue_id', 'due_at', 'people.name', 'told_at'])
    .where('issue_id', 'in', [...ids])
    .orderBy('told_at')
    .execute()
  return rows.map((row) => ({ issueId: row.issue_id, dueAt: row.due_at, name: row.name, at: row.told_at }))
}

function tellingOf({ name, at }: Telling): Issue['told'][number] {
  return { name, at: at.toISOString() }
}

/** What is known and what is not, in the order it was noted. */
export async function readFacts(db: RegisterDb, issueId: string): Promise<Fact[]> {
  const rows = await db
    .selectFrom('issue_facts')
    .selectAll()
    .where('issue_id', '=', issueId)
    .orderBy('id')
    .limit(registerLimits.factsMax)
    .execute()
  return rows.map(({ id, text, state, noted_at, noted_by, settled_at, settled_by, settled_text }) => ({
    ...{ id, text, state, notedAt: noted_at.toISOString(), notedBy: noted_by },
    ...(settled_at === null
      ? {}
      : { settled: { at: settled_at.toISOString(), by: settled_by ?? '', text: settled_text ?? '' } }),
  }))
}

/** What was decided, first one first. */
export async function readDecisions(db: RegisterDb, issueId: string): Promise<Decision[]> {
  const rows = await db
    .selectFrom('issue_decisions')
    .select(['seq', 'at', 'by', 'text', 'why'])
    .where('issue_id', '=', issueId)
    .orderBy('seq')
    .limit(registerLimits.decisionsMax)
    .execute()
  return rows.map(({ seq, at, by, text, why }) => ({
    ...{ seq, at: at.toISOString(), by, text },
    ...(why === null ? {} : { why }),
  }))
}

/** Posts people linked, by id and time, and how many of them were taken back. */
export async function readLinks(
  db: RegisterDb,
  issueId: string,
): Promise<{ posts: { id: string; atMs: number }[]; takenBack: number }> {
  const posts = await db
    .selectFrom('issue_posts')
    .select(['post_id', 'post_at'])
    .where('issue_id', '=', issueId)
    .limit(registerLimits.postsMax)
    .execute()
  const issue = await db
    .selectFrom('issues')
    .select('posts_taken_back')
    .where('id', '=', issueId)
    .executeTakeFirst()
  return {
    posts: posts.map(({ post_id, post_at }) => ({ id: post_id, atMs: post_at.getTime() })),
    takenBack: issue?.posts_taken_back ?? 0,
  }
}

/** Ids of the messages about an issue. */
export async function readMessageIds(db: RegisterDb, issueId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('issue_messages')
    .select('message_id')
    .where('issue_id', '=', issueId)
    .orderBy('linked_at')
    .execute()
  return rows.map(({ message_id }) => message_id)
}

/** Takes posts that are gone out of every issue, and counts them there. */
export async function forgetLinks(db: RegisterDb, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    with gone as (delete from issue_posts where post_id = any(${[...ids]}::text[]) returning issue_id),
      counted as (select issue_id, count(*)::int as gone from gone group by issue_id)
    update issues set posts_taken_back = posts_taken_back + counted.gone
    from counted where issues.id = counted.issue_id`.execute(db)
}

/** Gives issues whose title was the words of a post that is gone the headline their story has now. Says whether there were any. */
export async function retitle(db: RegisterDb, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false
  const { numAffectedRows } = await sql`
    update issues set title_post = null,
      title = coalesce((select nullif(s.story->>'headline', '') from stories s where s.id = story_id), issues.id)
    where title_post = any(${[...ids]}::text[])`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Reminders call issues as they are called now: words that are gone are gone from the bell too. */
export async function renameReminders(db: RegisterDb): Promise<void> {
  await sql`
    update notices set title = issues.title from issues
    where notices.kind in ('review-due', 'review-late') and notices.item = 'issue:' || issues.id
      and notices.title <> issues.title`.execute(db)
}

/** Everybody who is here and may take issues on, by name. */
export async function peopleHere(db: RegisterDb): Promise<DeskPerson[]> {
  const { rows } = await sql<DeskPerson>`
    select distinct p.id, p.name from people p
    left join team_people tp on tp.person_id = p.id
    left join teams t on t.id = tp.team_id and t.ended_at is null
    left join team_grants g on g.team_id = t.id and g.verb = 'triage'
    where p.left_at is null and (p.is_owner or g.team_id is not null)
    order by p.name limit 1000`.execute(db)
  return rows
}

/** Who is told after the owner, and the wait. */
export async function readRota(db: RegisterDb): Promise<Rota> {
  const people = await db
    .selectFrom('issue_rota')
    .innerJoin('people', 'people.id', 'issue_rota.person_id')
    .select(['people.id', 'people.name'])
    .where('people.left_at', 'is', null)
    .orderBy('position')
    .execute()
  const wait = await db.selectFrom('issue_rota_wait').select('wait_min').executeTakeFirst()
  return { waitMin: wait?.wait_min ?? waitMinUsual, people }
}

/** A row as `IssueInFull` shows its parts that only the register knows. */
export async function readParts(
  db: RegisterDb,
  id: string,
): Promise<Pick<IssueInFull, 'facts' | 'decisions'>> {
  const [facts, decisions] = await Promise.all([readFacts(db, id), readDecisions(db, id)])
  return { facts, decisions }
}
