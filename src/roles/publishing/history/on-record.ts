import { sql, type Kysely, type Selectable } from 'kysely'
import { keepImported, type ImportedPost, type KeptImported } from '#records/imported.ts'
import { oursAmong } from '#roles/publishing/history/ours.ts'
import { inScope } from '#roles/publishing/history/recording.ts'
import type { HistoryTables } from '#roles/publishing/history/tables.ts'
import type { Store } from '#store/store.ts'
import type { Fence } from '#store/work-jobs.ts'

/** Posts put on record in one transaction: others who keep something wait for that long. */
const stretchPosts = 100

type Run = Selectable<HistoryTables['history_record_runs']>
type Post = Pick<
  Selectable<HistoryTables['history_posts']>,
  'id' | 'network' | 'account' | 'said_at' | 'text' | 'url' | 'language' | 'is_reply' | 'files' | 'record_seq'
> &
  Pick<
    Selectable<HistoryTables['history_imports']>,
    'kind' | 'file_name' | 'sha256' | 'begun_by' | 'begun_at'
  >

/**
 * Puts the next posts of a run on record, and writes down how far it came, in one transaction: whatever is interrupted goes on where it
 * stood, and no post is an entry twice.
 */
export function nextStretch(
  { store, nowMs }: { store: Store; nowMs: number },
  id: string,
  fence: Pick<Fence, 'stillMine'>,
): Promise<'more' | 'ended'> {
  return store.inTransaction(async (tx) => {
    const run = await tx
      .withTables<HistoryTables>()
      .selectFrom('history_record_runs')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (run === undefined || run.ended_at !== null || !(await fence.stillMine(tx))) return 'ended'
    const posts = await postsAfter(tx, run)
    const ours = await oursAmong(tx, posts)
    const fresh = posts.filter((post) => post.record_seq === null && !ours.has(post.id))
    const by = { kind: 'person', id: run.by_id, name: run.by_name } as const
    const kept =
      fresh.length === 0
        ? new Map<string, KeptImported>()
        : await keepImported(tx, fresh.map(importedOf), { by, reason: run.reason, atMs: nowMs })
    await noteEntries(tx, kept)
    return noteProgress(tx, { run, posts, kept, ours, nowMs })
  })
}

/** The next posts, held so that nobody takes them out meanwhile. Those that came later than the wish are not meant. */
async function postsAfter(tx: Kysely<unknown>, run: Run): Promise<Post[]> {
  const { rows } = await sql<Post>`
    select p.id, p.network, p.account, p.said_at, p.text, p.url, p.language, p.is_reply, p.files, p.record_seq,
      i.kind, i.file_name, i.sha256, i.begun_by, i.begun_at
    from history_posts p join history_imports i on i.id = p.import_id
    where ${inScope(run.scope)} and p.id > ${run.after} and i.begun_at <= ${run.begun_at}
    order by p.id limit ${stretchPosts} for update of p`.execute(tx)
  return rows
}

function importedOf(post: Post): ImportedPost {
  const { id, network, account, text, files } = post
  return {
    ...{ id, network, account, text, files, saidAtMs: post.said_at.getTime(), isReply: post.is_reply },
    ...{ url: post.url ?? undefined, language: post.language ?? undefined },
    export: {
      ...{ kind: post.kind, fileName: post.file_name, sha256: post.sha256 ?? undefined },
      ...{ broughtInBy: post.begun_by, broughtInAtMs: post.begun_at.getTime() },
    },
  }
}

async function noteEntries(tx: Kysely<unknown>, kept: ReadonlyMap<string, KeptImported>): Promise<void> {
  const entries = [...kept].flatMap(([id, came]) => (came === 'too-large' ? [] : [{ id, seq: came.seq }]))
  if (entries.length === 0) return
  await sql`
    update history_posts set record_seq = e.seq
    from unnest(${entries.map(({ id }) => id)}::text[], ${entries.map(({ seq }) => seq)}::bigint[]) as e (id, seq)
    where history_posts.id = e.id`.execute(tx)
}

type Stretch = {
  run: Run
  posts: readonly Post[]
  kept: ReadonlyMap<string, KeptImported>
  ours: ReadonlySet<string>
  nowMs: number
}

async function noteProgress(
  tx: Kysely<unknown>,
  { run, posts, kept, ours, nowMs }: Stretch,
): Promise<'more' | 'ended'> {
  const isLast = posts.length < stretchPosts
  const came = [...kept.values()]
  const fresh = came.filter((one) => one !== 'too-large' && one.isNew).length
  const refused = came.filter((one) => one === 'too-large').length
  await tx
    .withTables<HistoryTables>()
    .updateTable('history_record_runs')
    .set({
      ...{ after: posts.at(-1)?.id ?? run.after, done: run.done + posts.length },
      ...{ kept: run.kept + fresh, refused: run.refused + refused, ours: run.ours + ours.size },
      known: run.known + posts.length - fresh - refused - ours.size,
      ended_at: isLast ? new Date(nowMs) : null,
    })
    .where('id', '=', run.id)
    .execute()
  return isLast ? 'ended' : 'more'
}
