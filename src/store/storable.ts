/** Text as PostgreSQL takes it: it keeps neither null characters nor half surrogate pairs; the rest stays as it was. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed()
}

/** A value as JSON text that PostgreSQL takes, whatever characters people sent in it. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? storableText(part) : part,
  )
}
