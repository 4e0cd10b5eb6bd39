import { isIP, isIPv6 } from 'node:net'

/**
 * The address that limits count, out of the one a connection came from and what a proxy says.
 *
 * We speak no https ourselves, so where people use an https address a proxy stands before us, and all connections come from
 * it: counted by those, one stranger would use up everybody's turns. Then the last address it added counts; those before it
 * are claims of whoever asked. A home or an office has a whole IPv6 /64, so that counts as one.
 *
 * @param o.isProxied people use an https address
 * @param o.forwarded the X-Forwarded-For header
 */
export function countedAddress(o: {
  peer: string | undefined
  isProxied: boolean
  forwarded: string | undefined
}): string {
  const peer = o.peer?.replace(/^::ffff:(?=[\d.]+$)/i, '')
  if (peer === undefined) return 'unknown'
  const last = o.forwarded?.split(',').at(-1)?.trim() ?? ''
  return shared(o.isProxied && isNear(peer) && isIP(last) !== 0 ? last : peer)
}

/** This machine or its own network: where a proxy of ours can be. Anybody else could claim any address. */
function isNear(address: string): boolean {
  return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd])/i.test(address)
}

function shared(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: gap }, () => '0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
