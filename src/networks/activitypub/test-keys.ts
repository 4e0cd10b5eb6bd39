import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** A key pair of a test. */
export type TestKey = { privateKey: KeyObject; privatePem: string; pem: string }

const made = new Map<string, TestKey>()

/** The key pair of that name: the same one all through a run, because making one takes a second. */
export function testKey(name: string, modulusLength = 2048): TestKey {
  const label = `${name} ${modulusLength}`
  const key = made.get(label) ?? newKey(modulusLength)
  made.set(label, key)
  return key
}

function newKey(modulusLength: number): TestKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength })
  const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const pem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
  return { privateKey: createPrivateKey(privatePem), privatePem, pem }
}
