import { stringify } from 'csv-stringify/sync'
import type { HistoryItem } from '#roles/publishing/history/contract.ts'

/** What the whole of it is called, in a feed. */
export type ExportHead = { title: string; home: string; feed: string }

type Stretches = AsyncIterable<readonly HistoryItem[]>

/**
 * Everything as one JSON Feed, as it is read. Source: https://www.jsonfeed.org/version/1.1/; what it has no name for stands in
 * `_bellwether`.
 */
export async function* asJsonFeed(
  stretches: Stretches,
  { title, home, feed }: ExportHead,
): AsyncGenerator<string> {
  const head = { version: 'https://jsonfeed.org/version/1.1', title, home_page_url: home, feed_url: feed }
  yield `${JSON.stringify(head).slice(0, -1)},"items":[`
  let between = '\n'
  for await (const items of stretches)
    for (const item of items) {
      yield `${between}${JSON.stringify(feedItem(item))}`
      between = ',\n'
    }
  yield '\n]}\n'
}

function feedItem(item: HistoryItem): object {
  const {
    id,
    url,
    text,
    at,
    language,
    source,
    network,
    account,
    files,
    isReply,
    withdrawnAt,
    messageId,
    record,
  } = item
  return {
    ...{ id: `${source}:${id}`, content_text: text, date_published: at },
    ...(url === undefined ? {} : { url }),
    ...(language === undefined ? {} : { language }),
    _bellwether: {
      ...{ source, network, account, files, reply: isReply },
      ...(withdrawnAt === undefined ? {} : { withdrawn_at: withdrawnAt }),
      ...(messageId === undefined ? {} : { message: messageId }),
      ...(record === undefined ? {} : { record }),
    },
  }
}

const columns = [
  ...([
    'source',
    'id',
    'network',
    'account',
    'language',
    'published_at',
    'text',
    'url',
    'files',
    'reply',
  ] as const),
  ...(['withdrawn_at', 'message', 'record'] as const),
]
const form = { escape_formulas: true, record_delimiter: 'windows' } as const

/** Everything as a table, as it is read. A mark tells spreadsheets that it is UTF-8, and no cell runs as a formula. */
export async function* asCsv(stretches: Stretches): AsyncGenerator<string> {
  yield `\uFEFF${stringify([[...columns]], form)}`
  for await (const items of stretches)
    yield stringify(
      items.map((item) => [
        ...[item.source, item.id, item.network, item.account, item.language ?? '', item.at, item.text],
        ...[item.url ?? '', String(item.files), item.isReply ? 'yes' : 'no', item.withdrawnAt ?? ''],
        ...[item.messageId ?? '', item.record === undefined ? '' : String(item.record)],
      ]),
      form,
    )
}

/** Pieces of text as the body of an answer: read as fast as they are taken, and no faster. */
export function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await pieces.next()
        if (next.done === true) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      },
      async cancel() {
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
