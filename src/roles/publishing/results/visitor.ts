import type { Visitor } from '#roles/publishing/results/tables.ts'

/** Words in the names of programs that fetch pages for no reader: crawlers, previews of links, checks. */
const robots =
  /bot\b|bot[/;)]|crawl|spider|slurp|preview|externalhit|fetch|monitor|scan|validator|lighthouse|headless|curl|wget|python|java\/|okhttp|axios|go-http|node|libwww|mastodon|pleroma|akkoma|misskey|http:|https:/iu

/**
 * Who opens a page, told from what a browser says of itself in this one request, and forgotten with it. Browsers say when they fetch
 * a page before anybody asked for it. Programs that call themselves browsers are taken for people.
 */
export function visitorOf(header: (name: string) => string | undefined): Visitor {
  const ahead = [header('sec-purpose'), header('purpose'), header('x-moz')].join(' ').toLowerCase()
  if (/prefetch|prerender|preview/u.test(ahead)) return 'ahead'
  const name = header('user-agent') ?? ''
  if (!name.startsWith('Mozilla/') || robots.test(name)) return 'robots'
  return (header('accept') ?? '').includes('text/html') ? 'people' : 'robots'
}
