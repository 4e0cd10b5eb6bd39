import { expect, test } from 'vitest'
import { isPrivateAddress } from '#networks/private-address.ts'

test('our own machine, the local network and addresses of nobody are private, however they are written', () => {
  const inside = [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
  ]
  const insideIpv6 = [
    '::',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
  ]
  for (const address of [...inside, ...insideIpv6, '255.255.255.255', '224.0.0.1', 'not an address', '']) {
    expect([address, isPrivateAddress(address)]).toEqual([address, true])
  }
})

test('addresses out on the internet are not private', () => {
  for (const address of ['8.8.8.8', '93.184.216.34', '172.32.0.1', '2606:4700::1111']) {
    expect([address, isPrivateAddress(address)]).toEqual([address, false])
  }
})
