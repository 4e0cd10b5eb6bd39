import type { XClient } from '#networks/x/wire/client.ts'
import { lookupFields, streamFields } from '#networks/x/wire/fields.ts'

/**
 * Looks posts up with all that is asked of each. X's document of 2026-08 names the fields otherwise than X's own guides do, and a
 * name that X does not know is answered with 400: then the other names are tried, and kept where they are good.
 */
export function lookUpBy(client: XClient): XClient {
  let fields = lookupFields
  return async (request, needs) => {
    const asked = (names: typeof fields): ReturnType<XClient> =>
      client({ ...request, query: { ...names, ...request.query } }, needs)
    const first = await asked(fields)
    if (first.kind !== 'refused' || first.why !== 'not-accepted') return first
    const other = fields === lookupFields ? streamFields : lookupFields
    const second = await asked(other)
    if (second.kind === 'answer') fields = other
    return second
  }
}
