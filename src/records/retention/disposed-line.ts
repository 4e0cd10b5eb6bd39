/** One emptied entry in the digest that a disposal carries: whoever checks can tell that no other was emptied in its name. */
export function disposedLine(row: { seq: number; hash: Buffer }): string {
  return `${row.seq} ${row.hash.toString('hex')}\n`
}
