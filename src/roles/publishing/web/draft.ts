import type { Account } from '#access/people/contract.ts'
import type { Lane } from '#kernel/permission.ts'
import type { Message, MessageForm } from '#roles/publishing/contract.ts'

/** A message as the composer holds it: words all accounts share, and those of accounts that say it otherwise. */
export type Draft = {
  title: string
  lane: Lane
  /** Ids of the accounts it is for, in the order they were chosen. */
  accounts: string[]
  /** By language. */
  shared: Record<string, string>
  /** By account, then by language. */
  own: Record<string, Record<string, string>>
}

/** Accounts as a draft needs them. */
export type Speaking = Pick<Account, 'id' | 'languages'>

/** An empty draft for these accounts. */
export function emptyDraft(accounts: readonly string[], title = ''): Draft {
  return { title, lane: 'normal', accounts: [...accounts], shared: {}, own: {} }
}

/** The text of one account in one language. */
export function textAt(draft: Draft, account: string, language: string): string {
  return draft.own[account]?.[language] ?? draft.shared[language] ?? ''
}

/** What the server is given. */
export function formOf(draft: Draft, accounts: readonly Speaking[]): MessageForm {
  const chosen = draft.accounts.flatMap((id) => accounts.find((one) => one.id === id) ?? [])
  const versions = chosen.flatMap(({ id, languages }) =>
    languages.map((language) => ({ account: id, language, text: textAt(draft, id, language) })),
  )
  return { title: draft.title, lane: draft.lane, versions }
}

/** A form as the composer shows it: what most accounts say alike is shared. */
export function draftOf(form: MessageForm): Draft {
  const accounts = [...new Set(form.versions.map(({ account }) => account))]
  const shared: Record<string, string> = {}
  for (const { language, text } of form.versions) shared[language] ??= text
  const own: Record<string, Record<string, string>> = {}
  for (const account of accounts) {
    const mine = form.versions.filter((version) => version.account === account)
    if (mine.some(({ language, text }) => text !== shared[language]))
      own[account] = Object.fromEntries(mine.map(({ language, text }) => [language, text]))
  }
  return { title: form.title, lane: form.lane, accounts, shared, own }
}

/** The form a message was read as. */
export function formAsRead({
  title,
  lane,
  versions,
}: Pick<Message, 'title' | 'lane' | 'versions'>): MessageForm {
  const read = versions.map(({ content: { account, language, parts } }) => ({
    ...{ account, language },
    text: parts.join('\n\n'),
  }))
  return { title, lane, versions: read }
}

/** Whether two forms say the same. */
export function sameForm(a: MessageForm, b: MessageForm): boolean {
  const said = ({ title, lane, versions }: MessageForm): string => {
    const texts = versions.map(({ account, language, text }) => `${account} ${language} ${text}`)
    return JSON.stringify([title.trim(), lane, texts.toSorted()])
  }
  return said(a) === said(b)
}

/** The languages of the accounts a draft is for, in their order. */
export function languagesOf(draft: Draft, accounts: readonly Speaking[]): string[] {
  const chosen = draft.accounts.flatMap((id) => accounts.find((one) => one.id === id) ?? [])
  return [...new Set(chosen.flatMap(({ languages }) => languages))]
}

/** Blanks of a template that nobody filled: `[time]`, `[heure]`. */
export function blanksIn(text: string): string[] {
  return [...new Set(text.match(/\[[^[\]\n]{1,60}\]/gu))]
}
