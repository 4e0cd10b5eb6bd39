import { jsonOf } from '#kernel/json.ts'
import { htmlToText } from '#networks/feeds/html-text.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { wantedFiles } from '#roles/publishing/history/archive-files.ts'
import { historyLimits } from '#roles/publishing/history/contract.ts'
import { jsonItems } from '#roles/publishing/history/json-items.ts'
import { beginningOf, UnreadableFile, type PastRow } from '#roles/publishing/history/past-post.ts'

const outbox = /^(?:[^/]+\/)?outbox\.json$/u
/** Everybody, by the names that servers write. */
const everybody: ReadonlySet<unknown> = new Set([
  'https://www.w3.org/ns/activitystreams#Public',
  'as:Public',
  'Public',
])

/**
 * The posts of an export of Mastodon and its like: `outbox.json` in a zip or tar.gz, or by itself. What was not said to everybody is
 * left out, and so are shares of others' posts.
 *
 * Source: https://docs.joinmastodon.org/user/moving/#export (read in November 2026)
 */
export async function* readMastodon(path: string): AsyncGenerator<PastRow> {
  let [row, files] = [0, 0]
  for await (const { name, bytes } of wantedFiles(path, (one) => outbox.test(one))) {
    files += 1
    if (name !== '' && files > 1) continue
    const items = jsonItems(bytes, { ...historyLimits, after: '"orderedItems"' })
    for await (const item of items) yield rowOf((row += 1), item)
  }
  if (files === 0) throw new UnreadableFile('no-posts-file')
}

function rowOf(row: number, item: string | undefined): PastRow {
  if (item === undefined) return { row, kind: 'refused', why: 'too-large' }
  const activity = fieldsOf(jsonOf(item))
  if (activity === undefined) return { row, kind: 'refused', why: 'unreadable' }
  if (textOf(activity, 'type') === 'Announce') return { row, kind: 'left-out', why: 'repost' }
  const note = fieldsOf(activity['object'])
  const nativeId = textOf(note, 'id')
  const html = textOf(note, 'content')
  if (
    note === undefined ||
    html === undefined ||
    nativeId === undefined ||
    !/^https?:\/\/\S{1,500}$/u.test(nativeId)
  )
    return { row, kind: 'refused', why: 'unreadable' }
  // Nothing of what was said to few is shown, not even in the report.
  if (!isPublic(note)) return { row, kind: 'left-out', why: 'not-public' }
  const warning = textOf(note, 'summary') ?? ''
  const said = htmlToText(html).text
  const text = warning === '' ? said : `${warning}\n\n${said}`
  const saidAtMs = Date.parse(textOf(note, 'published') ?? '')
  const beginning = beginningOf(text)
  if (!Number.isFinite(saidAtMs)) return { row, beginning, kind: 'refused', why: 'no-date' }
  const language = languageOf(note)
  const url = textOf(note, 'url')
  return {
    ...{ row, beginning, kind: 'post' },
    post: {
      ...{ network: 'mastodon', nativeId, account: accountOf(textOf(note, 'attributedTo')), saidAtMs, text },
      ...(url !== undefined && /^https?:\/\/\S{1,1000}$/u.test(url) ? { url } : { url: nativeId }),
      ...(language === undefined ? {} : { language }),
      isReply: textOf(note, 'inReplyTo') !== undefined,
      files: listOf(note, 'attachment', 20).length,
    },
  }
}

function isPublic(note: UnknownFields): boolean {
  const named = ['to', 'cc'].flatMap((name) => {
    const value = note[name]
    return Array.isArray(value) ? (value as unknown[]) : [value]
  })
  return named.some((one) => everybody.has(one))
}

/** `https://town.example/users/city` as people know it: `@city@town.example`. */
function accountOf(actor: string | undefined): string {
  const url = URL.parse(actor ?? '')
  const name = url?.pathname.split('/').findLast((part) => part !== '')
  return url === null || name === undefined ? '' : `@${name.replace(/^@/u, '')}@${url.host}`.slice(0, 300)
}

function languageOf(note: UnknownFields): string | undefined {
  const [only, ...more] = Object.keys(fieldsOf(note['contentMap']) ?? {})
  return more.length === 0 && only !== undefined && /^[a-z]{2,3}(-[\w-]{2,20})?$/iu.test(only)
    ? only
    : undefined
}
