import type { Words } from '#kernel/words.ts'
import { contentHints } from '#networks/check-hints.ts'
import type { MediaToCheck } from '#networks/sender.ts'
import type { Room } from '#roles/publishing/act.ts'
import type { VersionForm } from '#roles/publishing/contract.ts'
import type { Look } from '#sending/files/hints/looks.ts'
import { languageName } from '#roles/publishing/language-name.ts'
import type { Preparer } from '#roles/publishing/writing/preparing.ts'
import type { VersionContent } from '#kernel/version-content.ts'

/** What is worth a look, and keeps nothing from going out. `file`: SHA-256 of the file as it goes out. */
export type Hint = { why: string; file?: string; words: Words }

/** What hints are looked for in: a version as it was written, and as it goes out. */
type Looked = { written: VersionForm; content: VersionContent }

/** What a version would lose where it goes, and what of its files somebody might miss. */
export async function hintsFor(
  room: Pick<Room, 'sending' | 'store'>,
  preparer: Preparer,
  { written, content }: Looked,
): Promise<Hint[]> {
  const { files } = room.sending
  const seen = await files.withFacts(room.store.db, content)
  const hints = seen.media.flatMap((file, at) => soundHint(file, at, written) ?? [])
  for (const [at, { sha256 }] of (written.media ?? []).entries()) {
    // The picture as it was given is looked at: its copies show the same.
    const file = seen.media[at]
    if (file !== undefined) hints.push(...pictureHints(file, at + 1, await files.look(room.store.db, sha256)))
  }
  const terms = await preparer.fitter.terms(content.account)
  if (terms === undefined) return hints
  // A network that shows no card is given none; whoever writes hears of it all the same.
  const card = written.card === undefined ? {} : { card: withoutImage(written.card) }
  return [...hints, ...contentHints({ ...seen, ...card }, terms.capabilities)]
}

function withoutImage({ url, title, description }: NonNullable<VersionForm['card']>) {
  return { url, title, description }
}

/** The desk cannot hear whether anybody speaks: it asks. */
function soundHint(file: MediaToCheck, at: number, { media = [], language }: VersionForm): Hint | undefined {
  const isHeard = file.mediaType.startsWith('video/') && file.hasSound !== false
  if (!isHeard || file.captions !== undefined || media[at]?.noSpeech === true) return undefined
  return {
    ...{ why: 'captions-wanted', file: file.sha256 },
    words: {
      en: `Film ${at + 1} can be heard, and has no captions in ${languageName(language, 'en')}: people who do not hear miss what is said. Add captions, or say that nobody speaks.`,
      fr: `La vidéo ${at + 1} a du son et pas de sous-titres en ${languageName(language, 'fr')} : les personnes qui n’entendent pas manquent ce qui est dit. Ajoutez des sous-titres, ou indiquez que personne ne parle.`,
    },
  }
}

function pictureHints({ sha256, decorative }: MediaToCheck, at: number, look: Look | undefined): Hint[] {
  if (look?.holdsWords !== true) return []
  const words: Hint = {
    ...{ why: 'picture-holds-words', file: sha256 },
    words: decorative
      ? {
          en: `Picture ${at} seems to hold words, and is marked as decorative: whoever does not see it would miss them. If so, describe it.`,
          fr: `L’image ${at} semble contenir du texte et est marquée comme décorative : les personnes qui ne la voient pas le manqueraient. Si c’est le cas, décrivez-la.`,
        }
      : {
          en: `Picture ${at} seems to hold words. If it does, say them in the description, and in the text if they matter.`,
          fr: `L’image ${at} semble contenir du texte. Si c’est le cas, reprenez-le dans la description, et dans le message s’il est important.`,
        },
  }
  if (!look.isFaint) return [words]
  const faint: Hint = {
    ...{ why: 'picture-words-faint', file: sha256 },
    words: {
      en: `What looks like words in picture ${at} hardly stands out from its ground: many people could not read it. Use darker or lighter letters.`,
      fr: `Ce qui ressemble à du texte dans l’image ${at} se détache peu du fond : beaucoup ne pourraient pas le lire. Utilisez des lettres plus foncées ou plus claires.`,
    },
  }
  return [words, faint]
}
