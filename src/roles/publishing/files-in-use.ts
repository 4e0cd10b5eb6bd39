import { sql, type Kysely } from 'kysely'

/** Files asked about at once; more are asked about in several questions. */
const atOnceMax = 1000

/**
 * Which of these files something here still refers to: a version as it was written or as it goes out, a text that is or was public,
 * and a page of our own in any of its wordings. Whoever sweeps files keeps these.
 */
export async function filesInUse(db: Kysely<unknown>, sha256: readonly string[]): Promise<Set<string>> {
  const used = new Set<string>()
  for (let at = 0; at < sha256.length; at += atOnceMax) {
    const { rows } = await usedOf(sha256.slice(at, at + atOnceMax)).execute(db)
    for (const row of rows) used.add(row.sha256)
  }
  return used
}

// Only what holds a file is read as JSON: a quotation mark inside a text is written `\"`, so no text looks like a list of files.
const holdsFiles = '%"media":[{%'

function usedOf(asked: string[]) {
  return sql<{ sha256: string }>`
    with named as (
      select file->>'sha256' as sha256
      from message_versions, jsonb_array_elements(files) as file
      union all
      select file->>'sha256'
      from message_versions, jsonb_array_elements(content::jsonb->'media') as file
      where content like ${holdsFiles}
      union all
      select file->>'sha256'
      from message_publications, jsonb_array_elements(content::jsonb->'media') as file
      where content like ${holdsFiles}
      union all
      select file->>'sha256' from own_page_words, jsonb_array_elements(media) as file
    )
    select distinct sha256 from named where sha256 = any(${asked}::text[])`
}
