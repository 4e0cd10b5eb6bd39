import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft, ExternalLink } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { lookAlikeQuery, useLookAlikes } from '#roles/faces/web/register/data.ts'
import { Reasons } from '#roles/faces/web/register/Reasons.tsx'
import { ReportCard } from '#roles/faces/web/register/ReportCard.tsx'
import { WarnCard } from '#roles/faces/web/register/WarnCard.tsx'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { LookAlikePage as Page } from '#roles/faces/look-alikes/contract.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import './Register.css'

/** One account that imitates ours: what it copies, a report ready to send, and a way to warn people. */
export function LookAlikePage(): ReactElement {
  const { say } = useRegisterWords()
  const { id = '' } = useParams({ strict: false })
  const page = useQuery({ ...lookAlikeQuery(id), retry: false })
  usePageTitle(page.data?.lookAlike.handle ?? say('alike.title'))
  return (
    <div className="stack official narrow">
      <p className="back">
        <Link to="/directory/look-alikes">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('back.alikes')}
        </Link>
      </p>
      {page.error && <ProblemNotice error={page.error} />}
      {page.isPending && <Skeleton lines={6} />}
      {page.data && <Shown page={page.data} />}
    </div>
  )
}

function Shown({ page }: { page: Page }): ReactElement {
  const { say, day } = useRegisterWords()
  const { lookAlike, mayDecide } = page
  const { handle, url, networkName, account, reasons, foundAt, foundBy, seenAt, kept, forgottenAt } =
    lookAlike
  const nowMs = Date.now()
  return (
    <>
      <header className="stack tight">
        <div className="row between">
          <h1>
            <bdi>{handle}</bdi>
          </h1>
          <Badge look={kept ? 'accent' : 'rising'}>{say(kept ? 'alike.kept' : 'alike.new')}</Badge>
        </div>
        <p className="lede">
          {say('alike.imitates', { name: account.name, handle: account.handle, network: networkName })}
        </p>
        <p>
          <a href={url} target="_blank" rel="noreferrer nofollow">
            {say('alike.open')} <ExternalLink className="icon" aria-hidden="true" />
          </a>
        </p>
      </header>
      <section className="card pane stack" aria-labelledby="copies">
        <h2 id="copies">{say('alike.reasons')}</h2>
        <Reasons reasons={reasons} />
        <p className="small muted">
          {foundBy === undefined ? say('alike.found') : say('alike.foundBy', { name: foundBy })}{' '}
          <Time at={foundAt} nowMs={nowMs} /> · {say('alike.seen')} <Time at={seenAt} nowMs={nowMs} />
        </p>
        <p className="small muted">
          {kept
            ? say('alike.keptBy', { name: kept.by, day: day(kept.at) })
            : forgottenAt !== undefined && say('alike.forgotten', { day: day(forgottenAt) })}
        </p>
        {mayDecide && <Acts page={page} />}
      </section>
      <ReportCard page={page} />
      <WarnCard page={page} />
    </>
  )
}

function Acts({ page: { lookAlike } }: { page: Page }): ReactElement {
  const { say } = useRegisterWords()
  const navigate = useNavigate()
  const [asks, setAsks] = useState(false)
  const keep = useLookAlikes()
  const forget = useLookAlikes(() => {
    toasts.say({ text: say('alike.learned') })
    void navigate({ to: '/directory/look-alikes' })
  })
  const { id, kept } = lookAlike
  return (
    <div className="stack tight">
      {keep.error && <ProblemNotice error={keep.error} />}
      <div className="row">
        <Button
          isDisabled={keep.isPending}
          onPress={() => keep.mutate({ does: 'act', id, form: { does: kept ? 'let-go' : 'keep' } })}
        >
          {say(kept ? 'alike.letGo' : 'alike.keep')}
        </Button>
        <Button onPress={() => setAsks(true)}>{say('alike.not')}</Button>
      </div>
      {asks && (
        <Dialog title={say('alike.notTitle')} role="alertdialog" isOpen onClose={() => setAsks(false)}>
          <p>{say('alike.notWords')}</p>
          {forget.error && <ProblemNotice error={forget.error} />}
          <div className="row answers">
            <Button
              look="primary"
              isDisabled={forget.isPending}
              onPress={() => forget.mutate({ does: 'act', id, form: { does: 'not-an-impostor' } })}
            >
              {say('alike.notDo')}
            </Button>
            <Button onPress={() => setAsks(false)}>{say('form.cancel')}</Button>
          </div>
        </Dialog>
      )}
    </div>
  )
}
