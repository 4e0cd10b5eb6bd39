import { sql, type Kysely } from 'kysely'

/** Files asked about at once; more are asked about in several questions. */
const atOnceMax = 1000

/**
 * Which of these files something here still refers to: a version as it was written or as it goes out, a text that is or was public,
 * and a page of our own in any of its wordings; their captions and the pictures of cards too; and what a recurring message is copied from. Whoever sweeps files keeps these.
 */
export async function filesInUse(db: Kysely<unknown>, sha256: readonly string[]): Promise<Set<string>> {
  const used = new Set<string>()
  for (let at = 0; at < sha256.length; at += atOnceMax) {
    const { rows } = await usedOf(sha256.slice(at, at + atOnceMax)).execute(db)
    for (const row of rows) used.add(row.sha256)
  }
  return used
}

// Only what holds a file is read as JSON: a quotation mark inside a text is written `\"`, so no text looks like a file.
const holdsFiles = '%"sha256":"%'

function usedOf(asked: string[]) {
  return sql<{ sha256: string }>`
    with named as (
      select jsonb_path_query(files, '$[*].sha256') #>> '{}' as sha256 from message_versions
      union all
      select jsonb_path_query(files, '$[*].captions') #>> '{}' from message_versions
      union all
      select written #>> '{card,image}' from message_versions
      union all
      select jsonb_path_query(content::jsonb, '$.**.sha256') #>> '{}' from message_versions
      where content like ${holdsFiles}
      union all
      select jsonb_path_query(content::jsonb, '$.**.sha256') #>> '{}' from message_publications
      where content like ${holdsFiles}
      union all
      select jsonb_path_query(media, '$.**.sha256') #>> '{}' from own_page_words
      union all
      select card #>> '{image,sha256}' from own_page_words
      union all
      select jsonb_path_query(form, '$.versions[*].media[*].sha256') #>> '{}' from recurring where ended_at is null
      union all
      select jsonb_path_query(form, '$.versions[*].media[*].captions') #>> '{}' from recurring where ended_at is null
      union all
      select jsonb_path_query(form, '$.versions[*].card.image') #>> '{}' from recurring where ended_at is null
    )
    select distinct sha256 from named where sha256 = any(${asked}::text[])`
}
