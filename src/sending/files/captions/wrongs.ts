import type { Words } from '#kernel/words.ts'
import { fileLimits } from '#sending/files/contract.ts'

/** Why a file of captions is not taken, as words that never change. */
export type CaptionsWhy =
  | 'captions-empty'
  | 'captions-too-large'
  | 'captions-too-many'
  | 'captions-encoding'
  | 'captions-unknown'
  | 'captions-long-line'
  | 'captions-layout'
  | 'captions-time'
  | 'captions-order'
  | 'captions-setting'
  | 'captions-tag'
  | 'captions-character'

/** Why a file of captions is not taken: in words that name the line, from 1, and what helps. */
export type CaptionsRefusal = { why: CaptionsWhy; line?: number; words: Words }

/** A refusal in words. `said`: the piece of the file it is about, shown shortened. */
export function captionsRefusal(why: CaptionsWhy, o: { line?: number; said?: string } = {}): CaptionsRefusal {
  const { line, said = '' } = o
  const { en, fr } = sentences[why](shortened(said))
  const at = line === undefined ? { en: '', fr: '' } : { en: `Line ${line}: `, fr: `Ligne ${line}\u00A0: ` }
  return {
    ...{ why, words: { en: `${at.en}${en}`, fr: `${at.fr}${fr}` } },
    ...(line === undefined ? {} : { line }),
  }
}

const saidLengthMax = 60

function shortened(said: string): string {
  const line = said.trim()
  return line.length > saidLengthMax ? `${line.slice(0, saidLengthMax)}…` : line
}

const { captionsBytesMax, captionsMax, captionLineMax } = fileLimits

const sentences: Record<CaptionsWhy, (said: string) => Words> = {
  'captions-empty': () => ({
    en: 'there are no captions in this file. Choose another one.',
    fr: 'ce fichier ne contient aucun sous-titre. Choisissez-en un autre.',
  }),
  'captions-too-large': () => ({
    en: `This file is larger than ${captionsBytesMax / 1000} kB, which is the most for captions. Is it the film itself?`,
    fr: `Ce fichier dépasse ${captionsBytesMax / 1000} ko, le maximum pour des sous-titres. Est-ce la vidéo elle-même ?`,
  }),
  'captions-too-many': () => ({
    en: `there are more than ${captionsMax} captions, which is the most.`,
    fr: `il y a plus de ${captionsMax} sous-titres, le maximum.`,
  }),
  'captions-encoding': () => ({
    en: 'the letters are not written in UTF-8, so accents would be wrong. Save the file again with the encoding UTF-8.',
    fr: 'les lettres ne sont pas écrites en UTF-8 : les accents seraient faux. Enregistrez le fichier de nouveau avec l’encodage UTF-8.',
  }),
  'captions-unknown': () => ({
    en: 'This is no file of captions. WebVTT (.vtt, which begins with WEBVTT) and SubRip (.srt) are taken.',
    fr: 'Ce n’est pas un fichier de sous-titres. WebVTT (.vtt, qui commence par WEBVTT) et SubRip (.srt) sont acceptés.',
  }),
  'captions-long-line': () => ({
    en: `this line has more than ${captionLineMax} characters, which nobody can read on a film. Split it.`,
    fr: `cette ligne a plus de ${captionLineMax} caractères, illisible sur une vidéo. Scindez-la.`,
  }),
  'captions-layout': (said) => ({
    en: `a caption begins with a line of times such as 00:00:01.000 --> 00:00:04.000, and here stands “${said}”. An empty line ends each caption.`,
    fr: `un sous-titre commence par une ligne de temps comme 00:00:01.000 --> 00:00:04.000, et on lit ici « ${said} ». Une ligne vide termine chaque sous-titre.`,
  }),
  'captions-time': (said) => ({
    en: `“${said}” is no stretch of time. Write it as 00:00:01.000 --> 00:00:04.000, the end after the beginning.`,
    fr: `« ${said} » n’est pas un intervalle de temps. Écrivez-le 00:00:01.000 --> 00:00:04.000, la fin après le début.`,
  }),
  'captions-order': (said) => ({
    en: `this caption (${said}) begins before the one above it. Put the captions in the order of their times.`,
    fr: `ce sous-titre (${said}) commence avant le précédent. Mettez les sous-titres dans l’ordre de leurs temps.`,
  }),
  'captions-setting': (said) => ({
    en: `“${said}” after the times is not a setting of WebVTT. Remove it.`,
    fr: `« ${said} » après les temps n’est pas un réglage de WebVTT. Retirez-le.`,
  }),
  'captions-tag': (said) => ({
    en: `“${said}” is no mark that captions know. Remove it; a < in the text is written &lt;.`,
    fr: `« ${said} » n’est pas une balise de sous-titre. Retirez-la ; un < dans le texte s’écrit &lt;.`,
  }),
  'captions-character': () => ({
    en: 'there is a character that cannot be shown (a control, or a letter that was lost in an earlier conversion). Write this line again.',
    fr: 'il y a un caractère impossible à afficher (caractère de commande, ou lettre perdue lors d’une conversion). Réécrivez cette ligne.',
  }),
}
