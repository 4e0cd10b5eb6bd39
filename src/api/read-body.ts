import type { KitProblem } from '#api/problems.ts'

/** Limits of what a request may carry. */
export const bodyLimits = { bytesMax: 1024 * 1024, depthMax: 32, valuesMax: 200_000 } as const

/** What came of reading a request's body. */
export type BodyRead =
  | { ok: true; value: unknown }
  | { ok: false; status: 400 | 413 | 415 | 422; error: KitProblem }

/** Reads a request's JSON body within limits; bad input is a refusal, never an exception. */
export async function readJsonBody(request: Request): Promise<BodyRead> {
  if (!isJsonType(request.headers.get('content-type')))
    return { ok: false, status: 415, error: 'wrong-content-type' }
  if (Number(request.headers.get('content-length') ?? 0) > bodyLimits.bytesMax) return tooLarge
  const bytes = await readWithin(request.body, bodyLimits.bytesMax)
  if (bytes === undefined) return tooLarge
  return parseJson(bytes)
}

const tooLarge: BodyRead = { ok: false, status: 413, error: 'too-large' }

/** Reads bytes as JSON and checks that the value is one we can hold. */
export function parseJson(bytes: Uint8Array): BodyRead {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return { ok: false, status: 400, error: 'not-json' }
  }
  const error = unholdable(value)
  return error ? { ok: false, status: 422, error } : { ok: true, value }
}

/**
 * Why a value from outside cannot be held: nested too deeply, too many parts, or a text with a null character,
 * which PostgreSQL refuses. Iterative, so that a hostile value cannot exhaust the stack.
 */
export function unholdable(value: unknown): 'too-deep' | 'too-large' | 'unreadable-text' | undefined {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 1 }]
  let seen = 0
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value === 'string' && next.value.includes('\0')) return 'unreadable-text'
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.depth > bodyLimits.depthMax) return 'too-deep'
    for (const [key, inner] of Object.entries(next.value)) {
      if (key.includes('\0')) return 'unreadable-text'
      if (++seen > bodyLimits.valuesMax) return 'too-large'
      open.push({ value: inner, depth: next.depth + 1 })
    }
  }
  return undefined
}

function isJsonType(type: string | null): boolean {
  return /^application\/(?:[\w.+-]+\+)?json(?:\s*;|$)/i.test(type ?? '')
}

/** Reads a body up to that many bytes; undefined when there is more. */
export async function readWithin(
  body: ReadableStream<Uint8Array> | null,
  bytesMax: number,
): Promise<Uint8Array | undefined> {
  if (!body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = body.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.byteLength
    if (length > bytesMax) {
      await reader.cancel()
      return undefined
    }
    chunks.push(read.value)
  }
  return Buffer.concat(chunks)
}
