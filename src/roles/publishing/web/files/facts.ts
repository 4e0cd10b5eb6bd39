/** Whether a file is seen, watched or heard. */
export type FileKind = 'image' | 'video' | 'audio' | 'other'

/** The kind of a media type; `other` for what is not known yet. */
export function kindOf(mediaType: string | undefined): FileKind {
  const [kind] = mediaType?.split('/') ?? []
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'other'
}

const names: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
  'image/avif': 'AVIF',
  'video/mp4': 'MP4',
  'video/webm': 'WebM',
  'audio/mpeg': 'MP3',
  'audio/mp4': 'M4A',
}

/** A media type as people call it. */
export function typeName(mediaType: string): string {
  return names[mediaType] ?? mediaType
}

/** A size for a sentence: megabytes with a decimal, below a tenth of one kilobytes. */
export function sizeWords(
  bytes: number,
  number: (value: number, digitsMax?: number) => string,
): { unit: 'MB' | 'kB'; size: string } {
  if (bytes >= 100_000) return { unit: 'MB', size: number(bytes / 1e6, 1) }
  return { unit: 'kB', size: number(Math.ceil(bytes / 1000)) }
}
