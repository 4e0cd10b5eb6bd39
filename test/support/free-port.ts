import { createServer, type AddressInfo } from 'node:net'

/** A port of loopback that nobody listens on: for a desk whose address must be known before it opens, or again. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  await new Promise((resolve) => server.close(resolve))
  return port
}
