/** A server of which make is pretended; each has its own ids and habits. */
export type Make = 'mastodon' | 'gotosocial' | 'pleroma'

/** A post as the pretended server keeps it. */
export type TestStatus = {
  id: string
  text: string
  atMs: number
  by: string
  spoiler: string
  language: string | undefined
  visibility: string
  answers: string | undefined
  files: { id: string; alt: string; focus?: string | undefined }[]
  editedMs?: number
  poll?: TestPoll
}

/** A poll on the pretended server, with how often each option was chosen. */
export type TestPoll = {
  id: string
  options: string[]
  multiple: boolean
  endsMs: number
  votes: number[]
  voters: number
}

/** The id a make gives to the n-th thing of a moment: Mastodon's snowflakes, GoToSocial's ULIDs, Pleroma's flakes. */
export function idOf(make: Make, atMs: number, n: number): string {
  if (make === 'mastodon') return String((BigInt(atMs) << 16n) + BigInt(n % 65_536))
  const time = atMs.toString(32).toUpperCase().padStart(10, '0')
  if (make === 'gotosocial') return `${time}${n.toString(32).toUpperCase().padStart(16, '0')}`
  return `A${time.slice(1)}${n.toString(32).padStart(8, '0')}`
}

/** The URI of a post of the pretended server. */
export function uriOf(origin: string, { by, id }: Pick<TestStatus, 'by' | 'id'>): string {
  return `${origin}/users/${by}/statuses/${id}`
}

/** A status as the API tells it, in the shape of Mastodon 4.6; other makes leave fields out. */
export function statusJson(
  status: TestStatus,
  origin: string,
  make: Make,
  nowMs = status.atMs,
): Record<string, unknown> {
  const whole = {
    id: status.id,
    created_at: new Date(status.atMs).toISOString(),
    edited_at: status.editedMs === undefined ? null : new Date(status.editedMs).toISOString(),
    in_reply_to_id: status.answers ?? null,
    sensitive: status.spoiler !== '',
    spoiler_text: status.spoiler,
    visibility: status.visibility,
    language: status.language ?? null,
    uri: uriOf(origin, status),
    url: `${origin}/@${status.by}/${status.id}`,
    content: contentHtml(status.text, origin),
    reblog: null,
    account: accountJson(status.by, origin),
    media_attachments: status.files.map(({ id, alt }) => ({ id, type: 'image', description: alt })),
    mentions: [],
    card: null,
    poll: status.poll === undefined ? null : pollJson(status.poll, make, nowMs),
    quote: null,
  }
  return make === 'pleroma' ? { ...whole, edited_at: undefined, pleroma: { local: true } } : whole
}

/** A poll as the API tells it; Pleroma counts no voters of its own. */
export function pollJson(
  { id, options, multiple, endsMs, votes, voters }: TestPoll,
  make: Make,
  nowMs: number,
): Record<string, unknown> {
  return {
    ...{ id, expires_at: new Date(endsMs).toISOString(), expired: endsMs <= nowMs, multiple },
    ...{ votes_count: votes.reduce((sum, one) => sum + one, 0), voters_count: voters },
    options: options.map((title, at) => ({ title, votes_count: votes[at] ?? 0 })),
    ...{ emojis: [], voted: true, own_votes: [] },
    ...(make === 'pleroma' && { pleroma: { non_anonymous: false } }),
  }
}

/** An account as the API tells it: without the server's own name in `acct`. */
export function accountJson(name: string, origin: string): Record<string, unknown> {
  return {
    ...{ id: `account-${name}`, username: name, acct: name, display_name: `${name} of town`, bot: false },
    ...{ url: `${origin}/@${name}`, uri: `${origin}/users/${name}` },
  }
}

/** Plain text as Mastodon shows it: paragraphs, addresses shortened by hidden parts, names without their server, linked tags. */
function contentHtml(text: string, origin: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const linked = escaped
    .replaceAll(/https?:\/\/[^\s]+/g, shortened)
    .replaceAll(
      /(^|\s)@(\w+)@([\w.-]+)/g,
      '$1<span class="h-card"><a href="https://$3/@$2" class="u-url mention">@<span>$2</span></a></span>',
    )
    .replaceAll(
      /(^|\s)#(\w+)/g,
      `$1<a href="${origin}/tags/$2" class="mention hashtag" rel="tag">#<span>$2</span></a>`,
    )
  return linked
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`)
    .join('')
}

function shortened(address: string): string {
  const [, scheme = '', rest = ''] = /^(https?:\/\/)(.*)$/.exec(address) ?? []
  const [shown, hidden] = [rest.slice(0, 30), rest.slice(30)]
  return `<a href="${address}" target="_blank" rel="nofollow noopener"><span class="invisible">${scheme}</span><span class="ellipsis">${shown}</span><span class="invisible">${hidden}</span></a>`
}
