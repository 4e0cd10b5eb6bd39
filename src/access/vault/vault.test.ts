import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessMigrations } from '#access/migrations.ts'
import { readKeys, readOrMakeKeys, replaceKeys } from '#access/vault/key-file.ts'
import { rotateSecrets } from '#access/vault/rotation.ts'
import { opened, sealed, secretsKey } from '#access/vault/sealing.ts'
import { vaultState } from '#access/vault/state.ts'
import { openVault } from '#access/vault/vault.ts'
import { systemChance } from '#api/chance.ts'
import { wallClock } from '#kernel/time.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { backup } from '#store/backup.ts'
import { openTestStore } from '#store/test-store.ts'
import type { Store } from '#store/store.ts'

let store: Store
let folder: string
beforeAll(async () => {
  store = await openTestStore([recordsMigrations, accessMigrations])
  folder = await mkdtemp(join(tmpdir(), 'bellwether-vault-'))
}, 30_000)
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

let places = 0
/** A vault with keys of its own, on an empty table. */
async function vault() {
  await sql`delete from secrets`.execute(store.db)
  const dataDir = join(folder, String(places++))
  const open = await openVault({ store, clock: wallClock, dataDir })
  const keep = (name: string, text: string): Promise<void> =>
    store.inTransaction((tx) => open.put(tx, name, text))
  return { ...open, keep, file: open.ground.keyFile, dataDir }
}

test('a secret comes back as it was kept, and can be replaced and forgotten', async () => {
  const { keep, get, forget } = await vault()
  await keep('hook:1', 'whsec_ é 🔑')
  expect(await get('hook:1')).toBe('whsec_ é 🔑')
  await keep('hook:1', 'another')
  expect(await get('hook:1')).toBe('another')
  expect(await store.inTransaction((tx) => forget(tx, 'hook:1'))).toBe(true)
  expect(await get('hook:1')).toBeUndefined()
  expect(await store.inTransaction((tx) => forget(tx, 'hook:1'))).toBe(false)
})

test('a backup of the database holds neither the secret nor the key', async () => {
  const { keep, file } = await vault()
  await keep('hook:1', 'the-secret-itself')
  const copy = join(folder, 'backup.bw')
  await backup(store, copy, () => undefined)
  const raw = await readFile(copy)
  const bytes = raw[0] === 0x1f ? gunzipSync(raw) : raw
  const [key] = await readOrMakeKeys(file, systemChance)
  for (const hidden of [Buffer.from('the-secret-itself'), key?.bytes ?? Buffer.from('?')]) {
    expect(bytes.includes(hidden)).toBe(false)
    expect(bytes.includes(hidden.toString('hex'))).toBe(false)
    expect(bytes.includes(hidden.toString('base64'))).toBe(false)
  }
})

test('rows cannot be swapped, cut short or changed by a bit', async () => {
  const { keep, get } = await vault()
  await keep('a', 'secret of a')
  await keep('b', 'secret of b')
  await sql`update secrets set sealed = (select sealed from secrets where name = 'b') where name = 'a'`.execute(
    store.db,
  )
  await expect(get('a')).rejects.toMatchObject({ name: 'SecretNotOpened' })
  await sql`update secrets set sealed = substring(sealed for 30) where name = 'b'`.execute(store.db)
  await expect(get('b')).rejects.toMatchObject({ name: 'SecretNotOpened' })
})

test('no bit of what is sealed can be changed, and no other name or key opens it', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), bytes, bytes, fc.nat(), (text, one, other, at) => {
      const key = secretsKey(Buffer.from(one))
      const box = sealed(key, { name: 'a', text, chance: systemChance })
      expect(opened(key, { name: 'a', sealed: box })).toBe(Buffer.from(text).toString())
      expect(opened(key, { name: 'b', sealed: box })).toBeUndefined()
      const changed = Buffer.from(box)
      const place = at % changed.length
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
      expect(opened(key, { name: 'a', sealed: changed })).toBeUndefined()
      const isSame = Buffer.from(one).equals(Buffer.from(other))
      expect(opened(secretsKey(Buffer.from(other)), { name: 'a', sealed: box }) !== undefined).toBe(isSame)
    }),
  )
})

test('with another key nothing opens, and the state says which secrets', async () => {
  const { keep, get, file, ground } = await vault()
  await keep('oidc:city', 'client secret')
  await rm(file)
  await openVault({ store, clock: wallClock, dataDir: join(file, '..', '..') })
  await expect(get('oidc:city')).rejects.toThrow(/Bring back the keys folder/)
  expect((await vaultState(ground)).secrets).toMatchObject([{ name: 'oidc:city', opens: false }])
  expect((await rotateSecrets(ground)).notOpened).toEqual(['oidc:city'])
})

test('the key file is ours alone, and one that is not is refused in words', async () => {
  const { file, dataDir } = await vault()
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await chmod(file, 0o640)
  const again = (): Promise<unknown> => openVault({ store, clock: wallClock, dataDir })
  await expect(again()).rejects.toThrow(/chmod 600/)
  await chmod(file, 0o600)
  for (const text of ['', 'short\n', `${Buffer.alloc(31).toString('base64')}\n`, 'x'.repeat(44)]) {
    await writeFile(file, text)
    await expect(again()).rejects.toMatchObject({ name: 'SecretsKeyUnfit' })
  }
})

test('two first starts at once end up with one key', async () => {
  const file = join(folder, 'two', 'keys', 'secrets.key')
  const all = await Promise.all(Array.from({ length: 8 }, () => readOrMakeKeys(file, systemChance)))
  expect(new Set(all.map(([key]) => key?.id)).size).toBe(1)
  expect(await readdir(join(folder, 'two', 'keys'))).toEqual(['secrets.key'])
})

test('after a rotation every secret opens with a new key, and the old one is gone', async () => {
  const { keep, get, file, ground } = await vault()
  const [before] = await readOrMakeKeys(file, systemChance)
  for (let i = 0; i < 20; i++) await keep(`s${i}`, `secret ${i}`)
  expect(await rotateSecrets(ground)).toMatchObject({ resealed: 20, notOpened: [] })
  const keys = await readOrMakeKeys(file, systemChance)
  expect(keys).toHaveLength(1)
  expect(keys[0]?.id).not.toBe(before?.id)
  expect(await get('s7')).toBe('secret 7')
})

test('a rotation that was killed half way leaves everything open, and the next one tidies up', async () => {
  const { keep, get, file, ground } = await vault()
  await keep('a', 'secret of a')
  const old = await readOrMakeKeys(file, systemChance)
  // Killed after the new key was written and before the rows changed; again and again.
  const left = [5, 4, 3, 2, 1].map((i) => secretsKey(Buffer.alloc(32, i)))
  await replaceKeys(file, [...left, ...old])
  expect(await get('a')).toBe('secret of a')
  await keep('b', 'sealed meanwhile')
  expect(await rotateSecrets(ground)).toMatchObject({ resealed: 2, notOpened: [] })
  expect([await get('a'), await get('b')]).toEqual(['secret of a', 'sealed meanwhile'])
  // Killed after the rows changed and before the old keys were dropped.
  const [now] = (await readKeys(file)) ?? []
  if (now) await replaceKeys(file, [now, ...old])
  expect((await vaultState(ground)).keys).toBe(2)
  await rotateSecrets(ground)
  expect(await vaultState(ground)).toMatchObject({ keys: 1, secrets: [{ opens: true }, { opens: true }] })
})

test('a rotation whose transaction fails changes nothing that matters', async () => {
  const { keep, get, ground } = await vault()
  await keep('a', 'secret of a')
  const broken = { ...ground, clock: { ...wallClock, nowMs: () => Number.NaN } }
  await expect(rotateSecrets(broken)).rejects.toThrow(/time|date/i)
  expect(await get('a')).toBe('secret of a')
  await rotateSecrets(ground)
  expect(await get('a')).toBe('secret of a')
})

test('while keys change again and again, nobody reads or keeps in vain', async () => {
  const { keep, get, ground } = await vault()
  await keep('a', 'secret of a')
  const rotations = Promise.all([1, 2, 3].map(() => rotateSecrets(ground)))
  const reads = Promise.all(Array.from({ length: 30 }, () => get('a')))
  const writes = Promise.all(Array.from({ length: 10 }, (_, i) => keep(`n${i}`, `new ${i}`)))
  await Promise.all([rotations, writes])
  expect(new Set(await reads)).toEqual(new Set(['secret of a']))
  expect((await vaultState(ground)).secrets.every(({ opens }) => opens)).toBe(true)
  expect((await vaultState(ground)).keys).toBe(1)
})

test('what is too long for a secret is refused', async () => {
  const { keep } = await vault()
  await expect(keep('a', 'x'.repeat(8193))).rejects.toThrow(RangeError)
  await expect(keep('n'.repeat(201), 'x')).rejects.toThrow(RangeError)
})
