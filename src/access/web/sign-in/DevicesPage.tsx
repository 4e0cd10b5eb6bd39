import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Monitor, Smartphone } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Device } from '#access/sign-in/contract.ts'
import { devicesQuery, signOutDevice, signOutElsewhere } from '#access/web/sign-in/data.ts'
import { useOwnWords } from '#access/web/sign-in/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import '#access/web/sign-in/SignIn.css'

/** Everywhere a person is signed in, each with a way out. */
export function DevicesPage(): ReactElement {
  const { say } = useOwnWords()
  usePageTitle(say('area.devices'))
  const { data, error, isPending, refetch } = useQuery(devicesQuery)
  return (
    <div className="stack wide own-ways">
      <div>
        <h1>{say('area.devices')}</h1>
        <p className="lede">{say('devices.lede')}</p>
      </div>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={3} />}
      {data && <List devices={data.devices} />}
      <p className="muted prose">{say('devices.ends')}</p>
      <p>
        <Link to="/settings/sign-in">{say('devices.toSignIn')}</Link>
      </p>
    </div>
  )
}

function List({ devices }: { devices: readonly Device[] }): ReactElement {
  const { say } = useOwnWords()
  const queries = useQueryClient()
  const elsewhere = useMutation({
    mutationFn: signOutElsewhere,
    onSuccess: async (count) => {
      toasts.say({ text: say('devices.elsewhereDone', { count }) })
      await queries.invalidateQueries({ queryKey: devicesQuery.queryKey })
    },
  })
  const sorted = devices.toSorted((a, b) => Number(b.isThis) - Number(a.isThis))
  return (
    <section className="card" aria-labelledby="devices-title">
      <header className="row between pane">
        <h2 id="devices-title">{say('devices.title')}</h2>
        {devices.length > 1 && (
          <Button isDisabled={elsewhere.isPending} onPress={() => elsewhere.mutate()}>
            {say('devices.elsewhere')}
          </Button>
        )}
        {devices.length === 1 && <span className="muted">{say('devices.only')}</span>}
      </header>
      {elsewhere.error && (
        <div className="pane first">
          <ProblemNotice error={elsewhere.error} />
        </div>
      )}
      <ul className="own-list">
        {sorted.map((device) => (
          <DeviceItem key={device.id} device={device} />
        ))}
      </ul>
    </section>
  )
}

function useDeviceName(): (device: Device) => string {
  const { say } = useOwnWords()
  return ({ browser, system }) =>
    browser !== undefined && system !== undefined
      ? say('devices.on', { browser, system })
      : (browser ?? system ?? say('devices.unknown'))
}

const phones = new Set(['iPhone', 'Android'])

function DeviceItem({ device }: { device: Device }): ReactElement {
  const { say, when } = useOwnWords()
  const queries = useQueryClient()
  const name = useDeviceName()(device)
  const out = useMutation({
    mutationFn: () => signOutDevice(device.id),
    onSuccess: () => toasts.say({ text: say('devices.done', { device: name }) }),
    // Also when it was signed out elsewhere meanwhile: the list says so.
    onSettled: () => queries.invalidateQueries({ queryKey: devicesQuery.queryKey }),
  })
  const Icon = phones.has(device.system ?? '') ? Smartphone : Monitor
  const nowMs = Date.now()
  const way = say(`devices.way.${device.way}`)
  const seen = device.isThis ? say('devices.now') : say('devices.seen', { when: when(device.seenAt, nowMs) })
  return (
    <li>
      <Icon className="icon" aria-hidden="true" />
      <div className="stack own-facts">
        <div className="row">
          <b>{name}</b>
          {device.isThis && <Badge look="accent">{say('devices.this')}</Badge>}
        </div>
        <p className="small muted">
          {say('devices.begun', { when: when(device.begunAt, nowMs), way })} · {seen}
        </p>
        {out.error && <ProblemNotice error={out.error} />}
      </div>
      {!device.isThis && (
        <Button
          small
          label={say('devices.outThis', { device: name })}
          isDisabled={out.isPending}
          onPress={() => out.mutate()}
        >
          {say('devices.out')}
        </Button>
      )}
    </li>
  )
}
