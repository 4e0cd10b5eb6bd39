import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Watch, WatchInput } from '#listening/contract.ts'
import { endWatch, keepWatch } from '#roles/early-warning/web/data.ts'
import {
  draftErrors,
  emptyDraft,
  readDraft,
  draftOf,
  type WatchDraft,
} from '#roles/early-warning/web/watch-draft.ts'
import { useWatchWords } from '#roles/early-warning/web/own-words.ts'
import { AskException } from '#roles/early-warning/web/AskException.tsx'
import { NotTaken } from '#roles/early-warning/web/NotTaken.tsx'
import { ReadOnly } from '#roles/early-warning/web/ReadOnly.tsx'
import { WatchFacts } from '#roles/early-warning/web/WatchFacts.tsx'
import { WatchTone } from '#roles/early-warning/web/WatchTone.tsx'
import { TryRule } from '#roles/early-warning/web/TryRule.tsx'
import { ProblemError, sessionQuery } from '#web/client.ts'
import { useMay } from '#web/desk.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ErrorSummary, type FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { PostList } from '#web/parts/PostList/PostList.tsx'
import { RuleField, useRuleCheck } from '#web/parts/RuleField/RuleField.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import { watchesQuery } from '#web/parts/WatchColumn/watch-data.ts'
import './Register.css'

/** A new watch. */
export function NewWatchPage(): ReactElement {
  const { say, timeZone } = useWatchWords()
  const { rule } = useSearch({ from: '/now/watches/new' })
  usePageTitle(say('watch.new'))
  const mayWatch = useMay('watch')
  const { data: session } = useQuery(sessionQuery)
  const draft = emptyDraft({
    owner: session?.person.name ?? '',
    rule: rule ?? '',
    nowMs: Date.now(),
    timeZone,
  })
  return (
    <div className="stack wide">
      <BackLink />
      <h1>{say('watch.new')}</h1>
      <p className="lede">{say('watch.lede')}</p>
      {mayWatch ? <WatchEditor draft={draft} /> : <ReadOnly verb="watch" />}
    </div>
  )
}

/** A watch there is: change it, end it, read its posts. */
export function WatchPage(): ReactElement {
  const { say, timeZone } = useWatchWords()
  const { id } = useParams({ from: '/now/watches/$id' })
  const mayWatch = useMay('watch')
  const watches = useQuery(watchesQuery)
  const watch = watches.data?.watches.find((one) => one.id === id)
  usePageTitle(watch?.name ?? say('area.watches'))
  return (
    <div className="stack wide">
      <BackLink />
      {watches.isPending && <Skeleton lines={4} />}
      {watches.error && <ProblemNotice error={watches.error} onAgain={() => void watches.refetch()} />}
      {watches.data && !watch && <Notice look="look">{say('watch.notFound')}</Notice>}
      {watch && (
        <>
          <h1>{watch.name}</h1>
          {watch.state === 'ended' && <Notice look="look">{say('watch.isEnded')}</Notice>}
          <NotTaken watchId={watch.id} />
          {mayWatch ? (
            <WatchEditor key={watch.id} watch={watch} draft={draftOf(watch, timeZone)} />
          ) : (
            <WatchFacts watch={watch} />
          )}
          <WatchTone id={watch.id} />
          <section className="stack">
            <h2>{say('watch.posts')}</h2>
            <PostList
              path={`/api/watches/${encodeURIComponent(watch.id)}/posts`}
              query={{}}
              label={say('watch.posts')}
              empty={<p className="muted">{say('watch.noPosts')}</p>}
            />
          </section>
        </>
      )}
    </div>
  )
}

function BackLink(): ReactElement {
  const { say } = useWatchWords()
  const navigate = useNavigate()
  useKey('back', () => void navigate({ to: '/now/watches' }))
  return (
    <p className="back">
      <Link to="/now/watches">
        <ArrowLeft className="icon" aria-hidden="true" /> {say('watch.back')}
      </Link>
    </p>
  )
}

function WatchEditor({ watch, draft: first }: { watch?: Watch; draft: WatchDraft }): ReactElement {
  const { say, locale, timeZone } = useWatchWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(first)
  const [attempt, setAttempt] = useState(0)
  const [errors, setErrors] = useState<FieldError[]>([])
  const change = (part: Partial<WatchDraft>): void => setDraft({ ...draft, ...part })
  const keep = useMutation({
    mutationFn: (body: WatchInput) => keepWatch(watch?.id, body),
    onSuccess: async (kept) => {
      await queries.invalidateQueries({ queryKey: ['watches'] })
      toasts.say({ text: say(watch ? 'watch.changed' : 'watch.started', { name: kept.name }) })
      await navigate({ to: '/now' })
    },
    onError: (error) => {
      const fields = error instanceof ProblemError ? Object.entries(error.problem.fields ?? {}) : []
      setErrors(fields.map(([name, words]) => ({ name, text: words[locale] })))
      setAttempt(attempt + 1)
    },
  })
  const read = (): WatchInput | undefined => {
    const found = draftErrors(draft, Date.now(), timeZone).map(({ name, key }) => ({ name, text: say(key) }))
    setErrors(found)
    setAttempt(attempt + 1)
    return found.length === 0 ? readDraft(draft, timeZone) : undefined
  }
  const needsException = useNeedsException(draft.rule, watch)
  const submit = (): void => {
    const input = needsException ? undefined : read()
    if (input !== undefined) keep.mutate(input)
  }
  const errorOf = (name: string): string | undefined => errors.find((error) => error.name === name)?.text
  return (
    <form
      className="editor"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="card pane">
        <ErrorSummary errors={errors} attempt={attempt} />
        {keep.error && errors.length === 0 && <ProblemNotice error={keep.error} />}
        <TextField
          name="name"
          label={say('watch.name')}
          help={say('watch.nameHelp')}
          value={draft.name}
          onChange={(name) => change({ name })}
          lengthMax={80}
          error={errorOf('name')}
        />
        <RuleField value={draft.rule} onChange={(rule) => change({ rule })} error={errorOf('rule')} />
        <TextField
          name="purpose"
          label={say('watch.purpose')}
          help={say('watch.purposeHelp')}
          value={draft.purpose}
          onChange={(purpose) => change({ purpose })}
          lines={2}
          lengthMax={500}
          error={errorOf('purpose')}
        />
        <div className="pairs">
          <TextField
            name="owner"
            label={say('watch.owner')}
            help={say('watch.ownerHelp')}
            value={draft.owner}
            onChange={(owner) => change({ owner })}
            lengthMax={120}
            error={errorOf('owner')}
          />
          <TextField
            name="endsAt"
            type="date"
            label={say('watch.ends')}
            help={say('watch.endsHelp')}
            value={draft.endsOn}
            onChange={(endsOn) => change({ endsOn })}
            error={errorOf('endsAt')}
          />
        </div>
        <SelectField
          name="column"
          label={say('watch.column')}
          value={draft.column}
          onChange={(column) => change({ column })}
          options={['0', '1', '2', '3', ''].map((value) => ({
            value,
            label:
              value === '' ? say('watch.noColumn') : say('watch.columnPlace', { place: Number(value) + 1 }),
          }))}
        />
        {needsException && <AskException watchId={watch?.id} read={read} />}
        <div className="row">
          {!needsException && (
            <Button look="primary" type="submit" isDisabled={keep.isPending}>
              {say(watch ? 'form.keepChanges' : 'watch.start')}
            </Button>
          )}
          {watch?.state === 'live' && <EndWatch watch={watch} />}
        </div>
      </div>
      <TryRule rule={draft.rule} />
    </form>
  )
}

/** Only the policy stands against the rule, and no exception covers it yet. */
function useNeedsException(rule: string, watch: Watch | undefined): boolean {
  const check = useRuleCheck(rule)
  if (check === undefined || check.ok || check.refusals.some((refusal) => refusal.policy !== true))
    return false
  const isCovered = watch?.exception !== undefined && watch.state === 'live' && watch.rule === rule.trim()
  return !isCovered
}

function EndWatch({ watch }: { watch: Watch }): ReactElement {
  const { say } = useWatchWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [asked, setAsked] = useState(false)
  const end = useMutation({
    mutationFn: () => endWatch(watch.id),
    onSuccess: async () => {
      setAsked(false)
      toasts.say({ text: say('watch.ended', { name: watch.name }) })
      await queries.invalidateQueries({ queryKey: ['watches'] })
      await navigate({ to: '/now/watches' })
    },
  })
  return (
    <>
      <Button look="quiet" onPress={() => setAsked(true)}>
        {say('watch.end')}
      </Button>
      <Dialog
        role="alertdialog"
        title={say('watch.endTitle', { name: watch.name })}
        isOpen={asked}
        onClose={() => setAsked(false)}
      >
        <p>{say('watch.endWhat')}</p>
        {end.error && <ProblemNotice error={end.error} />}
        <div className="answers">
          <Button look="danger" onPress={() => end.mutate()} isDisabled={end.isPending}>
            {say('watch.end')}
          </Button>
          <Button onPress={() => setAsked(false)} autoFocus>
            {say('watch.keepIt')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
