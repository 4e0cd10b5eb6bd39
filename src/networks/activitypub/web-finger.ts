import { actorId, actorNameOf } from '#networks/activitypub/addresses.ts'
import { actorNamed, type FederationDesk } from '#networks/activitypub/desk.ts'
import { activityType } from '#networks/activitypub/sign.ts'

/**
 * Finds an actor by what people type: `acct:name@host`, or its address.
 *
 * Source: RFC 7033 (WebFinger); docs.joinmastodon.org/spec/webfinger.
 */
export async function findVoice(resource: string | null, desk: FederationDesk): Promise<Response> {
  const { host } = new URL(desk.origin)
  if (resource === null || resource.length > 1000) return new Response('bad-resource', { status: 400 })
  const account = /^(?:acct:)?@?([^@\s]{1,100})@([^@\s]{1,300})$/.exec(resource)
  const isHere = account?.[2]?.toLowerCase() === host
  const name = isHere ? account?.[1]?.toLowerCase() : actorNameOf(desk.origin, resource)
  const actor = await actorNamed(desk, name ?? '')
  if (actor === undefined) return new Response('not-found', { status: 404 })
  const id = actorId(desk.origin, actor.name)
  const found = {
    subject: `acct:${actor.name}@${host}`,
    aliases: [id, actor.url],
    links: [
      { rel: 'self', type: activityType, href: id },
      { rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href: actor.url },
    ],
  }
  const headers = { 'content-type': 'application/jrd+json', 'access-control-allow-origin': '*' }
  return new Response(JSON.stringify(found), { headers })
}
