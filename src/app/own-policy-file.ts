import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { Words } from '#kernel/words.ts'
import { ownPolicyLimits } from '#listening/policy/organization/limits.ts'
import { readOwnPolicy, type OwnPolicy } from '#listening/policy/organization/own-policy.ts'

/** The organization's own policy file cannot be used. Whatever asked for it stops here: a broken file never lets a search through. */
export class OwnPolicyUnfit extends Error {
  override name = 'OwnPolicyUnfit'
  readonly words: Words
  /** Every reason, then the file: for a table that cuts long lines. */
  readonly reasons: Words
  constructor(path: string, problems: readonly Words[]) {
    const words = unfitWords(path, problems)
    super(words.en)
    this.words = words
    this.reasons = {
      en: `${listOf(problems, 'en')} (${path}; the desk does not start)`,
      fr: `${listOf(problems, 'fr')} (${path} ; le poste ne démarre pas)`,
    }
  }
}

/**
 * Reads the organization's own policy file; undefined when none is set.
 *
 * @throws OwnPolicyUnfit when it cannot be read or anything in it is wrong, with every reason
 */
export async function ownPolicyAt(path: string | undefined): Promise<OwnPolicy | undefined> {
  if (path === undefined) return undefined
  const bytes = await bytesOf(path)
  const read = readOwnPolicy(bytes)
  if (!read.ok) throw new OwnPolicyUnfit(path, read.problems)
  return read.policy
}

/** At most one byte more than allowed, so that the reader can say that it is too much. */
async function bytesOf(path: string): Promise<Uint8Array> {
  const file = await opened(path)
  try {
    // A pipe or a device may never end.
    if (!(await file.stat()).isFile()) throw new OwnPolicyUnfit(path, [noFile])
    const room = Buffer.alloc(ownPolicyLimits.bytesMax + 1)
    const { bytesRead } = await file.read(room, 0, room.length, 0)
    return room.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK a named pipe would make us wait for its writer.
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException // what open rejects with
    throw new OwnPolicyUnfit(path, [code === 'ENOENT' ? missing : closed(code ?? 'unknown')])
  }
}

const missing: Words = {
  en: 'there is no such file. Bring it back, or take the setting away',
  fr: 'ce fichier n’existe pas. Remettez-le, ou retirez le réglage',
}
const noFile: Words = {
  en: 'it is no ordinary file. Name one JSON file',
  fr: 'ce n’est pas un fichier ordinaire. Nommez un fichier JSON',
}

function closed(code: string): Words {
  return {
    en: `it cannot be opened (${code}). Check who may read it`,
    fr: `il ne peut pas être ouvert (${code}). Vérifiez qui peut le lire`,
  }
}

function unfitWords(path: string, problems: readonly Words[]): Words {
  return {
    en: `The policy file ${path} cannot be used, so no search is let through: ${listOf(problems, 'en')}.`,
    fr: `Le fichier de règles ${path} est inutilisable, aucune veille n’est donc admise : ${listOf(problems, 'fr')}.`,
  }
}

function listOf(problems: readonly Words[], locale: 'en' | 'fr'): string {
  return problems.map((problem) => problem[locale]).join(locale === 'fr' ? ' ; ' : '; ')
}
