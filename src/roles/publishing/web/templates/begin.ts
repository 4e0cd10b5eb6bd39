import type { Template } from '#roles/publishing/templates/contract.ts'
import { emptyDraft, type Draft } from '#roles/publishing/web/draft.ts'

/** A message begun from a template: its words for every account, its blanks still to fill. */
export function fromTemplate({ name, lane, texts }: Template, accounts: readonly string[]): Draft {
  return { ...emptyDraft(accounts, name), lane, shared: { ...texts } }
}
