import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarClock } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { MessagePlan, WhenForm } from '#roles/publishing/calendar/contract.ts'
import type { Message } from '#roles/publishing/contract.ts'
import { notesQuery, planQuery, setMeant } from '#roles/publishing/web/calendar/data.ts'
import { Notes } from '#roles/publishing/web/calendar/Notes.tsx'
import { WhenFields, whenOf, writtenAt, type Written } from '#roles/publishing/web/calendar/WhenFields.tsx'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'
import { campaignsQuery, setCampaign } from '#roles/publishing/web/campaigns/data.ts'
import { messageQuery } from '#roles/publishing/web/data.ts'
import { RepeatDialog } from '#roles/publishing/web/recurring/RepeatDialog.tsx'
import { TimeQuestion } from '#roles/publishing/web/send/TimeQuestion.tsx'
import { questionIn } from '#roles/publishing/web/send/wall.ts'
import { TemplateDialog } from '#roles/publishing/web/templates/TemplateDialog.tsx'
import { momentIn } from '#sending/web/times.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import './Calendar.css'

type Props = { message: Message; accounts: readonly Account[]; isDirty: boolean }

/** When a message is meant for, its campaign, and the ways to use it again. */
export function PlanCard({ message, accounts, isDirty }: Props): ReactElement | null {
  const { say } = useCalendarWords()
  const plan = useQuery(planQuery(message.id))
  const [open, setOpen] = useState<'meant' | 'repeat' | 'template'>()
  const close = (): void => setOpen(undefined)
  if (plan.error) return <ProblemNotice error={plan.error} />
  if (!plan.data) return null
  const { meant, recurring, may } = plan.data
  const isOut = message.state === 'published' || message.state === 'down'
  const nameOf = (id: string): string => accounts.find((one) => one.id === id)?.name ?? id
  return (
    <section className="card pane stack" aria-label={say('plan.title')}>
      <h2>{say('plan.title')}</h2>
      {!isOut && <Meant {...{ message, meant, mayWrite: may.write, onChange: () => setOpen('meant') }} />}
      {recurring !== undefined && (
        <p>
          <Link to="/publish/recurring">{say('plan.recurring')}</Link>
        </p>
      )}
      {may.write && <CampaignField {...{ message, isDirty, of: plan.data.campaign }} />}
      {may.write && (
        <div className="row">
          <Button isDisabled={isDirty} onPress={() => setOpen('repeat')}>
            {say('plan.repeat')}
          </Button>
          <Button isDisabled={isDirty} onPress={() => setOpen('template')}>
            {say('plan.template')}
          </Button>
          {isDirty && <span className="small muted">{say('plan.saveFirst')}</span>}
        </div>
      )}
      {open === 'meant' && <MeantDialog {...{ message, meant, nameOf }} onClose={close} />}
      {open === 'repeat' && <RepeatDialog message={message} onClose={close} />}
      {open === 'template' && <TemplateDialog first={templateOf(message)} onClose={close} />}
    </section>
  )
}

/** The words of a message as a template: those of the first account that says something in a language. */
function templateOf({ title, lane, versions }: Message): {
  name: string
  lane: Message['lane']
  en: string
  fr: string
} {
  const textIn = (language: string): string =>
    versions.map(({ written }) => written).find((one) => one.language === language && one.text.trim() !== '')
      ?.text ?? ''
  return { name: title, lane, en: textIn('en'), fr: textIn('fr') }
}

type MeantProps = {
  message: Message
  meant: MessagePlan['meant']
  mayWrite: boolean
  onChange: () => void
}

function Meant({ message, meant, mayWrite, onChange }: MeantProps): ReactElement {
  const { say, tag } = useCalendarWords()
  const queries = useQueryClient()
  const clear = useMutation({
    mutationFn: () => setMeant(message.id, null),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['calendar'] }),
  })
  return (
    <>
      <p>
        {meant === undefined
          ? say('meant.none')
          : say('meant.at', { at: momentIn(meant.at, { tag, timeZone: meant.zone }), by: meant.by })}
      </p>
      {clear.error && <ProblemNotice error={clear.error} />}
      {mayWrite && (
        <div className="row">
          <Button icon={CalendarClock} onPress={onChange}>
            {say(meant === undefined ? 'meant.set' : 'meant.change')}
          </Button>
          {meant !== undefined && (
            <Button look="quiet" isDisabled={clear.isPending} onPress={() => clear.mutate()}>
              {say('meant.clear')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

type MeantDialogProps = {
  message: Message
  meant: MessagePlan['meant']
  nameOf: (account: string) => string
  onClose: () => void
}

/** When a draft is meant for. Nothing is scheduled by it. */
function MeantDialog({ message, meant, nameOf, onClose }: MeantDialogProps): ReactElement {
  const { say, timeZone } = useCalendarWords()
  const queries = useQueryClient()
  const [written, setWritten] = useState<Written>(() =>
    meant === undefined
      ? { ...writtenAt(Date.now(), timeZone), time: '' }
      : writtenAt(Date.parse(meant.at), meant.zone),
  )
  const tries = useTries({
    'meant-date': written.date === '' ? say('when.needDate') : undefined,
    'meant-time': written.time === '' ? say('when.needTime') : undefined,
  })
  const act = useMutation({
    mutationFn: (when: WhenForm) => setMeant(message.id, when),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['calendar'] })
    },
  })
  const notes = useQuery(notesQuery(message.id, whenOf(written)))
  const change = (next: Written): void => {
    setWritten(next)
    act.reset()
  }
  const question = questionIn(act.error)
  return (
    <Dialog title={say('meant.title')} isOpen onClose={onClose}>
      <Form
        lede={<p>{say('meant.needed')}</p>}
        tries={tries}
        act={act}
        press={say('meant.press')}
        onSubmit={() => act.mutate(whenOf(written))}
        onCancel={onClose}
      >
        {question && (
          <TimeQuestion
            question={question}
            zone={written.zone}
            onWhich={(which) => act.mutate(whenOf(written, which))}
            jumpTo={(at) => change(writtenAt(Date.parse(at), written.zone))}
          />
        )}
        <WhenFields
          name="meant"
          written={written}
          onChange={change}
          errorOf={(field) => tries.errorOf(`meant-${field}`)}
        />
        <div aria-live="polite">
          <Notes notes={notes.data?.notes ?? []} nameOf={nameOf} />
        </div>
      </Form>
    </Dialog>
  )
}

type CampaignProps = { message: Message; of: string | undefined; isDirty: boolean }

/** Which campaign a message belongs to; nothing is asked where there is none. */
function CampaignField({ message, of, isDirty }: CampaignProps): ReactElement | null {
  const { say } = useCalendarWords()
  const queries = useQueryClient()
  const campaigns = useQuery(campaignsQuery).data?.campaigns ?? []
  const set = useMutation({
    mutationFn: (campaign: string | null) =>
      setCampaign(message.id, { revision: message.revision, campaign }),
    onSuccess: async (saved) => {
      queries.setQueryData(messageQuery(message.id).queryKey, saved)
      await queries.invalidateQueries({ queryKey: ['calendar'] })
      await queries.invalidateQueries({ queryKey: campaignsQuery.queryKey })
      await queries.invalidateQueries({ queryKey: ['message-check'] })
    },
  })
  const offered = campaigns.filter(({ id, ended }) => ended === undefined || id === of)
  if (offered.length === 0) return null
  if (isDirty) return null
  return (
    <>
      {set.error && <ProblemNotice error={set.error} />}
      <SelectField
        name="campaign"
        label={say('plan.campaign')}
        help={say('plan.campaignHelp')}
        value={of ?? ''}
        onChange={(id) => set.mutate(id === '' ? null : id)}
        options={[
          { value: '', label: say('plan.campaignNone') },
          ...offered.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </>
  )
}
