import type { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import { plainAside } from '#roles/publishing/web/aside.ts'
import { languagesOf, textAt } from '#roles/publishing/web/draft.ts'
import { wordsField } from '#roles/publishing/web/place-of.ts'
import { emptyOptions } from '#roles/publishing/web/poll/poll-drafts.ts'
import type { usePollWords } from '#roles/publishing/web/poll/words.ts'
import type { Composer as State, ComposerNeeds } from '#roles/publishing/web/use-composer.ts'
import { autonym, type PublishWords } from '#roles/publishing/web/words.ts'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'

/** A message has a name for the team, and somewhere to go. */
export function titleErrors({ draft }: State, { say }: PublishWords): FieldError[] {
  const found: FieldError[] = []
  if (draft.title.trim() === '') found.push({ name: 'title', text: say('wrong.title') })
  if (draft.accounts.length === 0) found.push({ name: 'accounts', text: say('wrong.accounts') })
  return found
}

/** Words that are missing: the common ones, and those of accounts that have words of their own. */
export function textErrors(
  { draft }: State,
  { accounts }: ComposerNeeds,
  { say }: PublishWords,
): FieldError[] {
  const found = new Map<string, FieldError>()
  for (const id of draft.accounts) {
    const account = accounts.find((one) => one.id === id)
    for (const language of account?.languages ?? []) {
      if (textAt(draft, id, language).trim() !== '') continue
      const { name, account: isOwn } = wordsField(draft, { account: id, language })
      const values = { language: autonym(language), name: account?.name }
      found.set(name, { name, text: say(isOwn === undefined ? 'wrong.text' : 'wrong.ownText', values) })
    }
  }
  return [...found.values()]
}

/** What is still on its way would be left out of what is saved. */
export function uploadErrors({ uploads }: State, { say }: PublishWords): FieldError[] {
  return uploads.isBusy ? [{ name: 'files', text: say('wrong.uploading') }] : []
}

/** Every file says what it shows, in every language, or that it carries nothing. */
export function fileErrors(
  { draft }: State,
  { accounts }: ComposerNeeds,
  { say }: PublishWords,
): FieldError[] {
  const languages = languagesOf(draft, accounts)
  return draft.files.flatMap(({ decorative, alts }, at) =>
    languages
      .filter((language) => !decorative && (alts[language] ?? '').trim() === '')
      .map((language) => ({
        name: `alt-${at + 1}-${language}`,
        text: say('wrong.alt', { n: at + 1, language: autonym(language) }),
      })),
  )
}

/** Every option of a poll says something. */
export function pollErrors(
  { draft }: State,
  { accounts }: ComposerNeeds,
  { say }: ReturnType<typeof usePollWords>,
): FieldError[] {
  return emptyOptions(draft.poll, languagesOf(draft, accounts)).map(({ language, n }) => ({
    name: `poll-${language}-${n}`,
    text: say('poll.wrong', { n, language: autonym(language) }),
  }))
}

/** A warning stands in every language of the message, or in none. */
export function warningErrors(
  { draft }: State,
  { accounts }: ComposerNeeds,
  { say }: ReturnType<typeof useComposeWords>,
): FieldError[] {
  const { warnings } = draft.aside
  if (Object.keys(warnings).length === 0) return []
  return languagesOf(draft, accounts)
    .filter((language) => (warnings[language] ?? '').trim() === '')
    .map((language) => ({
      name: `warning-${language}`,
      text: say('wrong.warning', { language: autonym(language) }),
    }))
}

/** A card that was begun has an address and a title. */
export function cardErrors(
  { draft }: State,
  { accounts }: ComposerNeeds,
  { say }: ReturnType<typeof useComposeWords>,
): FieldError[] {
  return languagesOf(draft, accounts).flatMap((language) => {
    const { card } = plainAside({ card: draft.aside.cards[language] })
    if (card === undefined) return []
    const values = { language: autonym(language) }
    if (card.url.trim() === '') return [{ name: `card-${language}-url`, text: say('wrong.cardUrl', values) }]
    if (card.title.trim() !== '') return []
    return [{ name: `card-${language}-title`, text: say('wrong.cardTitle', values) }]
  })
}
