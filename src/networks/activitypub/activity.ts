import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import { federationLimits } from '#networks/activitypub/desk.ts'
import { fieldsOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

const Id = z.string().min(1).max(federationLimits.urlLengthMax)
const Named = z.union([Id, z.looseObject({ id: Id }).transform(({ id }) => id)])

const Wire = z.looseObject({ id: Id, type: z.string().max(100), actor: Named, object: z.unknown() })

/** What somebody elsewhere did. Which other fields it has matters to nobody here. */
export type Activity = {
  id: string
  type: string
  actorId: string
  /** The address of what it was done to, where it has one. */
  objectId: string | undefined
  /** The thing itself, where it came along. */
  object: UnknownFields | undefined
}

/** Reads an activity; undefined for what is none. Its id has to be on the server of its actor: nobody speaks for another's. */
export function readActivity(body: Uint8Array): Activity | undefined {
  const wire = Wire.safeParse(jsonOf(new TextDecoder().decode(body))).data
  if (wire === undefined || originOf(wire.id) === undefined || originOf(wire.id) !== originOf(wire.actor))
    return undefined
  const one: unknown = Array.isArray(wire.object) && wire.object.length === 1 ? wire.object[0] : wire.object
  const object = fieldsOf(one)
  const objectId = typeof one === 'string' ? one : textOf(object, 'id')
  return { id: wire.id, type: wire.type, actorId: wire.actor, objectId, object }
}

/** The origin of an address of the web; undefined for anything else. */
export function originOf(address: string | undefined): string | undefined {
  const url = URL.parse(address ?? '')
  return url !== null && /^https?:$/.test(url.protocol) ? url.origin : undefined
}
