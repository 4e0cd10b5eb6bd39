import type { Kysely } from 'kysely'
import type { ContentProblem, ContentToCheck, MediaToCheck, Sender } from '#networks/sender.ts'
import { captionsType, type KeptFile } from '#sending/files/contract.ts'
import { filesNamed } from '#sending/files/recorded.ts'
import { findFiles } from '#sending/files/store.ts'

/** Holds content and each of its files against a target: what is known of a file is read from where it is kept. */
export async function checkFiles(
  db: Kysely<unknown>,
  content: ContentToCheck,
  sender: Pick<Sender, 'check'>,
): Promise<ContentProblem[]> {
  return preflight(content, await findFiles(db, filesNamed(content)), sender)
}

/** Content with what is known of its files, as it is checked. */
export function withFacts(content: ContentToCheck, kept: readonly KeptFile[]): ContentToCheck {
  const known = new Map(kept.map((file) => [file.sha256, file]))
  return { ...content, media: content.media.map((file) => fileWithFacts(file, known)) }
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
  const gone = content.media.flatMap((file, at) => [
    ...(goneProblem(file, at + 1, known.get(file.sha256)) ?? []),
    ...(goneCaptions(file, at + 1, known) ?? []),
  ])
  return [...sender.check(withFacts(content, kept)), ...gone, ...goneImage(content, known)]
}

type Known = ReadonlyMap<string, KeptFile>

function fileWithFacts(file: MediaToCheck, known: Known): MediaToCheck {
  const kept = known.get(file.sha256)
  if (kept === undefined) return file
  const { width, height, seconds, frames, hasSound } = kept
  const captions = file.captions && known.get(file.captions.sha256)
  return {
    ...file,
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(frames === undefined ? {} : { frames }),
    ...(hasSound === undefined ? {} : { hasSound }),
    ...(captions === undefined ? {} : { captionsBytes: captions.bytes }),
    ...(captions?.seconds === undefined ? {} : { captionsSeconds: captions.seconds }),
  }
}

function goneProblem(
  { sha256, mediaType, bytes, name }: MediaToCheck,
  at: number,
  kept: KeptFile | undefined,
): ContentProblem[] | undefined {
  if (kept?.mediaType === mediaType && kept.bytes === bytes) return undefined
  const named = name === undefined ? { en: '', fr: '' } : { en: ` (“${name}”)`, fr: ` (« ${name} »)` }
  return [
    {
      ...{ why: 'file-gone', file: sha256 },
      words: {
        en: `File ${at}${named.en} is not kept here any more. Remove it and choose it again.`,
        fr: `Le fichier ${at}${named.fr} n’est plus conservé ici. Retirez-le et choisissez-le de nouveau.`,
      },
    },
  ]
}

function goneCaptions(
  { sha256, captions }: MediaToCheck,
  at: number,
  known: Known,
): ContentProblem[] | undefined {
  if (captions === undefined || known.get(captions.sha256)?.mediaType === captionsType) return undefined
  return [
    {
      ...{ why: 'captions-gone', file: sha256 },
      words: {
        en: `The captions of file ${at} are not kept here any more. Remove them and choose them again.`,
        fr: `Les sous-titres du fichier ${at} ne sont plus conservés ici. Retirez-les et choisissez-les de nouveau.`,
      },
    },
  ]
}

function goneImage({ card }: ContentToCheck, known: Known): ContentProblem[] {
  const image = card?.image
  if (image === undefined) return []
  const kept = known.get(image.sha256)
  if (kept?.mediaType === image.mediaType && kept.bytes === image.bytes) return []
  return [
    {
      why: 'file-gone',
      words: {
        en: 'The picture of the card is not kept here any more. Remove it and choose it again.',
        fr: 'L’image de la carte n’est plus conservée ici. Retirez-la et choisissez-la de nouveau.',
      },
    },
  ]
}
