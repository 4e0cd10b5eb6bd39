import type { Locale } from '#records/export/said.ts'
import { bundleFiles } from '#records/verify/format.ts'

/** What a bundle is and how to verify it, in plain words and plain text. */
export function readme(
  o: {
    purpose: string
    question: string
    entries: number
    leftOut: number
    blackFields: number
    fingerprint: string
    /** Pictures, films and sounds. */
    media: number
  },
  locale: Locale,
): string {
  return (locale === 'fr' ? french(o) : english(o)).replaceAll('\n', '\r\n')
}

type Facts = Parameters<typeof readme>[0]

/** What somebody types to verify a bundle with the published key. */
export function verifyCommand(file: string, fingerprint: string): string {
  return `bellwether records verify ${file} --key ${fingerprint}`
}

function english({ purpose, question, entries, leftOut, blackFields, fingerprint, media }: Facts): string {
  return `EXPORT FROM THE ARCHIVE
For: ${purpose}
Asked for: ${question}

WHAT IS IN IT
${bundleFiles.page}: the ${entries} entries to read, in any browser. Nothing in it runs and nothing is fetched.
${bundleFiles.table}: the same as a table for a spreadsheet.
${bundleFiles.lines}: the same for machines, with the fingerprints (hashes) that prove it.
${bundleFiles.key}: the public key of the office.
${bundleFiles.manifest}: the checksum of every file, signed.
${media === 0 ? '' : `media: the ${media} pictures, films and sounds that went out, each named by its hash.\n`}
WHAT IS BLACK
${blackFields} fields are blacked out, whole or in part. The words are not hidden in any of the files: they are not there.
Each says why. All bars have the same length.

WHAT IS LEFT OUT
${leftOut} entries of the same stretch of time did not fit the question, or were disposed of by schedule. Each stands
in ${bundleFiles.lines} by its hash alone: it says that an entry is there, not what it says.

HOW TO VERIFY IT
1. Get the fingerprint of the key from the office's own site (/records/key) or from somebody you trust there.
2. Compare it with this one:
   ${fingerprint}
3. With the program Bellwether, without a network and without asking us:
   ${verifyCommand('FILE.zip', fingerprint)}
It says that all is as we wrote it, or names the first entry that is not. Leave the zip as it is: one that was
unpacked and packed again is told from ours.
`
}

function french({ purpose, question, entries, leftOut, blackFields, fingerprint, media }: Facts): string {
  return `EXTRAIT DES ARCHIVES
Pour : ${purpose}
Demandé : ${question}

CE QU’IL CONTIENT
${bundleFiles.page} : les ${entries} inscriptions à lire, dans tout navigateur. Rien ne s’y exécute, rien n’est chargé d’ailleurs.
${bundleFiles.table} : les mêmes, en tableau pour un chiffrier.
${bundleFiles.lines} : les mêmes pour les machines, avec les empreintes qui les prouvent.
${bundleFiles.key} : la clé publique du bureau.
${bundleFiles.manifest} : la somme de contrôle de chaque fichier, signée.
${media === 0 ? '' : `media : les ${media} images, vidéos et sons qui sont partis, chacun nommé par son empreinte.\n`}
CE QUI EST CAVIARDÉ
${blackFields} champs sont caviardés, en tout ou en partie. Les mots ne sont pas cachés dans les fichiers : ils n’y sont pas.
Chacun dit pourquoi. Toutes les barres ont la même longueur.

CE QUI EST LAISSÉ DE CÔTÉ
${leftOut} inscriptions de la même période ne répondaient pas à la question, ou ont été éliminées selon le calendrier.
Chacune figure dans ${bundleFiles.lines} par son empreinte seulement, qui dit qu’une inscription existe, non ce qu’elle dit.

COMMENT LE VÉRIFIER
1. Obtenez l’empreinte de la clé sur le site du bureau (/records/key) ou d’une personne de confiance au bureau.
2. Comparez-la à celle-ci :
   ${fingerprint}
3. Avec le programme Bellwether, sans réseau et sans rien nous demander :
   ${verifyCommand('FICHIER.zip', fingerprint)}
Il dit que tout est tel que nous l’avons écrit, ou nomme la première inscription qui ne l’est pas. Laissez le zip
tel quel : une archive décompressée puis recompressée se distingue de la nôtre.
`
}
