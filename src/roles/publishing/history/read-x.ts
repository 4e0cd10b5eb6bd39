import { jsonOf } from '#kernel/json.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { wantedFiles } from '#roles/publishing/history/archive-files.ts'
import { historyLimits } from '#roles/publishing/history/contract.ts'
import { jsonItems } from '#roles/publishing/history/json-items.ts'
import { beginningOf, UnreadableFile, type PastRow } from '#roles/publishing/history/past-post.ts'

const posts = /^(?:[^/]+\/)?data\/tweets?(?:-part\d{1,4})?\.js$/u
const account = /^(?:[^/]+\/)?data\/account\.js$/u

/**
 * The posts of an archive as X gives it out: `data/tweets.js` and its further parts, each a line of script with a list in it, which is
 * read and never run. Reposts are left out: they are somebody else's words.
 *
 * Source: archives of 2023 to 2026; the README inside them names the fields.
 */
export async function* readX(path: string): AsyncGenerator<PastRow> {
  const handle = await handleIn(path)
  let [row, files] = [0, 0]
  for await (const { name, bytes } of wantedFiles(path, (one) => posts.test(one))) {
    // A file that stands by itself has no name.
    if (name !== '' && !posts.test(name)) continue
    files += 1
    for await (const item of jsonItems(bytes, historyLimits)) yield rowOf((row += 1), item, handle)
  }
  if (files === 0) throw new UnreadableFile('no-posts-file')
}

/** The name of the account, from the file beside the posts; undefined where there is none. */
async function handleIn(path: string): Promise<string | undefined> {
  for await (const { name, bytes } of wantedFiles(path, (one) => account.test(one))) {
    if (name === '') return undefined
    for await (const item of jsonItems(bytes, historyLimits)) {
      const found = textOf(fieldsOf(fieldsOf(jsonOf(item ?? ''))?.['account']), 'username')
      if (found !== undefined && /^\w{1,50}$/u.test(found)) return found
    }
  }
  return undefined
}

function rowOf(row: number, item: string | undefined, handle: string | undefined): PastRow {
  if (item === undefined) return { row, kind: 'refused', why: 'too-large' }
  const outer = fieldsOf(jsonOf(item))
  const tweet = fieldsOf(outer?.['tweet']) ?? outer
  const id = textOf(tweet, 'id_str') ?? textOf(tweet, 'id')
  const said = textOf(tweet, 'full_text') ?? textOf(tweet, 'text')
  if (tweet === undefined || id === undefined || !/^\d{1,20}$/u.test(id) || said === undefined)
    return { row, kind: 'refused', why: 'unreadable' }
  const text = wordsOf(said, tweet)
  const beginning = beginningOf(text)
  if (/^RT @\w{1,50}:/u.test(said)) return { row, beginning, kind: 'left-out', why: 'repost' }
  const saidAtMs = Date.parse(textOf(tweet, 'created_at') ?? '')
  if (!Number.isFinite(saidAtMs)) return { row, beginning, kind: 'refused', why: 'no-date' }
  const lang = textOf(tweet, 'lang')
  const media = listOf(fieldsOf(tweet['extended_entities']) ?? fieldsOf(tweet['entities']), 'media', 20)
  return {
    ...{ row, beginning, kind: 'post' },
    post: {
      ...{ network: 'x', nativeId: id, account: handle === undefined ? '' : `@${handle}`, saidAtMs, text },
      url: `https://x.com/${handle ?? 'i/web'}/status/${id}`,
      ...(lang !== undefined && /^[a-z]{2,3}$/u.test(lang) && lang !== 'und' ? { language: lang } : {}),
      ...{ isReply: textOf(tweet, 'in_reply_to_status_id_str') !== undefined, files: media.length },
    },
  }
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** The words as people read them: X's own short addresses are put back, and those of its pictures taken out. */
function wordsOf(said: string, tweet: UnknownFields): string {
  const found = fieldsOf(tweet['entities'])
  let text = said
  for (const one of listOf(found, 'urls', 50).map(fieldsOf)) {
    const [short, long] = [textOf(one, 'url'), textOf(one, 'expanded_url')]
    if (short !== undefined && short !== '' && long !== undefined) text = text.replaceAll(short, () => long)
  }
  for (const one of listOf(found, 'media', 20).map(fieldsOf)) {
    const short = textOf(one, 'url')
    if (short !== undefined && short !== '') text = text.replaceAll(short, '')
  }
  return text.replaceAll(/&(?:amp|lt|gt);/gu, (one) => entities[one] ?? one).trim()
}
