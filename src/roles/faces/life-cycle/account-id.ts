/** A name that can be read in permissions and records: `bluesky.havre-clair.example`, as publishing makes it for accounts noted by hand. */
export function accountIdOf({ network, handle }: { network: string; handle: string }): string {
  const plain = handle.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const word = plain.replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-+|-+$/gu, '')
  return `${network}.${word === '' ? Buffer.from(handle).toString('base64url') : word}`.slice(0, 100)
}
