import type { Words } from '#kernel/words.ts'
import type { ContentToCheck, MediaToCheck, SendingCapabilities } from '#networks/sender.ts'

/** What somebody who writes should know, and what keeps nothing from going out. `file`: its SHA-256. */
export type ContentHint = {
  why:
    | 'captions-not-taken'
    | 'captions-beyond-film'
    | 'card-not-shown'
    | 'card-built-there'
    | 'card-beside-files'
  file?: string
  words: Words
}

/** What of content a network shows otherwise than it was written, or not at all. Pure. */
export function contentHints(content: ContentToCheck, capabilities: SendingCapabilities): ContentHint[] {
  return [
    ...content.media.flatMap((file, at) => captionHints(file, at + 1, capabilities)),
    ...cardHints(content, capabilities),
  ]
}

/** Captions may end this much after their film: tables of films are rounded. */
const beyondS = 1

function captionHints(
  file: MediaToCheck,
  at: number,
  { name, captions }: SendingCapabilities,
): ContentHint[] {
  if (file.captions === undefined) return []
  const hints: ContentHint[] = []
  const { sha256, seconds, captionsSeconds } = file
  if (captions !== true)
    hints.push({
      ...{ why: 'captions-not-taken', file: sha256 },
      words: {
        en: `${name} takes no captions: people who do not hear miss what is said in film ${at} there. Say it in the text or the description, or link to our page, which shows them.`,
        fr: `${name} n’accepte pas de sous-titres : les personnes qui n’entendent pas y manqueront ce qui est dit dans la vidéo ${at}. Dites-le dans le texte ou la description, ou mettez un lien vers notre page, qui les affiche.`,
      },
    })
  if (seconds !== undefined && captionsSeconds !== undefined && captionsSeconds > seconds + beyondS)
    hints.push({
      ...{ why: 'captions-beyond-film', file: sha256 },
      words: {
        en: `The captions of film ${at} go on until ${time(captionsSeconds)}, and the film lasts ${time(seconds)}. Are they those of another film?`,
        fr: `Les sous-titres de la vidéo ${at} vont jusqu’à ${time(captionsSeconds)}, et la vidéo dure ${time(seconds)}. Sont-ils ceux d’une autre vidéo ?`,
      },
    })
  return hints
}

function time(seconds: number): string {
  const whole = Math.ceil(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

function cardHints(content: ContentToCheck, capabilities: SendingCapabilities): ContentHint[] {
  const { card, parts, media, quoteOf } = content
  if (card === undefined) return []
  const { name, cards, cardsBesideFiles } = capabilities
  if (cards === undefined)
    return [
      {
        why: 'card-not-shown',
        words: {
          en: `${name} shows no cards: write the address into the text where people need it.`,
          fr: `${name} n’affiche pas de cartes : écrivez l’adresse dans le texte si les gens en ont besoin.`,
        },
      },
    ]
  if ((media.length > 0 || quoteOf !== undefined) && cardsBesideFiles !== true)
    return [
      {
        why: 'card-beside-files',
        words: {
          en: `${name} shows files or a quoted post, or a card, and not both: the card is left out there.`,
          fr: `${name} affiche soit des fichiers ou un message cité, soit une carte : la carte y est omise.`,
        },
      },
    ]
  if (cards === 'given') return []
  const isNamed = parts.some((text) => text.includes(card.url.trim()))
  return [
    {
      why: 'card-built-there',
      words: isNamed
        ? {
            en: `${name} makes its own card from the page behind the address: its title and picture may be others.`,
            fr: `${name} fabrique sa propre carte à partir de la page : le titre et l’image peuvent être différents.`,
          }
        : {
            en: `${name} makes cards itself, from an address in the text, and this one is not there: nobody would see it. Write it into the text.`,
            fr: `${name} fabrique lui-même ses cartes à partir d’une adresse dans le texte, et celle-ci n’y est pas : personne ne la verrait. Écrivez-la dans le texte.`,
          },
    },
  ]
}
