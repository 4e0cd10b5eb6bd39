import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Template } from '#roles/publishing/templates/contract.ts'
import { PlanningNav } from '#roles/publishing/web/calendar/PlanningNav.tsx'
import { removeTemplate, templatesQuery } from '#roles/publishing/web/templates/data.ts'
import { TemplateDialog } from '#roles/publishing/web/templates/TemplateDialog.tsx'
import { useTemplateWords } from '#roles/publishing/web/templates/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#roles/publishing/web/Publish.css'
import '#roles/publishing/web/calendar/Calendar.css'

type Open = { kind: 'new' } | { kind: 'change' | 'remove'; template: Template }

/** Messages kept to begin others from: read them, begin one, keep, change or take one out. */
export function TemplatesPage(): ReactElement {
  const { say } = useTemplateWords()
  const list = useQuery(templatesQuery)
  const [open, setOpen] = useState<Open>()
  const close = (): void => setOpen(undefined)
  usePageTitle(say('templates.title'))
  const mayKeep = list.data?.mayKeep === true
  const keepOne = mayKeep && (
    <Button look="primary" icon={Plus} onPress={() => setOpen({ kind: 'new' })}>
      {say('template.new')}
    </Button>
  )
  return (
    <div className="stack wide publish">
      <PlanningNav />
      <header className="row between">
        <div>
          <h1>{say('templates.title')}</h1>
          <p className="lede">{say('templates.lede')}</p>
        </div>
        {keepOne}
      </header>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={4} />}
      {list.data?.templates.length === 0 && (
        <Empty why={say('templates.none')} example={say('templates.noneExample')} />
      )}
      {list.data && list.data.templates.length > 0 && (
        <ul className="card planned-list">
          {list.data.templates.map((template) => (
            <Entry key={template.id} template={template} mayBegin={mayKeep} onOpen={setOpen} />
          ))}
        </ul>
      )}
      {open?.kind === 'new' && (
        <TemplateDialog first={{ name: '', lane: 'normal', en: '', fr: '' }} onClose={close} />
      )}
      {open?.kind === 'change' && (
        <TemplateDialog
          of={open.template}
          first={{ name: open.template.name, lane: open.template.lane, ...open.template.texts }}
          onClose={close}
        />
      )}
      {open?.kind === 'remove' && <Remove template={open.template} onClose={close} />}
    </div>
  )
}

type EntryProps = { template: Template; mayBegin: boolean; onOpen: (open: Open) => void }

function Entry({ template, mayBegin, onOpen }: EntryProps): ReactElement {
  const words = useTemplateWords()
  const { say } = words
  const { id, name, lane, texts, by, changedBy, changedAt, mayChange } = template
  return (
    <li className="stack tight">
      <div className="row between">
        <h2 className="row">
          {name}
          {lane !== 'normal' && (
            <Badge look={lane === 'emergency' ? 'danger' : 'practice'}>{say(`lane.${lane}`)}</Badge>
          )}
        </h2>
        <div className="row">
          {mayBegin && (
            <Link className="button" to="/publish/new" search={{ template: id }}>
              {say('template.begin')}
              <span className="unseen">: {name}</span>
            </Link>
          )}
          {mayChange && (
            <Button
              label={say('template.changeName', { name })}
              onPress={() => onOpen({ kind: 'change', template })}
            >
              {say('template.change')}
            </Button>
          )}
          {mayChange && (
            <Button
              look="quiet"
              label={say('template.removeName', { name })}
              onPress={() => onOpen({ kind: 'remove', template })}
            >
              {say('template.remove')}
            </Button>
          )}
        </div>
      </div>
      <div className="pairs">
        {(['en', 'fr'] as const).map((language) => (
          <p key={language} className="quoted" lang={language} tabIndex={0}>
            {texts[language]}
          </p>
        ))}
      </div>
      <p className="small muted">{say('template.facts', { by, changedBy, at: words.day(changedAt) })}</p>
    </li>
  )
}

function Remove({ template, onClose }: { template: Template; onClose: () => void }): ReactElement {
  const { say } = useTemplateWords()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeTemplate(template.id),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: templatesQuery.queryKey })
    },
  })
  return (
    <Dialog
      title={say('template.removeTitle', { name: template.name })}
      role="alertdialog"
      isOpen
      onClose={onClose}
    >
      <p>{say('template.removeWhat')}</p>
      {remove.error && <ProblemNotice error={remove.error} />}
      <div className="answers">
        <Button look="danger" isDisabled={remove.isPending} onPress={() => remove.mutate()}>
          {say('template.remove')}
        </Button>
        <Button autoFocus onPress={onClose}>
          {say('template.stay')}
        </Button>
      </div>
    </Dialog>
  )
}
