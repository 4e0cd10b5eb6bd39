import { useEffect, useState, type ReactElement } from 'react'
import { AccountTabs } from '#roles/publishing/web/AccountTabs.tsx'
import { ApprovalCard } from '#roles/publishing/web/ApprovalCard.tsx'
import { ByHand } from '#roles/publishing/web/ByHand.tsx'
import { Checks } from '#roles/publishing/web/Checks.tsx'
import { languagesOf, textAt } from '#roles/publishing/web/draft.ts'
import { FilesCard } from '#roles/publishing/web/files/FilesCard.tsx'
import { HalfNotice } from '#roles/publishing/web/HalfNotice.tsx'
import { LanguagePanes } from '#roles/publishing/web/LanguagePanes.tsx'
import { ComposerNotices } from '#roles/publishing/web/ComposerNotices.tsx'
import { Preview } from '#roles/publishing/web/Preview.tsx'
import { PollCard } from '#roles/publishing/web/poll/PollCard.tsx'
import { emptyOptions } from '#roles/publishing/web/poll/poll-drafts.ts'
import { PollResultsCard } from '#roles/publishing/web/poll/PollResultsCard.tsx'
import { usePollWords } from '#roles/publishing/web/poll/words.ts'
import { SaveState } from '#roles/publishing/web/SaveState.tsx'
import { CorrectionCard } from '#roles/publishing/web/send/CorrectionCard.tsx'
import { ReplyNote } from '#roles/publishing/web/send/ReplyNote.tsx'
import { SendCard } from '#roles/publishing/web/send/SendCard.tsx'
import { StateBadges } from '#roles/publishing/web/StateBadges.tsx'
import { TitleCard } from '#roles/publishing/web/TitleCard.tsx'
import { autonym, usePublishWords, type PublishWords } from '#roles/publishing/web/words.ts'
import {
  isLate,
  useComposer,
  type Composer as State,
  type ComposerNeeds,
} from '#roles/publishing/web/use-composer.ts'
import { ErrorSummary, type FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import './Publish.css'

/** One message being written: English and French side by side, what it will look like, and the way to approval. */
export function Composer(needs: ComposerNeeds): ReactElement {
  const words = usePublishWords()
  const { say } = words
  const pollWords = usePollWords()
  const state = useComposer(needs)
  const { message, draft } = state
  const [shownAccount, setShownAccount] = useState(draft.accounts[0] ?? '')
  const [errors, setErrors] = useState<FieldError[]>([])
  const [attempt, setAttempt] = useState(0)
  const account = draft.accounts.includes(shownAccount) ? shownAccount : (draft.accounts[0] ?? '')
  const mayWrite = message === undefined || message.may.write

  const check = (found: FieldError[]): boolean => {
    setErrors(found)
    setAttempt(attempt + 1)
    return found.length === 0
  }
  const save = (): void => {
    if (check([...titleErrors(state, words), ...uploadErrors(state, words)])) state.save.mutate()
  }
  const ask = (deadline?: string): void => {
    const found = [
      ...titleErrors(state, words),
      ...textErrors(state, needs, words),
      ...uploadErrors(state, words),
      ...fileErrors(state, needs, words),
      ...pollErrors(state, needs, pollWords),
    ]
    if (!check(found)) return
    state.ask.mutate(deadline, {
      onSuccess: ({ approvers }) =>
        toasts.say({
          text: say('ask.done', { names: words.list(approvers.slice(0, 3)), count: approvers.length }),
        }),
    })
  }
  const mayAsk = mayWrite && (message === undefined || message.may.ask || state.isDirty)
  useCtrlEnter(mayAsk && !state.ask.isPending ? () => ask() : undefined)
  const { error } = state.save
  return (
    <>
      <header className="row between">
        <div className="stack tight">
          <h1>{draft.title.trim() === '' ? say('message.new') : draft.title}</h1>
          {message && <StateBadges message={message} />}
        </div>
        <SaveState state={state} />
      </header>
      {message?.half.map((half) => (
        <HalfNotice key={half.account} half={half} accounts={needs.accounts} />
      ))}
      <ComposerNotices state={state} accounts={needs.accounts} />
      {error && !isLate(error) && <ProblemNotice error={error} />}
      <ErrorSummary errors={errors} attempt={attempt} />
      <div className="composer">
        <div className="stack">
          {mayWrite && (
            <>
              <TitleCard state={state} accounts={needs.accounts} errors={errors} />
              <section className="card texts" aria-label={say('texts.label')}>
                <AccountTabs {...{ state, account, accounts: needs.accounts, onShow: setShownAccount }} />
                <LanguagePanes state={state} account={account} accounts={needs.accounts} errors={errors} />
                {message && <ReplyNote message={message} account={account} />}
              </section>
              <FilesCard state={state} account={account} accounts={needs.accounts} errors={errors} />
              <PollCard state={state} accounts={needs.accounts} errors={errors} />
              <Checks state={state} account={account} accounts={needs.accounts} />
            </>
          )}
        </div>
        <div className="stack">
          {message && <CorrectionCard message={message} accounts={needs.accounts} isDirty={state.isDirty} />}
          {message && <SendCard message={message} accounts={needs.accounts} isDirty={state.isDirty} />}
          {message && <PollResultsCard message={message} accounts={needs.accounts} />}
          {message && <ByHand message={message} accounts={needs.accounts} isDirty={state.isDirty} />}
          <Preview state={state} account={account} accounts={needs.accounts} />
          <ApprovalCard
            state={state}
            accounts={needs.accounts}
            mayWrite={mayWrite}
            mayAsk={mayAsk}
            onSave={save}
            onAsk={ask}
          />
        </div>
      </div>
    </>
  )
}

function titleErrors({ draft }: State, { say }: PublishWords): FieldError[] {
  const found: FieldError[] = []
  if (draft.title.trim() === '') found.push({ name: 'title', text: say('wrong.title') })
  if (draft.accounts.length === 0) found.push({ name: 'accounts', text: say('wrong.accounts') })
  return found
}

function textErrors({ draft }: State, { accounts }: ComposerNeeds, { say }: PublishWords): FieldError[] {
  const isMissing = (language: string): boolean =>
    draft.accounts.some(
      (id) =>
        accounts.find((one) => one.id === id)?.languages.includes(language) === true &&
        textAt(draft, id, language).trim() === '',
    )
  return languagesOf(draft, accounts)
    .filter(isMissing)
    .map((language) => ({
      name: `text-${language}`,
      text: say('wrong.text', { language: autonym(language) }),
    }))
}

/** What is still on its way would be left out of what is saved. */
function uploadErrors({ uploads }: State, { say }: PublishWords): FieldError[] {
  return uploads.isBusy ? [{ name: 'files', text: say('wrong.uploading') }] : []
}

function fileErrors({ draft }: State, { accounts }: ComposerNeeds, { say }: PublishWords): FieldError[] {
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

function pollErrors(
  { draft }: State,
  { accounts }: ComposerNeeds,
  { say }: ReturnType<typeof usePollWords>,
): FieldError[] {
  return emptyOptions(draft.poll, languagesOf(draft, accounts)).map(({ language, n }) => ({
    name: `poll-${language}-${n}`,
    text: say('poll.wrong', { n, language: autonym(language) }),
  }))
}

/** Ctrl Enter from anywhere on the page asks for approval; nothing is published by a key. */
function useCtrlEnter(run: (() => void) | undefined): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
      if (run === undefined || document.querySelector('[role="dialog"], [role="alertdialog"]')) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [run])
}
