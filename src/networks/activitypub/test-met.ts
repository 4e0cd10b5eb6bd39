import { onTestFinished } from 'vitest'
import { testServer, type TestServer } from '#networks/activitypub/test-desk.ts'
import { hearNow, inShort } from '#networks/activitypub/test-hearing.ts'
import { stranger, type Posting, type Stranger } from '#networks/activitypub/test-stranger.ts'

const everybody = 'https://www.w3.org/ns/activitystreams#Public'

/** A server of ours, one elsewhere, and a delivery between them that a test may spoil. */
export type Met = { city: TestServer; zoe: Stranger; cityId: string; posting: Posting }

/** A server of ours and one elsewhere whose `zoe` asks us something, rightly signed. */
export async function met(): Promise<Met> {
  const [city, zoe] = [await testServer(), await stranger()]
  onTestFinished(() => city.close())
  onTestFinished(() => zoe.close())
  const cityId = `${city.desk.origin}/ap/actors/havre_clair`
  const posting = {
    ...{ to: `${city.desk.origin}/ap/inbox`, activity: question(zoe, cityId) },
    ...{ keyId: `${zoe.actorId}#main-key`, privateKey: zoe.privateKey },
  }
  return { city, zoe, cityId, posting }
}

/** Somebody asks us something, before everybody. `more`: other fields of the note. */
export function question(
  { origin, actorId }: Stranger,
  cityId: string,
  more: object = {},
): Record<string, unknown> {
  const id = `${origin}/notes/1`
  const mention = { type: 'Mention', href: cityId, name: '@havre_clair' }
  const object = {
    ...{ id, type: 'Note', attributedTo: actorId, content: '<p>Is the water on?</p>', to: [everybody] },
    ...{ tag: [mention], ...more },
  }
  return { id: `${origin}/creates/1`, type: 'Create', actor: actorId, object }
}

/** What our server heard, in few words. */
export async function heardAt({ city }: Met): Promise<string[]> {
  return inShort(await hearNow(city.desk))
}
