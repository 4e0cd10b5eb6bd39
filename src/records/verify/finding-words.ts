import type { Words } from '#kernel/words.ts'
import type { Finding } from '#records/contract.ts'

/** What was found, in a sentence that names the entry, the line and the file. */
export function findingWords(finding: Finding): Words {
  const { why, seq, line, file } = finding
  const places = {
    en: [seq === undefined ? '' : `entry ${seq}`, line === undefined ? '' : `line ${line}`, file ?? ''],
    fr: [
      seq === undefined ? '' : `inscription ${seq}`,
      line === undefined ? '' : `ligne ${line}`,
      file ?? '',
    ],
  }
  const at = (locale: 'en' | 'fr'): string => {
    const place = places[locale].filter(Boolean).join(', ')
    // The name of a file is told as it is written.
    return place === file ? place : `${place.charAt(0).toUpperCase()}${place.slice(1)}`
  }
  const { en, fr } = sentences[why]
  return { en: withPlace(at('en'), en), fr: withPlace(at('fr'), fr) }
}

function withPlace(place: string, sentence: string): string {
  return place === '' ? sentence : `${place} – ${sentence}`
}

const sentences: Record<Finding['why'], Words> = {
  altered: {
    en: 'this is not what was written: it was altered.',
    fr: 'ceci n’est pas ce qui a été écrit : il y a eu altération.',
  },
  missing: { en: 'this should stand here and is missing.', fr: 'ceci devrait figurer ici et manque.' },
  reordered: {
    en: 'this should stand here and comes later: the order was changed.',
    fr: 'ceci devrait figurer ici et vient plus loin : l’ordre a été changé.',
  },
  repeated: { en: 'this stands here a second time.', fr: 'ceci figure ici une seconde fois.' },
  'cut-off': {
    en: 'the file ends before this: its end is cut off.',
    fr: 'le fichier finit avant ceci : sa fin est coupée.',
  },
  'head-differs': {
    en: 'the signed state of the archive says something else here.',
    fr: 'l’état signé des archives dit autre chose ici.',
  },
  'wrong-signature': {
    en: 'the signature is not of this content: somebody else put it together, or altered it.',
    fr: 'la signature n’est pas celle de ce contenu : quelqu’un d’autre l’a composé ou altéré.',
  },
  'unknown-key': {
    en: 'it is signed with a key that is not the one you trust.',
    fr: 'la signature est d’une clé qui n’est pas celle à laquelle vous vous fiez.',
  },
  'unknown-version': {
    en: 'it has a later form than this program knows: use a newer one.',
    fr: 'la forme est plus récente que ce programme : utilisez une version plus récente.',
  },
  unreadable: {
    en: 'this cannot be read as part of an export.',
    fr: 'ceci ne se lit pas comme une partie d’extrait.',
  },
  'too-large': {
    en: 'this is larger than anything an export holds.',
    fr: 'ceci est plus grand que tout ce qu’un extrait contient.',
  },
  'text-differs': {
    en: 'the text is not the one that was signed.',
    fr: 'le texte n’est pas celui qui a été signé.',
  },
  'file-missing': { en: 'this file is missing from the bundle.', fr: 'ce fichier manque.' },
  'file-unknown': { en: 'this file does not belong in the bundle.', fr: 'ce fichier n’a rien à faire ici.' },
  'file-differs': {
    en: 'this file is not the one that was signed: it was altered.',
    fr: 'ce fichier n’est pas celui qui a été signé : il a été altéré.',
  },
  repacked: {
    en: 'every file is as it was signed, but the zip around them is not the one we made. Ask for the original file.',
    fr: 'chaque fichier est tel que signé, mais le zip qui les contient n’est pas celui que nous avons produit. Demandez le fichier d’origine.',
  },
}
