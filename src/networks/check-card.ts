import type { VersionCard } from '#kernel/version-content.ts'
import type { Words } from '#kernel/words.ts'
import type { ContentRules } from '#networks/check-content.ts'
import type { ContentProblem, ContentToCheck } from '#networks/sender.ts'

/** Why a card cannot go out as it stands, wherever it goes: nobody can follow it, or it says nothing. Pure. */
export function unfinishedCard(card: VersionCard): ContentProblem[] {
  const problems: ContentProblem[] = []
  const address = addressProblem(card.url)
  if (address !== undefined) problems.push({ why: 'card-address', words: address })
  if (card.title.trim() === '')
    problems.push({
      why: 'card-title-missing',
      words: {
        en: 'The card of the link has no title. Write one, or remove the card.',
        fr: 'La carte du lien n’a pas de titre. Écrivez-en un, ou retirez la carte.',
      },
    })
  return problems
}

function addressProblem(url: string): Words | undefined {
  const read = URL.parse(url.trim())
  if (read === null || !/^https?:$/.test(read.protocol) || !/^https?:\/\//i.test(url.trim()))
    return {
      en: 'The address of the card is none that people can open. Write it whole: https://…',
      fr: 'L’adresse de la carte ne peut pas être ouverte. Écrivez-la en entier : https://…',
    }
  if (read.username !== '' || read.password !== '')
    return {
      en: 'The address of the card holds a user name or a password, and everybody would see it. Remove what stands before the @.',
      fr: 'L’adresse de la carte contient un nom d’utilisateur ou un mot de passe, que tout le monde verrait. Retirez ce qui précède le @.',
    }
  return undefined
}

/** Why a card cannot go out to a network as it stands. Pure. */
export function cardProblems({ card }: ContentToCheck, rules: ContentRules): ContentProblem[] {
  if (card === undefined) return []
  const { limits, capabilities } = rules
  const problems = unfinishedCard(card)
  const { image } = card
  if (image === undefined || capabilities.cards !== 'given') return problems
  const takes = (limits.cardMedia ?? limits.media)[image.mediaType]
  if (takes !== undefined && image.bytes <= takes.bytesMax) return problems
  return [
    ...problems,
    {
      why: 'card-picture',
      words: {
        en: `${capabilities.name} does not take the picture of the card as it is. Use a smaller JPEG or PNG, or leave it out.`,
        fr: `${capabilities.name} n’accepte pas l’image de la carte telle quelle. Utilisez un JPEG ou un PNG plus petit, ou retirez-la.`,
      },
    },
  ]
}
