import type { Kysely } from 'kysely'
import { VersionContent } from '#kernel/version-content.ts'
import type { PollResult } from '#sending/polls/contract.ts'
import type { SendingTables } from '#sending/tables.ts'

/** How the polls of one item stand, each by itself, the newest of a place first. What was taken down is left out. At most 200. */
export async function pollsOf(anyDb: Kysely<unknown>, item: string): Promise<PollResult[]> {
  const rows = await anyDb
    .withTables<SendingTables>()
    .selectFrom('delivery_polls as poll')
    .innerJoin('deliveries', 'deliveries.id', 'poll.delivery_id')
    .leftJoin('delivery_parts as part', (join) =>
      join.onRef('part.delivery_id', '=', 'deliveries.id').on('part.part', '=', 0),
    )
    .selectAll('poll')
    .select(['deliveries.account', 'deliveries.language', 'deliveries.content', 'part.url'])
    .where('deliveries.item', '=', item)
    .where('deliveries.removed_at', 'is', null)
    .orderBy('deliveries.account')
    .orderBy('deliveries.language')
    .orderBy('poll.begun_at', 'desc')
    .limit(200)
    .execute()
  return rows.flatMap((row) => {
    const { poll } = VersionContent.parse(JSON.parse(row.content))
    return poll === undefined ? [] : [resultOf(row, poll)]
  })
}

type Row = Omit<SendingTables['delivery_polls'], 'votes' | 'is_recorded'> & {
  votes: number[] | null
  account: string
  language: string
  url: string | null
}

function resultOf(row: Row, { options, multiple }: NonNullable<VersionContent['poll']>): PollResult {
  const { account, language, url, votes, voters, read_at: readAt, problem } = row
  return {
    ...{ delivery: row.delivery_id, account, language, network: row.network_name, options, multiple },
    ...{ endsAt: row.ends_at.toISOString(), isOver: row.is_over, isFinal: row.is_final },
    ...(url === null ? {} : { url }),
    ...(votes === null ? {} : { votes }),
    ...(voters === null ? {} : { voters }),
    ...(readAt === null ? {} : { readAt: readAt.toISOString() }),
    ...(problem === null ? {} : { problem }),
  }
}
