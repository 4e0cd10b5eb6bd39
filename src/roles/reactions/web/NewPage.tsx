import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import {
  baselineChoices,
  draftOfOffer,
  emptyDraft,
  inputOf,
  reactionChoices,
  wrongIn,
  type AnnouncementDraft,
} from '#roles/reactions/web/announcement-draft.ts'
import { announcementsQuery, follow, offersQuery } from '#roles/reactions/web/data.ts'
import { NewSearch } from '#roles/reactions/web/search.ts'
import { WatchChoice } from '#roles/reactions/web/WatchChoice.tsx'
import { lengthWords, useReactionWords } from '#roles/reactions/web/words.ts'
import { coverageQuery, sessionQuery } from '#web/client.ts'
import { useMay } from '#web/desk.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { CheckField, SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { RuleField } from '#web/parts/RuleField/RuleField.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import './Reactions.css'

/** An announcement to follow: from a message that went out, or from any moment and page. */
export function NewPage(): ReactElement {
  const { say, timeZone } = useReactionWords()
  const navigate = useNavigate()
  const { message } = NewSearch.parse(useSearch({ strict: false }))
  const offers = useQuery({ ...offersQuery, enabled: message !== undefined })
  const followed = useQuery({ ...announcementsQuery, enabled: message !== undefined })
  const known = followed.data?.announcements.find(({ messageId }) => messageId === message)
  const { data: coverage, isPending } = useQuery(coverageQuery)
  const mayFollow = useMay('triage')
  usePageTitle(say('new.title'))
  useKey('back', () => void navigate({ to: '/reactions' }))
  const offer = offers.data?.offers.find(({ messageId }) => messageId === message)
  const isReady = !isPending && (message === undefined || !(offers.isPending || followed.isPending))
  // What is followed already has a page of its own.
  if (message !== undefined && known !== undefined)
    return <Navigate to="/reactions/announcements/$id" params={{ id: known.id }} replace />
  const nowMs = coverage ? Date.parse(coverage.streamNow) : Date.now()
  return (
    <div className="stack wide">
      <p className="back">
        <Link to="/reactions">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('new.back')}
        </Link>
      </p>
      <header>
        <h1>{say('new.title')}</h1>
        <p className="lede">{say('new.lede')}</p>
      </header>
      {offers.error && <ProblemNotice error={offers.error} onAgain={() => void offers.refetch()} />}
      {!mayFollow && <Notice>{say('new.mayNot')}</Notice>}
      {!isReady && <Skeleton lines={5} />}
      {isReady && mayFollow && (
        <NewForm first={offer ? draftOfOffer(offer, timeZone) : emptyDraft(nowMs, timeZone)} />
      )}
    </div>
  )
}

function NewForm({ first }: { first: AnnouncementDraft }): ReactElement {
  const words = useReactionWords()
  const { say, timeZone } = words
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const { data: list } = useQuery(announcementsQuery)
  const [draft, setDraft] = useState(first)
  const change = (part: Partial<AnnouncementDraft>): void => setDraft({ ...draft, ...part })
  const wrong = Object.fromEntries(wrongIn(draft, timeZone).map((name) => [name, say(`new.wrong.${name}`)]))
  const tries = useTries(wrong)
  const keep = useMutation({
    mutationFn: () =>
      follow(inputOf(draft, { timeZone, nowMs: Date.now(), owner: session?.person.name ?? '' })),
    onSuccess: async ({ id, title }) => {
      await queries.invalidateQueries({ queryKey: announcementsQuery.queryKey })
      await queries.invalidateQueries({ queryKey: offersQuery.queryKey })
      await queries.invalidateQueries({ queryKey: ['watches'] })
      toasts.say({ text: say('new.followed', { title }) })
      await navigate({ to: '/reactions/announcements/$id', params: { id } })
    },
  })
  const lengths = (choices: readonly string[], minutes: number): { value: string; label: string }[] =>
    choices.map((value) => ({ value, label: lengthWords(Number(value) * minutes, words) }))
  return (
    <Form
      className="card pane new-announcement"
      tries={tries}
      hasSummary
      act={keep}
      press={say('new.follow')}
      onSubmit={() => keep.mutate()}
      onCancel={() => void navigate({ to: '/reactions' })}
    >
      <TextField
        name="title"
        label={say('new.name')}
        value={draft.title}
        onChange={(title) => change({ title })}
        lengthMax={200}
        error={tries.errorOf('title')}
      />
      <div className="pairs">
        <TextField
          name="day"
          type="date"
          label={say('new.day')}
          value={draft.day}
          onChange={(day) => change({ day })}
          error={tries.errorOf('day')}
        />
        <TextField
          name="time"
          type="time"
          label={say('new.time', { zone: words.zone(Date.now()) })}
          value={draft.time}
          onChange={(time) => change({ time })}
        />
      </div>
      <TextField
        name="text"
        label={say('new.text')}
        help={say('new.textHelp')}
        value={draft.text}
        onChange={(text) => change({ text })}
        lines={5}
        lengthMax={20_000}
      />
      <div className="pairs">
        <TextField
          name="url"
          label={say('new.url')}
          value={draft.url}
          onChange={(url) => change({ url })}
          lengthMax={2000}
          spellCheck={false}
          error={tries.errorOf('url')}
        />
        <TextField
          name="kind"
          label={say('new.kind')}
          help={say('new.kindHelp')}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
          list={list?.kinds ?? []}
          lengthMax={60}
        />
      </div>
      <WatchChoice
        chosen={draft.watchIds}
        onChange={(watchIds) => change({ watchIds })}
        error={tries.errorOf('watches')}
      />
      <NewWatch draft={draft} change={change} errorOf={tries.errorOf} />
      <div className="pairs">
        <SelectField
          name="baselineDays"
          label={say('new.baseline')}
          help={say('new.baselineHelp')}
          value={draft.baselineDays}
          onChange={(baselineDays) => change({ baselineDays })}
          options={lengths(baselineChoices, 24 * 60)}
        />
        <SelectField
          name="reactionHours"
          label={say('new.reaction')}
          value={draft.reactionHours}
          onChange={(reactionHours) => change({ reactionHours })}
          options={lengths(reactionChoices, 60)}
        />
      </div>
    </Form>
  )
}

type NewWatchProps = {
  draft: AnnouncementDraft
  change: (part: Partial<AnnouncementDraft>) => void
  errorOf: (name: string) => string | undefined
}

/** A watch that is begun with the announcement: only the rule and what it is for are asked; the rest follows. */
function NewWatch({ draft, change, errorOf }: NewWatchProps): ReactElement | null {
  const { say } = useReactionWords()
  const mayWatch = useMay('watch')
  const { data: coverage } = useQuery(coverageQuery)
  if (!mayWatch) return null
  const remembers = coverage !== undefined && coverage.mode !== 'live'
  return (
    <>
      <CheckField
        name="hasNewWatch"
        label={say('new.watch')}
        help={say(remembers ? 'new.watchHelpNotLive' : 'new.watchHelp')}
        checked={draft.hasNewWatch}
        onChange={(hasNewWatch) => change({ hasNewWatch })}
      />
      {draft.hasNewWatch && (
        <div className="stack new-watch">
          <RuleField value={draft.rule} onChange={(rule) => change({ rule })} error={errorOf('rule')} />
          <TextField
            name="purpose"
            label={say('new.purpose')}
            help={say('new.purposeHelp')}
            value={draft.purpose}
            onChange={(purpose) => change({ purpose })}
            lines={2}
            lengthMax={500}
            error={errorOf('purpose')}
          />
        </div>
      )}
    </>
  )
}
