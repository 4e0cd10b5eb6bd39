const legacyZone = /(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})(?:\s+\d{4})?$/i

/**
 * Reads a date as recorded files write it: ISO 8601, epoch seconds, ms or µs, or Twitter's own form.
 *
 * @returns epoch ms, or undefined when it is not a date. A date without a zone is read as UTC.
 */
export function readTime(value: unknown): number | undefined {
  if (typeof value === 'number') return fromEpoch(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (text === '' || text.length > 64) return undefined
  if (/^-?\d+(\.\d+)?$/.test(text))
    return text.length < 9 && text !== '0' ? undefined : fromEpoch(Number(text))
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return fromIso(text)
  return finite(Date.parse(legacyZone.test(text) ? text : `${text} UTC`))
}

function fromIso(text: string): number | undefined {
  const joined = text.replace(/^(\d{4}-\d{2}-\d{2})\s+/, '$1T').replace(/\s+(?=[+-]\d|Z)/i, '')
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(joined.slice(10))
  const zoned = hasZone || joined.length <= 10 ? joined : `${joined}Z`
  return finite(Date.parse(zoned.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')))
}

function fromEpoch(value: number): number | undefined {
  const size = Math.abs(value)
  if (size < 1e11) return finite(Math.round(value * 1000))
  if (size < 1e14) return finite(Math.round(value))
  return size < 1e17 ? finite(Math.round(value / 1000)) : undefined
}

function finite(ms: number): number | undefined {
  return Number.isFinite(ms) ? ms : undefined
}
