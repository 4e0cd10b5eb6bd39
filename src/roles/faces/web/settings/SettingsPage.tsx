import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { rotaLimits, type KeptSettings } from '#roles/faces/rota/contract.ts'
import { awayQuery, putSettings, settingsQuery } from '#roles/faces/web/data.ts'
import { DirectoryNav } from '#roles/faces/web/DirectoryNav.tsx'
import { draftOf, faultsIn, settingsOf, type SettingsDraft } from '#roles/faces/web/settings/draft.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { useMay } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** What the desk decides about its rota and its public page. */
export function SettingsPage(): ReactElement {
  const { say } = useDirectoryWords()
  const { data, error, isPending, refetch } = useQuery({ ...settingsQuery, refetchOnWindowFocus: false })
  usePageTitle(say('settings.title'))
  return (
    <div className="stack wide">
      <header>
        <h1>{say('settings.title')}</h1>
        <p className="lede">{say('settings.lede')}</p>
        <DirectoryNav current="/directory/settings" />
      </header>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={6} />}
      {data && <SettingsForm kept={data} />}
    </div>
  )
}

function SettingsForm({ kept }: { kept: KeptSettings }): ReactElement {
  const { say, locale } = useDirectoryWords()
  const maySet = useMay('settings')
  const [draft, setDraft] = useState(() => draftOf(kept, locale))
  const wrong = Object.fromEntries(
    faultsIn(draft).map(({ field, why, line }) => [field, say(`settings.fault.${why}`, { line })]),
  )
  const tries = useTries<Record<string, string | undefined>>(wrong)
  const keep = useKeeping(kept.revision)
  const fields = <Fields draft={draft} setDraft={setDraft} errorOf={tries.errorOf} />
  if (!maySet)
    return (
      <section className="card pane stack">
        <Notice>{say('settings.readOnly')}</Notice>
        <fieldset disabled className="bare-set stack">
          {fields}
        </fieldset>
      </section>
    )
  return (
    <Form
      className="card pane"
      label={say('settings.title')}
      tries={tries}
      hasSummary
      act={keep}
      press={say('form.keepChanges')}
      onSubmit={() => keep.mutate(draft)}
    >
      {fields}
    </Form>
  )
}

function useKeeping(revision: number) {
  const { say } = useDirectoryWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (draft: SettingsDraft) => putSettings({ ...settingsOf(draft), revision }),
    onSuccess: (kept) => {
      queries.setQueryData(settingsQuery.queryKey, kept)
      toasts.say({ text: say('settings.kept') })
      void queries.invalidateQueries({ queryKey: awayQuery.queryKey })
      void queries.invalidateQueries({ queryKey: ['rota'] })
    },
  })
}

type FieldsProps = {
  draft: SettingsDraft
  setDraft: (draft: SettingsDraft) => void
  errorOf: (name: string) => string | undefined
}

function Fields({ draft, setDraft, errorOf }: FieldsProps): ReactElement {
  const { say, timeZone } = useDirectoryWords()
  const change = (part: Partial<SettingsDraft>): void => setDraft({ ...draft, ...part })
  return (
    <>
      <TextField
        name="cover"
        label={say('settings.cover')}
        help={say('settings.coverHelp', { zone: timeZone })}
        value={draft.cover}
        onChange={(cover) => change({ cover })}
        lines={4}
        lengthMax={2000}
        error={errorOf('cover')}
      />
      <p className="small">
        {say('settings.holidays')} <Link to="/now/attention">{say('settings.holidaysGo')}</Link>
      </p>
      <fieldset className="stack bilingual">
        <legend>{say('settings.away')}</legend>
        <p className="small muted">{say('settings.awayHelp')}</p>
        <div className="pairs">
          {(['en', 'fr'] as const).map((language) => (
            <TextField
              key={language}
              name={`away.${language}`}
              label={say('both.label', {
                label: say('settings.awayText'),
                language: say(`both.${language}`),
              })}
              value={draft.away[language]}
              onChange={(text) => change({ away: { ...draft.away, [language]: text } })}
              lines={3}
              lengthMax={rotaLimits.awayMax}
              error={errorOf(`away.${language}`)}
            />
          ))}
        </div>
        <AwayNow />
      </fieldset>
      <TextField
        name="embedHosts"
        label={say('settings.hosts')}
        help={say('settings.hostsHelp')}
        value={draft.embedHosts}
        onChange={(embedHosts) => change({ embedHosts })}
        lines={3}
        lengthMax={5000}
        spellCheck={false}
        error={errorOf('embedHosts')}
      />
    </>
  )
}

/** The answer as it would be sent this minute. */
function AwayNow(): ReactElement | null {
  const { say, locale } = useDirectoryWords()
  const { data } = useQuery(awayQuery)
  if (!data) return null
  return (
    <p className="small">
      {data.isOpen ? say('settings.awayOpen') : say('settings.awayNow', { text: data[locale] })}
    </p>
  )
}
