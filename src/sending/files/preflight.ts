import type { Kysely } from 'kysely'
import type { ContentProblem, ContentToCheck, MediaToCheck, Sender } from '#networks/sender.ts'
import type { KeptFile } from '#sending/files/contract.ts'
import { findFiles } from '#sending/files/store.ts'

/** Holds content and each of its files against a target: what is known of a file is read from where it is kept. */
export async function checkFiles(
  db: Kysely<unknown>,
  content: ContentToCheck,
  sender: Pick<Sender, 'check'>,
): Promise<ContentProblem[]> {
  const kept = await findFiles(
    db,
    content.media.map(({ sha256 }) => sha256),
  )
  return preflight(content, kept, sender)
}

/**
 * Why content cannot go out to one target as it stands. Pure. A file that is not kept, or is not what the content says of it, would
 * be found when it is sent; it is said now.
 */
export function preflight(
  content: ContentToCheck,
  kept: readonly KeptFile[],
  sender: Pick<Sender, 'check'>,
): ContentProblem[] {
  const known = new Map(kept.map((file) => [file.sha256, file]))
  const media = content.media.map((file) => withFacts(file, known.get(file.sha256)))
  const gone = content.media.flatMap((file, at) => goneProblem(file, at + 1, known.get(file.sha256)) ?? [])
  return [...sender.check({ ...content, media }), ...gone]
}

function withFacts(file: MediaToCheck, kept: KeptFile | undefined): MediaToCheck {
  if (kept === undefined) return file
  const { width, height, seconds, frames } = kept
  return {
    ...file,
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(frames === undefined ? {} : { frames }),
  }
}

function goneProblem(
  { sha256, mediaType, bytes, name }: MediaToCheck,
  at: number,
  kept: KeptFile | undefined,
): ContentProblem | undefined {
  if (kept?.mediaType === mediaType && kept.bytes === bytes) return undefined
  const named = name === undefined ? { en: '', fr: '' } : { en: ` (“${name}”)`, fr: ` (« ${name} »)` }
  return {
    ...{ why: 'file-gone', file: sha256 },
    words: {
      en: `File ${at}${named.en} is not kept here any more. Remove it and choose it again.`,
      fr: `Le fichier ${at}${named.fr} n’est plus conservé ici. Retirez-le et choisissez-le de nouveau.`,
    },
  }
}
