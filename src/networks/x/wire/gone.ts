import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

/** X says with 200 that something is not there. */
export function saysGone(body: UnknownFields | undefined): boolean {
  return listOf(body, 'errors', 10)
    .map(fieldsOf)
    .some((error) => (textOf(error, 'type') ?? '').endsWith('/problems/resource-not-found'))
}
