import type { Message, MessageForm } from '#roles/publishing/contract.ts'

/** That one language says something the other may not say yet. */
export type Drift =
  | { kind: 'unsaved'; changed: string; unchanged: string }
  | { kind: 'saved'; newer: string; older: string; atMs: number }

/** Whether one language of an account was changed without another; the first pair found. */
export function driftOf(o: {
  account: string
  base: MessageForm | undefined
  form: MessageForm
  message: Pick<Message, 'versions'> | undefined
}): Drift | undefined {
  const mine = o.form.versions.filter(({ account, text }) => account === o.account && text.trim() !== '')
  const before = (language: string): string =>
    o.base?.versions.find((one) => one.account === o.account && one.language === language)?.text ?? ''
  const one = mine.find(({ language, text }) => text !== before(language))
  const other = mine.find(({ language, text }) => text === before(language))
  if (one !== undefined) return other && { kind: 'unsaved', changed: one.language, unchanged: other.language }
  return savedDrift(o.account, o.message)
}

function savedDrift(account: string, message: Pick<Message, 'versions'> | undefined): Drift | undefined {
  const byTime = (message?.versions ?? [])
    .filter(({ content }) => content.account === account && content.parts.some((part) => part.trim() !== ''))
    .map(({ content, changedAt }) => ({ language: content.language, atMs: Date.parse(changedAt) }))
    .toSorted((a, b) => b.atMs - a.atMs)
  const [newest, oldest] = [byTime[0], byTime.at(-1)]
  if (newest === undefined || oldest === undefined || newest.atMs === oldest.atMs) return undefined
  return { kind: 'saved', newer: newest.language, older: oldest.language, atMs: newest.atMs }
}
