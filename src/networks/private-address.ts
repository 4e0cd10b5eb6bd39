import { BlockList, isIP } from 'node:net'

// Addresses that are not out on the internet, by the registries of RFC 6890 and what came after.
const inside = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  inside.addSubnet(network, bits, 'ipv4')
}

// Of IPv6 only 2000::/3 is given out; what is in there and still not outside is listed.
const outsideIpv6 = new BlockList()
outsideIpv6.addSubnet('2000::', 3, 'ipv6')
const insideIpv6 = new BlockList()
insideIpv6.addSubnet('2001::', 23, 'ipv6')
insideIpv6.addSubnet('2001:db8::', 32, 'ipv6')
insideIpv6.addSubnet('2002::', 16, 'ipv6')
insideIpv6.addSubnet('3fff::', 20, 'ipv6')

/**
 * Whether an address belongs to ourselves, to the local network or to nobody: a feed must not make us call those.
 * IPv4 inside IPv6 (mapped, 6to4, NAT64) counts as inside too; text that is no address does as well.
 */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return inside.check(address, 'ipv4')
  if (family !== 6) return true
  return !outsideIpv6.check(address, 'ipv6') || insideIpv6.check(address, 'ipv6')
}

/** Whether an address that stands in a URL itself, and so is never looked up, is a private one. */
export function isPrivateHost(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) !== 0 && isPrivateAddress(host)
}
