import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { Session, SessionChange } from '#access/contract.ts'
import { usePageTitle } from '#web/page-title.ts'
import { changeSession, sessionQuery } from '#web/client.ts'
import { useAreas, useDesk } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { PlaceBox } from '#web/parts/PlaceBox/PlaceBox.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import { KeyChoices } from '#web/shell/KeyMap.tsx'
import { themes } from '#web/theme.ts'
import { usePageWords } from '#web/pages/words.ts'
import type { Locale } from '#web/words.tsx'
import './Settings.css'

/** A person's own choices, and the desk's place and time zone. */
export function Settings(): ReactElement {
  const { say } = usePageWords()
  const { data: session } = useQuery(sessionQuery)
  usePageTitle(say('area.settings'))
  return (
    <div className="stack wide settings">
      <div>
        <h1>{say('area.settings')}</h1>
        <p className="lede">{say('settings.lede')}</p>
      </div>
      {session && <Mine session={session} />}
      {session && <DeskSettings session={session} />}
      <section className="card pane stack">
        <h2>{say('keys.title')}</h2>
        <KeyChoices />
      </section>
      <More />
    </div>
  )
}

/** The pages below settings, those the person may see. */
function More(): ReactElement {
  const { say } = usePageWords()
  const areas = useAreas().filter((area) => area.inSettings)
  return (
    <nav className="more-settings" aria-label={say('settings.more')}>
      <Link to="/settings/sources">{say('settings.toSources')}</Link>
      {areas.map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to}>
          <Icon className="icon" aria-hidden="true" />
          {say(label)}
        </Link>
      ))}
    </nav>
  )
}

function useSessionChange(): { change: (change: SessionChange) => void; error: unknown } {
  const { say } = usePageWords()
  const queries = useQueryClient()
  const { mutate, error } = useMutation({
    mutationFn: (change: SessionChange) => changeSession(change),
    onSuccess: (changed) => {
      queries.setQueryData(['session'], changed)
      toasts.say({ text: say('settings.kept') })
    },
  })
  return { change: mutate, error }
}

function Mine({ session }: { session: Session }): ReactElement {
  const { say, locale } = usePageWords()
  const { theme, setTheme, setLocale } = useDesk()
  const { change, error } = useSessionChange()
  const [name, setName] = useState(session.person.name)
  return (
    <section className="card pane stack">
      <h2>{say('settings.mine')}</h2>
      {error !== null && <ProblemNotice error={error} />}
      <form
        className="row end-line"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) change({ name: name.trim() })
        }}
      >
        <TextField
          name="name"
          label={say('settings.name')}
          value={name}
          onChange={setName}
          lengthMax={80}
          autoComplete="name"
        />
        <Button type="submit">{say('form.keep')}</Button>
      </form>
      <div className="pairs">
        <SelectField
          name="locale"
          label={say('welcome.language')}
          value={locale}
          onChange={(next) => setLocale(next === 'fr' ? 'fr' : ('en' satisfies Locale))}
          options={[
            { value: 'en', label: 'English' },
            { value: 'fr', label: 'Français' },
          ]}
        />
        <SelectField
          name="theme"
          label={say('me.theme')}
          value={theme}
          onChange={(next) => setTheme(themes.find((one) => one === next) ?? 'auto')}
          options={themes.map((one) => ({ value: one, label: say(`theme.${one}`) }))}
        />
      </div>
    </section>
  )
}

function DeskSettings({ session }: { session: Session }): ReactElement {
  const { say } = usePageWords()
  const { change, error } = useSessionChange()
  return (
    <section className="card pane stack">
      <h2>{say('settings.desk')}</h2>
      {error !== null && <ProblemNotice error={error} />}
      <PlaceBox
        value={session.desk.place?.name ?? ''}
        onChange={({ name, lat, lon, country }) => change({ place: { name, lat, lon, country } })}
      />
      <SelectField
        name="zone"
        label={say('settings.zone')}
        help={say('settings.zoneHelp')}
        value={session.desk.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        options={[...new Set([session.desk.timeZone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
          value: zone,
          label: zone.replaceAll('_', ' '),
        }))}
      />
    </section>
  )
}
