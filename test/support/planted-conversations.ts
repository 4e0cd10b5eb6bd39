import { sql } from 'kysely'
import type { Desk } from '#app/desk.ts'
import type { Shot, Walker } from './planted.ts'

type Needs = { desk: Desk; wen: Walker; account: string; reason: string }

/** Private conversations with an account that Wen alone was named for, sealed with a key nobody has; and the requests that reach them. */
export async function plantConversations({
  desk,
  wen,
  account,
  reason,
}: Needs): Promise<{ shots: Record<string, Shot>; ids: string[] }> {
  const { db } = desk.store
  await sql`insert into private_reading (account, is_on, purpose, changed_at, changed_by_id, changed_by)
    values (${account}, false, 'Answer people', now(), ${wen.id}, 'Wen')`.execute(db)
  await sql`insert into private_readers (account, person) values (${account}, ${wen.id})`.execute(db)
  const plantOne = async (does: string): Promise<string> => {
    const id = `walkedletter${does}`
    await sql`insert into private_conversations (id, account, native_key, sealed, begun_at, last_at, last_theirs_at)
      values (${id}, ${account}, ${Buffer.from(does)}, ${Buffer.from('sealed')}, now(), now(), now())`.execute(
      db,
    )
    return id
  }
  const [opened, handled, deleted] = [await plantOne('one'), await plantOne('two'), await plantOne('three')]
  const path = '/api/conversations'
  const shots = {
    [`get ${path}`]: { path, by: wen },
    [`get ${path}/{id}`]: { path: `${path}/${opened}`, by: wen },
    [`put ${path}/{id}/handled`]: { path: `${path}/${handled}/handled`, body: { handled: true }, by: wen },
    [`post ${path}/{id}/delete`]: { path: `${path}/${deleted}/delete`, body: { reason }, by: wen },
    [`post ${path}/{id}/export`]: { path: `${path}/${opened}/export`, body: { reason }, by: wen },
  }
  return { shots, ids: [opened, handled, deleted] }
}
