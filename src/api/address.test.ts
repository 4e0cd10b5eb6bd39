import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countedAddress } from '#api/address.ts'

test('behind a proxy the address it added counts, not those that were claimed before it', () => {
  const behind = (forwarded: string | undefined, peer = '127.0.0.1'): string =>
    countedAddress({ peer, isProxied: true, forwarded })
  expect(behind('198.51.100.7')).toBe('198.51.100.7')
  expect(behind('1.1.1.1, 2.2.2.2, 198.51.100.7')).toBe('198.51.100.7')
  expect(behind('198.51.100.7', '::ffff:10.0.0.2')).toBe('198.51.100.7')
  for (const odd of [undefined, '', 'unknown', '198.51.100.7, ', 'evil', '1.2.3.4:80'])
    expect(behind(odd)).toBe('127.0.0.1')
})

test('whoever comes from outside, or to a desk without a proxy, claims no other address', () => {
  expect(countedAddress({ peer: '203.0.113.9', isProxied: true, forwarded: '1.1.1.1' })).toBe('203.0.113.9')
  expect(countedAddress({ peer: '127.0.0.1', isProxied: false, forwarded: '1.1.1.1' })).toBe('127.0.0.1')
  expect(countedAddress({ peer: undefined, isProxied: true, forwarded: '1.1.1.1' })).toBe('unknown')
})

test('the many addresses of one IPv6 network count as one', () => {
  const of = (peer: string): string => countedAddress({ peer, isProxied: false, forwarded: undefined })
  expect(of('2001:db8:1:2:3:4:5:6')).toBe(of('2001:0DB8:1:2::9'))
  expect(of('2001:db8:1:2::1')).not.toBe(of('2001:db8:1:3::1'))
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      expect(of(address)).toMatch(/^([0-9a-f]{1,4}:){4}:\/64$|^\d+\.\d+\.\d+\.\d+$/)
    }),
  )
})
