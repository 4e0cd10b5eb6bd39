import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { hostIn, type Campaign } from '#roles/publishing/campaigns/contract.ts'
import { PlanningNav } from '#roles/publishing/web/calendar/PlanningNav.tsx'
import { CampaignDialog } from '#roles/publishing/web/campaigns/CampaignDialog.tsx'
import { campaignsQuery, setHosts } from '#roles/publishing/web/campaigns/data.ts'
import { useCampaignWords } from '#roles/publishing/web/campaigns/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import '#roles/publishing/web/Publish.css'
import '#roles/publishing/web/calendar/Calendar.css'

/** Campaigns: which there are, how many messages belong to each, and to which sites their links are tagged. */
export function CampaignsPage(): ReactElement {
  const { say } = useCampaignWords()
  const list = useQuery(campaignsQuery)
  const [open, setOpen] = useState<{ of?: Campaign }>()
  usePageTitle(say('campaigns.title'))
  const may = list.data?.may
  return (
    <div className="stack wide publish">
      <PlanningNav />
      <header className="row between">
        <div>
          <h1>{say('campaigns.title')}</h1>
          <p className="lede">{say('campaigns.lede')}</p>
        </div>
        {may?.write === true && (
          <Button look="primary" icon={Plus} onPress={() => setOpen({})}>
            {say('campaign.new')}
          </Button>
        )}
      </header>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={4} />}
      {list.data?.campaigns.length === 0 && (
        <Empty why={say('campaigns.none')} example={say('campaigns.noneExample')} />
      )}
      {list.data && list.data.campaigns.length > 0 && (
        <ul className="card planned-list">
          {list.data.campaigns.map((campaign) => (
            <Entry
              key={campaign.id}
              {...{ campaign, mayChange: may?.write === true }}
              onChange={() => setOpen({ of: campaign })}
            />
          ))}
        </ul>
      )}
      {list.data && (
        <Hosts key={list.data.hosts.join(' ')} hosts={list.data.hosts} mayChange={may?.hosts === true} />
      )}
      {open && <CampaignDialog {...open} onClose={() => setOpen(undefined)} />}
    </div>
  )
}

type EntryProps = {
  campaign: Campaign
  mayChange: boolean
  onChange: () => void
}

function Entry({ campaign, mayChange, onChange }: EntryProps): ReactElement {
  const { say } = useCampaignWords()
  const { id, name, tags, messages, out, ended, example } = campaign
  return (
    <li className="stack tight">
      <div className="row between">
        <h2 className="row">
          {name}
          {ended !== undefined && <Badge>{say('campaign.over')}</Badge>}
        </h2>
        <div className="row">
          <Link className="button" to="/publish/calendar" search={{ campaign: id, view: 'list' as const }}>
            {say('campaign.inCalendar')}
            <span className="unseen">: {name}</span>
          </Link>
          {mayChange && (
            <Button label={say('campaign.changeName', { name })} onPress={onChange}>
              {say('campaign.change')}
            </Button>
          )}
        </div>
      </div>
      <p>{say('campaign.counts', { messages, out })}</p>
      <p className="small muted">
        {!tags && say('campaign.untagged')}
        {tags && example === undefined && say('campaign.noHosts')}
        {tags && example !== undefined && (
          <>
            {say('campaign.example')} <code>{example}</code>
          </>
        )}
      </p>
    </li>
  )
}

function Hosts({ hosts, mayChange }: { hosts: readonly string[]; mayChange: boolean }): ReactElement {
  const { say } = useCampaignWords()
  const queries = useQueryClient()
  const [written, setWritten] = useState(hosts.join('\n'))
  const lines = written.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  const odd = lines.find((line) => hostIn(line) === undefined)
  const tries = useTries({
    hosts: odd === undefined ? undefined : say('hosts.wrong', { host: odd }),
  })
  const set = useMutation({
    mutationFn: () => setHosts(lines),
    onSuccess: (list) => {
      queries.setQueryData(campaignsQuery.queryKey, list)
      toasts.say({ text: say('hosts.kept') })
    },
  })
  return (
    <section className="card pane stack" aria-label={say('hosts.title')}>
      <h2>{say('hosts.title')}</h2>
      <p>{say('hosts.lede')}</p>
      {mayChange ? (
        <Form tries={tries} act={set} press={say('hosts.keep')} onSubmit={() => set.mutate()}>
          <TextField
            name="hosts"
            label={say('hosts.label')}
            value={written}
            onChange={setWritten}
            lines={4}
            spellCheck={false}
            mono
            error={tries.errorOf('hosts')}
          />
        </Form>
      ) : (
        <p>{hosts.length === 0 ? say('hosts.none') : hosts.join(', ')}</p>
      )}
    </section>
  )
}
