import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { Campaign } from '#roles/publishing/campaigns/contract.ts'
import type { Filter } from '#roles/publishing/web/calendar/data.ts'
import { spanWords, step, views, type View } from '#roles/publishing/web/calendar/spans.ts'
import { useNarrow } from '#roles/publishing/web/calendar/use-narrow.ts'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'
import { lanesListed } from '#roles/publishing/web/words.ts'
import { SelectField } from '#web/parts/Field/Field.tsx'

type Props = {
  view: View
  date: string
  filter: Filter
  accounts: readonly Account[]
  campaigns: readonly Campaign[]
  onFilter: (filter: Filter) => void
}

/** Which days are shown, how, and of what. Every choice is part of the address. */
export function CalendarBar({ view, date, filter, accounts, campaigns, onFilter }: Props): ReactElement {
  const { say, tag } = useCalendarWords()
  const to = (part: { view?: View; date?: string | undefined }) => ({
    to: '/publish/calendar' as const,
    search: { ...filter, view, date, ...part },
  })
  return (
    <div className="stack calendar-bar">
      <div className="row between">
        <div className="row">
          <Link className="button bare" {...to({ date: step(view, date, -1) })}>
            <ChevronLeft className="icon" aria-hidden="true" />
            <span className="unseen">{say('bar.back')}</span>
          </Link>
          <Link className="button" {...to({ date: undefined })}>
            {say('bar.today')}
          </Link>
          <Link className="button bare" {...to({ date: step(view, date, 1) })}>
            <ChevronRight className="icon" aria-hidden="true" />
            <span className="unseen">{say('bar.on')}</span>
          </Link>
          <p className="span-name" aria-live="polite">
            {spanWords(view, date, tag)}
          </p>
        </div>
        <nav className="row view-choice" aria-label={say('bar.views')}>
          {views.map((one) => (
            <Link
              key={one}
              className={`tab ${one === view ? 'on' : ''}`}
              aria-current={one === view ? 'page' : undefined}
              {...to({ view: one })}
            >
              {say(`bar.${one}`)}
            </Link>
          ))}
        </nav>
      </div>
      {useNarrow() ? (
        <details open={Object.values(filter).some((one) => one !== undefined)}>
          <summary>{say('bar.filter')}</summary>
          <Filters {...{ filter, accounts, campaigns, onFilter }} />
        </details>
      ) : (
        <Filters {...{ filter, accounts, campaigns, onFilter }} />
      )}
    </div>
  )
}

function Filters({ filter, accounts, campaigns, onFilter }: Omit<Props, 'view' | 'date'>): ReactElement {
  const { say } = useCalendarWords()
  return (
    <div className="pairs">
      <SelectField
        name="calendar-account"
        label={say('bar.account')}
        value={filter.account ?? ''}
        onChange={(account) => onFilter({ ...filter, account: account || undefined })}
        options={[
          { value: '', label: say('bar.all') },
          ...accounts.map(({ id, name, handle }) => ({ value: id, label: `${name} (${handle})` })),
        ]}
      />
      {campaigns.length > 0 && (
        <SelectField
          name="calendar-campaign"
          label={say('bar.campaign')}
          value={filter.campaign ?? ''}
          onChange={(campaign) => onFilter({ ...filter, campaign: campaign || undefined })}
          options={[
            { value: '', label: say('bar.all') },
            ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <SelectField
        name="calendar-lane"
        label={say('bar.lane')}
        value={filter.lane ?? ''}
        onChange={(lane) => onFilter({ ...filter, lane: lane || undefined })}
        options={[
          { value: '', label: say('bar.all') },
          ...lanesListed.map((lane) => ({ value: lane, label: say(`lane.${lane}`) })),
        ]}
      />
    </div>
  )
}
