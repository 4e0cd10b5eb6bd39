import type { VersionProblem } from '#roles/publishing/contract.ts'
import { placeName, type Draft } from '#roles/publishing/web/draft.ts'

/** Where on the page something is put right: a field, and the account whose card holds it if one does. */
export type FieldPlace = { name: string; account?: string }

/** The field of the words that an account says in a language: its own, or the common ones. */
export function wordsField(
  draft: Pick<Draft, 'own'>,
  place: { account: string; language: string },
): FieldPlace {
  const { account, language } = place
  if (draft.own[account] === undefined) return { name: `text-${language}` }
  return { name: `own-${account}-${language}`, account }
}

/** The field in which a problem is put right. */
export function fieldOf(
  draft: Pick<Draft, 'own' | 'files' | 'accounts' | 'differs'>,
  problem: VersionProblem,
): FieldPlace {
  const { why, file, language } = problem
  const at = draft.files.findIndex(({ sha256 }) => sha256 === file)
  if (why.startsWith('alt') && at !== -1) return { name: `alt-${at + 1}-${language}` }
  if (file !== undefined || /media|files|captions|film|pixels|frames/u.test(why)) return { name: 'files' }
  if (why.startsWith('poll') || why === 'no-polls') return { name: 'poll' }
  return besideField(draft, problem) ?? wordsField(draft, problem)
}

/** The field of what stands beside the words: that of the account alone where it has its own, else the common one. */
function besideField(
  { accounts, differs }: Pick<Draft, 'accounts' | 'differs'>,
  { account, language, why }: VersionProblem,
): FieldPlace | undefined {
  const { contentWarning, card, byline } = differs[placeName({ account, language })] ?? {}
  const at = (isOwn: boolean, name: string): FieldPlace =>
    isOwn ? { name: `own-${account}-${name}`, account } : { name }
  // Its network has none: among several accounts it is left out of this one alone.
  if (why === 'no-content-warning') return at(accounts.length > 1, 'warning')
  if (why.includes('content-warning')) return at(contentWarning !== undefined, `warning-${language}`)
  if (why.startsWith('card'))
    return at(card !== undefined, `card-${language}-${why === 'card-title-missing' ? 'title' : 'url'}`)
  return why === 'no-byline' ? at(byline !== undefined, 'byline') : undefined
}

/** Brings somebody to a field: what is closed was opened before, so it is looked for once it is drawn. */
export function goToField(name: string): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(`field-${name}`)
    field?.scrollIntoView({ block: 'center' })
    field?.focus({ preventScroll: true })
  })
}

/** Brings somebody to a stretch of a text, UTF-16 units, and selects it there. */
export function goToStretch(name: string, from: number, to: number): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(`field-${name}`)
    if (!(field instanceof HTMLTextAreaElement)) return
    field.scrollIntoView({ block: 'center' })
    // A browser scrolls a text to its caret only when the field is given the focus.
    field.blur()
    field.setSelectionRange(to, to)
    field.focus({ preventScroll: true })
    field.setSelectionRange(from, to)
  })
}
