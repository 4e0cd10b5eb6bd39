import { useEffect, useState, type ReactElement } from 'react'
import { ApprovalCard } from '#roles/publishing/web/ApprovalCard.tsx'
import { ByHand } from '#roles/publishing/web/ByHand.tsx'
import { PlanCard } from '#roles/publishing/web/calendar/PlanCard.tsx'
import { Checks } from '#roles/publishing/web/Checks.tsx'
import { BesideCard } from '#roles/publishing/web/compose/BesideCard.tsx'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import { FilesCard } from '#roles/publishing/web/files/FilesCard.tsx'
import { HalfNotice } from '#roles/publishing/web/HalfNotice.tsx'
import { LanguagePanes } from '#roles/publishing/web/LanguagePanes.tsx'
import {
  cardErrors,
  fileErrors,
  pollErrors,
  textErrors,
  titleErrors,
  uploadErrors,
  warningErrors,
} from '#roles/publishing/web/composer-errors.ts'
import { ComposerNotices } from '#roles/publishing/web/ComposerNotices.tsx'
import { PollCard } from '#roles/publishing/web/poll/PollCard.tsx'
import { ResultsCard } from '#roles/publishing/web/results/ResultsCard.tsx'
import { PollResultsCard } from '#roles/publishing/web/poll/PollResultsCard.tsx'
import { usePollWords } from '#roles/publishing/web/poll/words.ts'
import { PlainPanel } from '#roles/publishing/web/plain/PlainPanel.tsx'
import { ownCardErrors, ownWarningErrors } from '#roles/publishing/web/preview/own-errors.ts'
import { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import { AccountCard } from '#roles/publishing/web/preview/AccountCard.tsx'
import { SaveState } from '#roles/publishing/web/SaveState.tsx'
import { CorrectionCard } from '#roles/publishing/web/send/CorrectionCard.tsx'
import { SendCard } from '#roles/publishing/web/send/SendCard.tsx'
import { StateBadges } from '#roles/publishing/web/StateBadges.tsx'
import { TitleCard } from '#roles/publishing/web/TitleCard.tsx'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { isUnanswered } from '#roles/publishing/web/saving.ts'
import { isLate, useComposer, type ComposerNeeds } from '#roles/publishing/web/use-composer.ts'
import { ErrorSummary, type FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import './Publish.css'

/** One message being written: English and French side by side, what it will look like, and the way to approval. */
export function Composer(needs: ComposerNeeds): ReactElement {
  const words = usePublishWords()
  const { say } = words
  const pollWords = usePollWords()
  const composeWords = useComposeWords()
  const previewWords = usePreviewWords()
  const state = useComposer(needs)
  const { message, draft } = state
  const [shownAccount, setShownAccount] = useState(draft.accounts[0] ?? '')
  const [language, setLanguage] = useState<string>()
  const [errors, setErrors] = useState<FieldError[]>([])
  const [attempt, setAttempt] = useState(0)
  const account = draft.accounts.includes(shownAccount) ? shownAccount : (draft.accounts[0] ?? '')
  const mayWrite = message === undefined || message.may.write

  const check = (found: FieldError[]): boolean => {
    // What is missing in the fields of one account is seen where that account is shown.
    const hidden = draft.accounts.find((id) => found.some(({ name }) => name.startsWith(`own-${id}-`)))
    if (hidden !== undefined) setShownAccount(hidden)
    setErrors(found)
    setAttempt(attempt + 1)
    return found.length === 0
  }
  const save = (): void => {
    const found = [
      ...titleErrors(state, words),
      ...uploadErrors(state, words),
      ...cardErrors(state, needs, composeWords),
      ...ownCardErrors(draft, needs.accounts, previewWords),
    ]
    if (check(found)) state.save.mutate()
  }
  const ask = (deadline?: string): void => {
    const found = [
      ...titleErrors(state, words),
      ...textErrors(state, needs, words),
      ...uploadErrors(state, words),
      ...fileErrors(state, needs, words),
      ...pollErrors(state, needs, pollWords),
      ...warningErrors(state, needs, composeWords),
      ...cardErrors(state, needs, composeWords),
      ...ownWarningErrors(draft, needs.accounts, previewWords),
      ...ownCardErrors(draft, needs.accounts, previewWords),
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
      {error && !isLate(error) && !isUnanswered(error) && <ProblemNotice error={error} />}
      <ErrorSummary errors={errors} attempt={attempt} />
      <div className="composer">
        <div className="stack">
          {mayWrite && (
            <>
              <TitleCard state={state} accounts={needs.accounts} errors={errors} />
              <section className="card texts" aria-label={say('texts.label')}>
                <LanguagePanes {...{ state, errors, accounts: needs.accounts, onLanguage: setLanguage }} />
              </section>
              <BesideCard state={state} accounts={needs.accounts} errors={errors} />
              <FilesCard state={state} account={account} accounts={needs.accounts} errors={errors} />
              <PollCard state={state} accounts={needs.accounts} errors={errors} />
              <Checks {...{ state, account, accounts: needs.accounts, onShow: setShownAccount }} />
              <PlainPanel {...{ state, account, accounts: needs.accounts, onShow: setShownAccount }} />
            </>
          )}
        </div>
        <div className="stack">
          {message && <CorrectionCard message={message} accounts={needs.accounts} isDirty={state.isDirty} />}
          {message && <SendCard message={message} accounts={needs.accounts} isDirty={state.isDirty} />}
          {message && <PollResultsCard message={message} accounts={needs.accounts} />}
          {message && <ResultsCard message={message} accounts={needs.accounts} />}
          {message && <ByHand message={message} accounts={needs.accounts} isDirty={state.isDirty} />}
          <AccountCard
            {...{ state, account, errors, language, mayWrite, accounts: needs.accounts }}
            onLanguage={setLanguage}
            onShow={setShownAccount}
          />
          <ApprovalCard
            state={state}
            accounts={needs.accounts}
            mayWrite={mayWrite}
            mayAsk={mayAsk}
            onSave={save}
            onAsk={ask}
          />
          {message && <PlanCard message={message} accounts={needs.accounts} isDirty={state.isDirty} />}
        </div>
      </div>
    </>
  )
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
