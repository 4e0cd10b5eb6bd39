import { sql, type Kysely } from 'kysely'

/**
 * Which of these files stand with a note of ours in public. Those of a note that was taken back do not, unless another one has them.
 *
 * @param sha256s in hex
 */
export async function filesOfNotes(
  anyDb: Kysely<unknown>,
  sha256s: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from unnest(${sha256s}::text[]) as asked(sha256)
    where exists (select from federation_entries
      where key >= 'note/' and key < 'note0' and value ->> 'kind' = 'there'
        and value -> 'media' @> jsonb_build_array(jsonb_build_object('sha256', asked.sha256)))`.execute(anyDb)
  return new Set(rows.map(({ sha256 }) => sha256))
}
