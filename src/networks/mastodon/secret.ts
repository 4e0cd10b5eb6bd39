const hidden = '[secret]'

/**
 * A value without a secret in any of its texts: a server may repeat the token it was given in an error, and errors are shown and
 * kept. Deeper than 20 levels nothing is kept.
 */
export function withoutSecret<T>(value: T, secret: string | undefined): T {
  if (secret === undefined || secret === '') return value
  return cleaned(value, [secret, encodeURIComponent(secret)], 0) as T // the same shape, other texts
}

function cleaned(value: unknown, secrets: readonly string[], depth: number): unknown {
  if (typeof value === 'string')
    return secrets.reduce((text, secret) => text.replaceAll(secret, hidden), value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 20) return undefined
  if (Array.isArray(value)) return value.map((one) => cleaned(one, secrets, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, cleaned(one, secrets, depth + 1)]),
  )
}
