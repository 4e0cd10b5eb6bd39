import { keys } from '#networks/activitypub/addresses.ts'
import type { FederationDesk } from '#networks/activitypub/desk.ts'
import type { WireDocument } from '#networks/activitypub/documents.ts'

/** Where this server describes itself. */
export const nodeInfoPath = '/ap/nodeinfo/2.1'

/** Where the description is. Source: nodeinfo.diaspora.software/protocol. */
export function nodeInfoLinks({ origin }: FederationDesk): WireDocument {
  const rel = 'http://nodeinfo.diaspora.software/ns/schema/2.1'
  return { links: [{ rel, href: `${origin}${nodeInfoPath}` }] }
}

/** What this server is. */
export async function nodeInfo(desk: FederationDesk): Promise<WireDocument> {
  const actors = await desk.actors()
  const counts = await Promise.all(actors.map(({ name }) => desk.store.count(keys.notes(name))))
  const localPosts = counts.reduce((sum, count) => sum + count, 0)
  return {
    ...{ version: '2.1', software: { name: 'bellwether', version: desk.version } },
    ...{ protocols: ['activitypub'], services: { inbound: [], outbound: [] }, openRegistrations: false },
    ...{ usage: { users: { total: actors.length }, localPosts }, metadata: {} },
  }
}
