import { isUrl } from '#kernel/url.ts'

/**
 * Links of a campaign say so: `utm_source`, `utm_medium` and `utm_campaign` are added to addresses of sites the team listed, as text,
 * so that the rest of an address stays letter for letter as it was written. Pure, and done before approval: it is part of the bytes.
 */

/** How the links of one version are tagged. */
export type LinkTags = {
  /** Host names as `hostIn` gives them. */
  hosts: readonly string[]
  campaign: string
  /** The network it goes out on. */
  network: string
}

/** Everything that begins like an address of the web, up to a space or a sign no address holds. Bounded by the text itself. */
const address = /https?:\/\/[^\s<>"«»“”\u0000-\u001F]+/giu

/** Signs that end a sentence or a bracket, and no address. */
const trailing: ReadonlySet<string> = new Set(".,;:!?…'’*_~]}")

/** What carries tags of its own already is left as its writer wants it. */
const tagged = /[?&;]utm_[a-z]+=/iu

/** The medium statistics group networks by. */
function mediumOf(network: string): string {
  if (network === 'email') return 'email'
  if (network === 'webpush') return 'push'
  return network === 'pages' ? 'web' : 'social'
}

/** The words of a version with its links tagged; without tags, the words as they are. */
export function withCampaign(text: string, tags: LinkTags | undefined): string {
  if (tags === undefined || tags.hosts.length === 0) return text
  const hosts = new Set(tags.hosts)
  const query = queryOf(tags)
  return text.replaceAll(address, (found) => {
    const url = bareAddress(found)
    return `${taggedUrl(url, hosts, query)}${found.slice(url.length)}`
  })
}

/** One address, of a card for example, tagged where it leads to a listed site. */
export function withCampaignUrl(url: string, tags: LinkTags | undefined): string {
  return tags === undefined ? url : taggedUrl(url, new Set(tags.hosts), queryOf(tags))
}

function queryOf({ network, campaign }: LinkTags): string {
  const all = { utm_source: network, utm_medium: mediumOf(network), utm_campaign: campaign }
  return new URLSearchParams(all).toString()
}

function taggedUrl(url: string, hosts: ReadonlySet<string>, query: string): string {
  if (!isUrl(url) || tagged.test(url)) return url
  const { protocol, hostname, username, port } = new URL(url)
  const isOurs = /^https?:$/u.test(protocol) && hosts.has(hostname) && username === '' && port === ''
  if (!isOurs) return url
  const cut = url.indexOf('#')
  const [address, fragment] = cut === -1 ? [url, ''] : [url.slice(0, cut), url.slice(cut)]
  return `${joined(address, query)}${fragment}`
}

function joined(address: string, query: string): string {
  if (!address.includes('?')) {
    const hasPath = /^https?:\/\/[^/]+\//iu.test(address)
    return `${address}${hasPath ? '' : '/'}?${query}`
  }
  return /[?&]$/u.test(address) ? `${address}${query}` : `${address}&${query}`
}

/** An address without the signs of the sentence around it: a closing bracket belongs to it only where it was opened in it. */
function bareAddress(found: string): string {
  let open = count(found, '(') - count(found, ')')
  let end = found.length
  while (end > 0) {
    const last = found.charAt(end - 1)
    if (last === ')' && open < 0) open += 1
    else if (!trailing.has(last)) break
    end -= 1
  }
  return found.slice(0, end)
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}
