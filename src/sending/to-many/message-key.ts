import { createHash } from 'node:crypto'

/** Names a message to many for ever, in the letters that mail takes: parts may have others. */
export function messageKeyOf(partKey: string): string {
  return createHash('sha256').update(partKey).digest('hex').slice(0, 32)
}
