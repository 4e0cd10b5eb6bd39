/** The body of a request, or undefined where it is longer than `bytesMax`: then reading stops. */
export async function readBody(request: Request, bytesMax: number): Promise<Uint8Array | undefined> {
  const told = Number(request.headers.get('content-length') ?? 0)
  if (told > bytesMax) return undefined
  const parts: Uint8Array[] = []
  let bytes = 0
  // The types of the browser do not know that a stream can be walked.
  const stream = (request.body ?? []) as AsyncIterable<Uint8Array> | never[]
  for await (const part of stream) {
    bytes += part.byteLength
    if (bytes > bytesMax) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
