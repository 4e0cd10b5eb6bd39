import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { command } from '#cli/command.ts'
import type { Out } from '#cli/out.ts'
import type { Words } from '#kernel/words.ts'
import { redactionReasons } from '#records/export/contract.ts'
import { readPublicKeys } from '#records/signing.ts'
import { findingWords } from '#records/verify/finding-words.ts'
import type { ExportFacts, Trusted } from '#records/verify/verdict.ts'
import { verifyFile, type FileVerdict } from '#records/verify/verify-file.ts'

/** Largest file of keys, bytes. */
const keyFileBytesMax = 1_048_576

/** `bellwether records verify FILE`: whether an export is as it was written, with nothing but the file and the key. */
export const recordsVerifyCommand = command({
  name: 'records verify',
  summary: {
    en: 'Check an export of the archive, offline, and name the first entry that is wrong',
    fr: 'Vérifier un extrait des archives, hors ligne, et nommer la première inscription fautive',
  },
  arguments: z.object({
    file: z
      .string()
      .meta({ en: 'The bundle (zip) or its entries.jsonl', fr: 'Le zip, ou son entries.jsonl' }),
  }),
  flags: z.object({
    key: z.string().optional().meta({
      en: 'The published key: a PEM file, or its fingerprint (64 digits)',
      fr: 'La clé publiée : un fichier PEM, ou son empreinte (64 chiffres)',
    }),
  }),
  examples: ['records verify export.zip --key public-key.pem', 'records verify entries.jsonl --json'],
  run: async ({ arguments: { file }, flags, out }) => {
    const trusted = await readTrusted(flags.key)
    const found = 'problem' in trusted ? trusted : await fileProblem(file)
    if (found !== undefined && 'problem' in found) return cannot(out, found.problem)
    const verdict = await verify(file, trusted as Trusted, out) // the other case has just returned
    if (out.signal.aborted) return 2
    await say(out, file, verdict)
    return verdict.ok ? 0 : 1
  },
})

async function readTrusted(key: string | undefined): Promise<Trusted | { problem: Words }> {
  if (key === undefined) return { keys: [] }
  const fingerprint = key.replaceAll(/[\s:]/g, '').toLowerCase()
  if (/^[0-9a-f]{64}$/.test(fingerprint)) return { keys: [], fingerprint }
  const problem = await fileProblem(key)
  if (problem !== undefined) return problem
  if ((await stat(key)).size > keyFileBytesMax) return { problem: noKey(key) }
  const keys = readPublicKeys(await readFile(key, 'utf8'))
  return keys.length === 0 ? { problem: noKey(key) } : { keys }
}

function noKey(file: string): Words {
  return {
    en: `There is no public key in ${file}. Take it from /records/key of the office, as it is.`,
    fr: `Il n’y a pas de clé publique dans ${file}. Prenez-la telle quelle à /records/key du bureau.`,
  }
}

async function fileProblem(file: string): Promise<{ problem: Words } | undefined> {
  try {
    const found = await stat(file)
    if (found.isFile()) return undefined
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
  }
  return {
    problem: { en: `${file} is not a file that can be read.`, fr: `${file} n’est pas un fichier lisible.` },
  }
}

async function cannot(out: Out, problem: Words): Promise<2> {
  if (out.isJson) await out.json({ ok: false, problem: problem[out.locale] })
  else out.note(problem)
  return 2
}

async function verify(file: string, trusted: Trusted, out: Out): Promise<FileVerdict> {
  const progress = out.progress({ en: 'Verifying', fr: 'Vérification' })
  try {
    return await verifyFile(file, {
      trusted,
      script: new URL('verify-worker.js', import.meta.url),
      signal: out.signal,
      onProgress: (done, total) => progress.update(done, total),
    })
  } finally {
    progress.done()
  }
}

async function say(out: Out, file: string, verdict: FileVerdict): Promise<void> {
  if (out.isJson) {
    await out.json({ file, ...verdict })
    return
  }
  if (!verdict.ok) {
    out.line({ en: 'NOT AS IT WAS WRITTEN', fr: 'NON CONFORME À CE QUI A ÉTÉ ÉCRIT' })
    out.line(findingWords(verdict.finding))
    return
  }
  const { facts } = verdict
  out.line({ en: 'As it was written.', fr: 'Conforme à ce qui a été écrit.' })
  out.line(countWords(facts))
  if (facts.blackFields > 0) out.line(blackWords(facts))
  out.line(headWords(facts))
  out.line(keyWords(facts))
}

function countWords({ entries, leftOut, from, to }: ExportFacts): Words {
  return {
    en: `${entries} entries in full and ${leftOut} by their hash alone make up the archive from entry ${from} to ${to} without a gap.`,
    fr: `${entries} inscriptions complètes et ${leftOut} par leur seule empreinte forment les archives de l’inscription ${from} à ${to}, sans lacune.`,
  }
}

function blackWords({ blackFields, reasons }: ExportFacts): Words {
  const known: Record<string, Words> = redactionReasons
  const list = (locale: 'en' | 'fr', between: string): string =>
    Object.entries(reasons)
      .map(([reason, count]) => `${known[reason]?.[locale] ?? reason}${between}${count}`)
      .join('; ')
  return {
    en: `${blackFields} fields were blacked out by the office itself (${list('en', ': ')}).`,
    fr: `${blackFields} champs ont été caviardés par le bureau lui-même (${list('fr', ' : ')}).`,
  }
}

function headWords({ head }: ExportFacts): Words {
  return {
    en: `State of the archive at entry ${head.seq}, signed ${head.at}: ${head.hash}`,
    fr: `État des archives à l’inscription ${head.seq}, signé le ${head.at} : ${head.hash}`,
  }
}

function keyWords({ fingerprint, isTrusted }: ExportFacts): Words {
  if (isTrusted)
    return {
      en: `Signed with the key you gave: ${fingerprint}`,
      fr: `Signé avec la clé que vous avez donnée : ${fingerprint}`,
    }
  return {
    en: `Checked with the key that came in the file, which anybody could have put there. Compare its fingerprint with the one the office publishes (/records/key), or give it with --key:\n${fingerprint}`,
    fr: `Vérifié avec la clé jointe au fichier, que n’importe qui peut y avoir mise. Comparez son empreinte à celle que le bureau publie (/records/key), ou donnez-la avec --key :\n${fingerprint}`,
  }
}
