/** An object from a wire whose fields nobody has checked yet. */
export type UnknownFields = Readonly<Record<string, unknown>>

/** Reads a value from a wire as an object, or undefined when it is none. */
export function fieldsOf(value: unknown): UnknownFields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return value as UnknownFields // checked on the line above
}

/** Reads a field as text, or undefined when it is none. */
export function textOf(fields: UnknownFields | undefined, name: string): string | undefined {
  const value = fields?.[name]
  return typeof value === 'string' ? value : undefined
}

/** Reads a field as a list of at most `countMax` values; anything else is an empty list. */
export function listOf(fields: UnknownFields | undefined, name: string, countMax = 100): readonly unknown[] {
  const value = fields?.[name]
  if (!Array.isArray(value)) return []
  return value.length <= countMax ? value : value.slice(0, countMax)
}
