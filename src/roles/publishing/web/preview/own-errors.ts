import { plainAside } from '#roles/publishing/web/aside.ts'
import { asideAt, type Draft, type Speaking } from '#roles/publishing/web/draft.ts'
import { differingAt, modeOf } from '#roles/publishing/web/preview/own-beside.ts'
import type { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'

type Words = Pick<ReturnType<typeof usePreviewWords>, 'say'>
type Named = Speaking & { name: string }

/** A warning of one account alone stands in every language of it, or in none. */
export function ownWarningErrors(draft: Draft, accounts: readonly Named[], { say }: Words): FieldError[] {
  return chosen(draft, accounts).flatMap((account) => {
    const { id, name, languages } = account
    if (modeOf(draft, account, 'contentWarning') !== 'own') return []
    return languages
      .filter((language) => asideAt(draft, id, language).contentWarning === undefined)
      .map((language) => ({
        name: `own-${id}-warning-${language}`,
        text: say('own.wrongWarning', { language: autonym(language), name }),
      }))
  })
}

/** A card of one account alone that was begun has an address and a title. */
export function ownCardErrors(draft: Draft, accounts: readonly Named[], { say }: Words): FieldError[] {
  return chosen(draft, accounts).flatMap((account) =>
    account.languages.flatMap((language): FieldError[] => {
      const { card } = plainAside({ card: differingAt(draft, account, language).card ?? undefined })
      const field = `own-${account.id}-card-${language}`
      const values = { language: autonym(language), name: account.name }
      if (card === undefined) return []
      if (card.url.trim() === '') return [{ name: `${field}-url`, text: say('own.wrongCardUrl', values) }]
      if (card.title.trim() !== '') return []
      return [{ name: `${field}-title`, text: say('own.wrongCardTitle', values) }]
    }),
  )
}

function chosen(draft: Draft, accounts: readonly Named[]): Named[] {
  return accounts.filter(({ id }) => draft.accounts.includes(id))
}
