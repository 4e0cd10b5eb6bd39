import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { SecretsKeyUnfit } from '#access/vault/errors.ts'
import { keyBytes, secretsKey, type SecretsKey } from '#access/vault/sealing.ts'
import { randomText, systemChance, type Chance } from '#api/chance.ts'

/** Name of the file of keys, in the keys folder of the data folder. */
export const secretsKeyFile = 'secrets.key'

/** Keys in the file: the one that seals, and while keys are changed those that still open. */
export const keysInFileMax = 16

/**
 * The keys of secrets: the first seals, all open. Made on first start; of two first starts at once one wins.
 *
 * The file has one key a line, base64. It lies outside the database, so that a copy of the database tells nothing.
 *
 * @throws SecretsKeyUnfit when the file is not what it should be, or others may read it
 */
export async function readOrMakeKeys(file: string, chance: Chance): Promise<SecretsKey[]> {
  const found = await readKeys(file)
  if (found !== undefined) return found
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const fresh = await writeBeside(file, [newSecretsKey(chance)])
  try {
    // A link appears whole or not at all, and never over a file that is there.
    await link(fresh, file)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    await rm(fresh, { force: true })
  }
  return (await readKeys(file)) ?? []
}

/** A new key. */
export function newSecretsKey(chance: Chance): SecretsKey {
  return secretsKey(Buffer.from(chance.bytes(keyBytes)))
}

/** The keys in the file; undefined where there is none. */
export async function readKeys(file: string): Promise<SecretsKey[] | undefined> {
  try {
    // On Windows modes say nothing; there the folder's own rights count.
    if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0)
      throw unfit(file, openToOthers)
    return parseKeys(file, await readFile(file, 'utf8'))
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function parseKeys(file: string, text: string): SecretsKey[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const keys = lines.map((line) =>
    /^[\w+/]{43}=$/.test(line) ? Buffer.from(line, 'base64') : Buffer.alloc(0),
  )
  const isFit =
    keys.length >= 1 && keys.length <= keysInFileMax && keys.every((key) => key.length === keyBytes)
  if (!isFit) throw unfit(file, wrongLength)
  return keys.map(secretsKey)
}

/** Puts other keys in place of the file, at once: whoever reads sees the old ones or the new ones. */
export async function replaceKeys(file: string, keys: readonly SecretsKey[]): Promise<void> {
  await rename(await writeBeside(file, keys), file)
  const folder = await open(dirname(file), 'r')
  // The new name is safe on disk only when its folder is.
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function writeBeside(file: string, keys: readonly SecretsKey[]): Promise<string> {
  const beside = `${file}.${randomText(systemChance, 6)}.new`
  const handle = await open(beside, 'wx', 0o600)
  try {
    await handle.writeFile(keys.map(({ bytes }) => `${bytes.toString('base64')}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
  return beside
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

type About = (file: string) => { en: string; fr: string }

function unfit(file: string, about: About): SecretsKeyUnfit {
  return new SecretsKeyUnfit(about(file))
}

const openToOthers: About = (file) => ({
  en: `The key of secrets, ${file}, can be read by others on this machine. Nothing was opened. Take that away: chmod 600 ${file}`,
  fr: `La clé des secrets, ${file}, peut être lue par d’autres sur cette machine. Rien n’a été ouvert. Retirez ce droit : chmod 600 ${file}`,
})
const wrongLength: About = (file) => ({
  en: `The key of secrets, ${file}, is damaged: each line should be 32 bytes as base64. Bring back the file from where you keep the keys folder. Without it secrets have to be set again: move the file away, then start.`,
  fr: `La clé des secrets, ${file}, est endommagée : chaque ligne doit contenir 32 octets en base64. Remettez le fichier depuis votre copie du dossier des clés. Sans lui, les secrets devront être saisis de nouveau : déplacez le fichier, puis démarrez.`,
})
