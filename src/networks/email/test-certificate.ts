import { generateKeyPairSync, sign } from 'node:crypto'

/** A certificate that vouches for itself, made when it is asked for, so that no key lies about. PEM. */
export type TestCertificate = { key: string; cert: string }

/** A certificate for one name or address of this machine, valid in 2020 to 2049 (X.509 v3, RSA, SHA-256). */
export function testCertificate(name: string): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const algorithm = sequence(objectId([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]), tlv(5))
  const commonName = sequence(tlv(0x31, sequence(objectId([0x55, 0x04, 0x03]), tlv(0x0c, Buffer.from(name)))))
  const times = sequence(tlv(0x17, Buffer.from('200101000000Z')), tlv(0x17, Buffer.from('491231235959Z')))
  const names = sequence(objectId([0x55, 0x1d, 0x11]), tlv(4, sequence(tlv(0x82, Buffer.from(name)))))
  const signed = sequence(
    ...[tlv(0xa0, tlv(2, Buffer.from([2]))), tlv(2, Buffer.from([1])), algorithm, commonName, times],
    ...[commonName, publicKey.export({ type: 'spki', format: 'der' }), tlv(0xa3, sequence(names))],
  )
  const signature = tlv(3, Buffer.concat([Buffer.from([0]), sign('sha256', signed, privateKey)]))
  const der = sequence(signed, algorithm, signature)
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`,
  }
}

function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, ...parts)
}

function objectId(bytes: readonly number[]): Buffer {
  return tlv(6, Buffer.from(bytes))
}

/** Tag, length, value: DER (X.690). */
function tlv(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts)
  const size = value.length
  const length = size < 128 ? [size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), value])
}
