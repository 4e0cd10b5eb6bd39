import type { Words } from '#kernel/words.ts'
import type { ContentRules } from '#networks/check-content.ts'
import type { ContentProblem, MediaLimits, MediaToCheck } from '#networks/sender.ts'

/** Why a file cannot go out as it stands. Every sentence names the file, the network, the limit and what helps. Pure. */
export function mediaProblems(file: MediaToCheck, at: number, rules: ContentRules): ContentProblem[] {
  const { limits, capabilities } = rules
  const known = limits.media[file.mediaType]
  const said: Said = { file, at, name: capabilities.name, ...labels(file, at) }
  if (known === undefined) return [typeProblem(said, Object.keys(limits.media))]
  return [
    ...sizeProblems(said, known),
    ...movementProblems(said, known),
    ...altProblems(said, limits.altLengthMax),
    ...captionProblems(said, capabilities.captions === true ? limits.captionsBytesMax : undefined),
  ]
}

/** The file of which something is said: what it is called at the beginning of a sentence, and inside of one. */
type Said = {
  file: MediaToCheck
  at: number
  name: string
  en: string
  fr: string
  inEn: string
  inFr: string
}

/** Longest part of a file's own name that is said. */
const nameLengthMax = 60

function labels({ name }: MediaToCheck, at: number): Pick<Said, 'en' | 'fr' | 'inEn' | 'inFr'> {
  const short = name !== undefined && name.length > nameLengthMax ? `${name.slice(0, nameLengthMax)}…` : name
  const en = short === undefined ? `${at}` : `${at} (“${short}”)`
  const fr = short === undefined ? `${at}` : `${at} (« ${short} »)`
  return { en: `File ${en}`, inEn: `file ${en}`, fr: `Le fichier ${fr}`, inFr: `le fichier ${fr}` }
}

function problem(
  { file }: Said,
  why: ContentProblem['why'],
  words: Words,
  more?: { limit: number; actual: number },
): ContentProblem {
  return { why, file: file.sha256, words, ...more }
}

function typeProblem(said: Said, taken: readonly string[]): ContentProblem {
  const { file, name, inEn, inFr } = said
  if (taken.length === 0)
    return problem(said, 'no-media', {
      en: `${name} takes no files. Remove ${inEn}.`,
      fr: `${name} n’accepte aucun fichier. Retirez ${inFr}.`,
    })
  const types = taken.join(', ')
  return problem(said, 'media-type', {
    en: `${name} does not take ${inEn} (${file.mediaType}). It takes ${types}: use a copy of one of these types, or remove it.`,
    fr: `${name} n’accepte pas ${inFr} (${file.mediaType}). Types acceptés : ${types}. Utilisez une copie d’un de ces types, ou retirez-le.`,
  })
}

function sizeProblems(said: Said, known: MediaLimits): ContentProblem[] {
  const { file, name, en, fr } = said
  const { width, height } = file
  const problems: ContentProblem[] = []
  if (file.bytes > known.bytesMax)
    problems.push(
      problem(
        said,
        'media-too-large',
        {
          en: `${en} has ${megabytes(file.bytes, 'en')}, and ${name} takes ${megabytes(known.bytesMax, 'en')}. Use a smaller copy.`,
          fr: `${fr} fait ${megabytes(file.bytes, 'fr')}, et ${name} accepte ${megabytes(known.bytesMax, 'fr')}. Utilisez une copie plus petite.`,
        },
        { limit: known.bytesMax, actual: file.bytes },
      ),
    )
  if (width === undefined || height === undefined) return problems
  if (known.pixelsMax !== undefined && width * height > known.pixelsMax)
    problems.push(
      problem(
        said,
        'too-many-pixels',
        {
          en: `${en} has ${megapixels(width * height, 'en')} million pixels (${width} × ${height}), and ${name} takes ${megapixels(known.pixelsMax, 'en')} million. Use a smaller copy.`,
          fr: `${fr} a ${megapixels(width * height, 'fr')} millions de pixels (${width} × ${height}), et ${name} en accepte ${megapixels(known.pixelsMax, 'fr')} millions. Utilisez une copie plus petite.`,
        },
        { limit: known.pixelsMax, actual: width * height },
      ),
    )
  const side = Math.max(width, height)
  if (known.sideMax !== undefined && side > known.sideMax)
    problems.push(
      problem(
        said,
        'too-many-pixels',
        {
          en: `${en} is ${side} pixels long (${width} × ${height}), and ${name} takes ${known.sideMax} at most. Use a smaller copy.`,
          fr: `${fr} fait ${side} pixels de long (${width} × ${height}), et ${name} en accepte ${known.sideMax} au plus. Utilisez une copie plus petite.`,
        },
        { limit: known.sideMax, actual: side },
      ),
    )
  return problems
}

function movementProblems(said: Said, known: MediaLimits): ContentProblem[] {
  const { file, name, en, fr } = said
  const { frames = 1, seconds } = file
  const problems: ContentProblem[] = []
  if (known.framesMax === 1 && frames > 1)
    problems.push(
      problem(
        said,
        'too-many-frames',
        {
          en: `${en} moves, and on ${name} it would stand still. Use an MP4 film, or a picture that stands still.`,
          fr: `${fr} est animé, et sur ${name} il serait figé. Utilisez une vidéo MP4, ou une image fixe.`,
        },
        { limit: 1, actual: frames },
      ),
    )
  else if (known.framesMax !== undefined && frames > known.framesMax)
    problems.push(
      problem(
        said,
        'too-many-frames',
        {
          en: `${en} has ${frames} frames, and ${name} takes ${known.framesMax}. Shorten it, or use an MP4 film.`,
          fr: `${fr} a ${frames} trames, et ${name} en accepte ${known.framesMax}. Raccourcissez-le, ou utilisez une vidéo MP4.`,
        },
        { limit: known.framesMax, actual: frames },
      ),
    )
  if (known.secondsMax !== undefined && seconds !== undefined && seconds > known.secondsMax)
    problems.push(
      problem(
        said,
        'film-too-long',
        {
          en: `${en} lasts ${Math.ceil(seconds)} s, and ${name} takes ${known.secondsMax} s. Shorten it.`,
          fr: `${fr} dure ${Math.ceil(seconds)} s, et ${name} accepte ${known.secondsMax} s. Raccourcissez-le.`,
        },
        { limit: known.secondsMax, actual: seconds },
      ),
    )
  return problems
}

function altProblems(said: Said, altMax: number | undefined): ContentProblem[] {
  const { file, name, en, fr, inEn, inFr } = said
  const problems: ContentProblem[] = []
  if (!file.decorative && file.alt.trim() === '')
    problems.push(
      problem(said, 'alt-missing', {
        en: `${en} has no description. Describe it, or mark it as decorative.`,
        fr: `${fr} n’a pas de description. Décrivez-le, ou marquez-le comme décoratif.`,
      }),
    )
  if (altMax !== undefined && file.alt.length > altMax)
    problems.push(
      problem(
        said,
        'alt-too-long',
        {
          en: `The description of ${inEn} has ${file.alt.length} characters, and ${name} takes ${altMax}. Shorten it.`,
          fr: `La description du ${inFr.replace(/^le /u, '')} a ${file.alt.length} caractères, et ${name} en accepte ${altMax}. Raccourcissez-la.`,
        },
        { limit: altMax, actual: file.alt.length },
      ),
    )
  return problems
}

function megabytes(bytes: number, language: 'en' | 'fr'): string {
  const mb = (bytes / 1e6).toLocaleString(language, { maximumFractionDigits: 1 })
  return language === 'en' ? `${mb} MB` : `${mb} Mo`
}

function megapixels(pixels: number, language: 'en' | 'fr'): string {
  return (pixels / 1e6).toLocaleString(language, { maximumFractionDigits: 1 })
}

/** Captions that stand with no film, and those a network would refuse. Where it takes none, that is told and hinders nothing. */
function captionProblems(said: Said, bytesMax: number | undefined): ContentProblem[] {
  const { file, name, en, fr } = said
  if (file.captions === undefined) return []
  if (!file.mediaType.startsWith('video/'))
    return [
      problem(said, 'captions-without-film', {
        en: `${en} is no film, and has captions. Remove them.`,
        fr: `${fr} n’est pas une vidéo, et a des sous-titres. Retirez-les.`,
      }),
    ]
  const { captionsBytes } = file
  if (bytesMax === undefined || captionsBytes === undefined || captionsBytes <= bytesMax) return []
  const kilobytes = (bytes: number): number => Math.ceil(bytes / 1000)
  return [
    problem(
      said,
      'captions-too-large',
      {
        en: `The captions of file ${said.at} have ${kilobytes(captionsBytes)} kB, and ${name} takes ${kilobytes(bytesMax)} kB. Shorten the film, or its captions.`,
        fr: `Les sous-titres du fichier ${said.at} font ${kilobytes(captionsBytes)} ko, et ${name} accepte ${kilobytes(bytesMax)} ko. Raccourcissez la vidéo, ou ses sous-titres.`,
      },
      { limit: bytesMax, actual: captionsBytes },
    ),
  ]
}
