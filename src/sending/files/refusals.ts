import type { Words } from '#kernel/words.ts'
import { fileLimits, type FileWhy } from '#sending/files/contract.ts'

/** Why a file was not taken: in words that name the limit and what helps, and the limit as a number where there is one. */
export type FileRefusal = { why: FileWhy; words: Words; limit?: number; actual?: number }

const { pictureBytesMax, filmBytesMax, pixelsMax, framesMax, conversionSecondsMax } = fileLimits

/** A refusal in words; `actual` is what the file has of what is limited. */
export function fileRefusal(why: FileWhy, actual?: number): FileRefusal {
  const limit = limitOf[why]
  const words = sentences[why](actual)
  return {
    ...{ why, words },
    ...(limit === undefined ? {} : { limit }),
    ...(actual === undefined ? {} : { actual }),
  }
}

const limitOf: Partial<Record<FileWhy, number>> = {
  'too-large': filmBytesMax,
  'picture-too-large': pictureBytesMax,
  'film-too-large': filmBytesMax,
  'too-many-pixels': pixelsMax,
  'too-many-frames': framesMax,
}

const sentences: Record<FileWhy, (actual?: number) => Words> = {
  empty: () => ({
    en: 'This file is empty (0 bytes). Choose it again, or another one.',
    fr: 'Ce fichier est vide (0 octet). Choisissez-le de nouveau, ou choisissez-en un autre.',
  }),
  'too-large': () => ({
    en: `This file is too large: films and sounds may have ${mb(filmBytesMax, 'en')}, pictures ${mb(pictureBytesMax, 'en')}. Use a smaller copy.`,
    fr: `Ce fichier est trop volumineux : ${mb(filmBytesMax, 'fr')} au plus pour une vidéo ou un son, ${mb(pictureBytesMax, 'fr')} pour une image. Utilisez une copie plus petite.`,
  }),
  'picture-too-large': (actual = 0) => ({
    en: `This picture has ${mb(actual, 'en')}, and ${mb(pictureBytesMax, 'en')} is the most. Save it smaller, or as JPEG.`,
    fr: `Cette image fait ${mb(actual, 'fr')}, et le maximum est de ${mb(pictureBytesMax, 'fr')}. Réduisez-la, ou enregistrez-la en JPEG.`,
  }),
  'film-too-large': (actual = 0) => ({
    en: `This file has ${mb(actual, 'en')}, and ${mb(filmBytesMax, 'en')} is the most. Films and sounds are not converted here: save it shorter or at a lower quality.`,
    fr: `Ce fichier fait ${mb(actual, 'fr')}, et le maximum est de ${mb(filmBytesMax, 'fr')}. Les vidéos et les sons ne sont pas convertis ici : enregistrez-le plus court ou en qualité moindre.`,
  }),
  'type-not-taken': () => ({
    en: 'This kind of file is not taken. Pictures: JPEG, PNG, WebP, GIF, AVIF. Films: MP4, WebM. Sounds: MP3, M4A. Save it as one of these.',
    fr: 'Ce type de fichier n’est pas accepté. Images : JPEG, PNG, WebP, GIF, AVIF. Vidéos : MP4, WebM. Sons : MP3, M4A. Enregistrez-le dans un de ces formats.',
  }),
  heic: () => ({
    en: 'This picture is in the HEIC format, which cannot be read here. Save it as JPEG; on an iPhone: Settings, Camera, Formats, Most Compatible.',
    fr: 'Cette image est au format HEIC, qui ne peut pas être lu ici. Enregistrez-la en JPEG ; sur un iPhone : Réglages, Appareil photo, Formats, Le plus compatible.',
  }),
  'too-many-pixels': (actual = 0) => ({
    en: `This picture has ${million(actual, 'en')} million pixels (all frames together), and ${million(pixelsMax, 'en')} million is the most. Save it smaller.`,
    fr: `Cette image a ${million(actual, 'fr')} millions de pixels (toutes trames comprises), et le maximum est de ${million(pixelsMax, 'fr')} millions. Réduisez-la.`,
  }),
  'too-many-frames': (actual = 0) => ({
    en: `This moving picture has ${count(actual, 'en')} frames, and ${count(framesMax, 'en')} is the most. Shorten it, or save it as an MP4 film.`,
    fr: `Cette image animée a ${count(actual, 'fr')} trames, et le maximum est de ${count(framesMax, 'fr')}. Raccourcissez-la, ou enregistrez-la en vidéo MP4.`,
  }),
  'moving-png': () => ({
    en: 'This is a moving PNG, and it would stand still where it goes. Save it as GIF or as an MP4 film.',
    fr: 'Ce PNG est animé, et il serait figé à l’arrivée. Enregistrez-le en GIF ou en vidéo MP4.',
  }),
  'cut-off': () => ({
    en: 'This file ends too early: a part of it is missing. Save or copy it again, then choose it again.',
    fr: 'Ce fichier se termine trop tôt : il en manque une partie. Enregistrez-le ou copiez-le de nouveau, puis choisissez-le encore.',
  }),
  unreadable: () => ({
    en: 'This file cannot be read: it is damaged, or not what it begins as. Open it in a program for pictures or films and save it anew.',
    fr: 'Ce fichier ne peut pas être lu : il est endommagé, ou n’est pas ce qu’annonce son début. Ouvrez-le dans un logiciel d’images ou de vidéos et enregistrez-le de nouveau.',
  }),
  'two-in-one': () => ({
    en: 'This file holds something else besides the picture or film (a web page, a document, an archive). Open it in a program for pictures or films and save it anew.',
    fr: 'Ce fichier contient autre chose que l’image ou la vidéo (une page web, un document, une archive). Ouvrez-le dans un logiciel d’images ou de vidéos et enregistrez-le de nouveau.',
  }),
  'too-slow': () => ({
    en: `This picture took longer than ${conversionSecondsMax} s to work on, which is the most. Save it smaller, or with fewer frames.`,
    fr: `Le traitement de cette image a dépassé ${conversionSecondsMax} s, le maximum. Réduisez-la, ou retirez des trames.`,
  }),
  busy: () => ({
    en: 'Other files are being taken in right now. Nothing was kept: try again in a moment.',
    fr: 'D’autres fichiers sont en cours de réception. Rien n’a été conservé : réessayez dans un instant.',
  }),
}

function mb(bytes: number, language: 'en' | 'fr'): string {
  const text = (bytes / 1e6).toLocaleString(language, { maximumFractionDigits: 1 })
  return language === 'en' ? `${text} MB` : `${text} Mo`
}

function million(pixels: number, language: 'en' | 'fr'): string {
  return (pixels / 1e6).toLocaleString(language, { maximumFractionDigits: 0 })
}

function count(n: number, language: 'en' | 'fr'): string {
  return n.toLocaleString(language)
}
