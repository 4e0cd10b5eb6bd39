import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Plus, Search } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { lookAlikesQuery, useLookAlikes, useMayManage } from '#roles/faces/web/register/data.ts'
import { NamesCards } from '#roles/faces/web/register/NamesCards.tsx'
import { NoteDialog } from '#roles/faces/web/register/NoteDialog.tsx'
import { Reasons } from '#roles/faces/web/register/Reasons.tsx'
import { whyWords } from '#roles/faces/web/register/why-words.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { LookAlike, LookAlikeList } from '#roles/faces/look-alikes/contract.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { Time } from '#web/parts/Time/Time.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import './Register.css'

/** Accounts that imitate ours: which, what they copy, and how well each network was searched. */
export function LookAlikesPage(): ReactElement {
  const { say } = useRegisterWords()
  const mayManage = useMayManage()
  const list = useQuery({ ...lookAlikesQuery, enabled: mayManage })
  const [isNoting, setNoting] = useState(false)
  const search = useLookAlikes(() => toasts.say({ text: say('alike.searched') }))
  usePageTitle(say('alike.title'))
  return (
    <div className="stack wide official">
      <p className="back">
        <Link to="/directory/accounts">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('back.accounts')}
        </Link>
      </p>
      <header className="head">
        <div>
          <h1>{say('alike.title')}</h1>
          <p className="lede">{say('alike.lede')}</p>
        </div>
        {list.data?.mayDecide && (
          <div className="row acts">
            <Button icon={Plus} onPress={() => setNoting(true)}>
              {say('alike.note')}
            </Button>
            <Button
              look="primary"
              icon={Search}
              isDisabled={search.isPending}
              onPress={() => search.mutate({ does: 'search' })}
            >
              {say(search.isPending ? 'alike.searching' : 'alike.search')}
            </Button>
          </div>
        )}
      </header>
      {!mayManage && <Empty why={say('alike.notYours')} />}
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {search.error && <ProblemNotice error={search.error} />}
      {mayManage && list.isPending && <Skeleton lines={4} />}
      {list.data && <List list={list.data} />}
      {isNoting && <NoteDialog onClose={() => setNoting(false)} />}
    </div>
  )
}

function List({ list }: { list: LookAlikeList }): ReactElement {
  const { say } = useRegisterWords()
  const { lookAlikes, lessons, isDaily } = list
  return (
    <>
      {lookAlikes.length === 0 ? (
        <Empty why={say('alike.none')} />
      ) : (
        <ul className="stack">
          {lookAlikes.map((one) => (
            <LookAlikeRow key={one.id} lookAlike={one} />
          ))}
        </ul>
      )}
      <p className="small muted">
        {say('alike.rule')} {lessons > 0 && say('alike.lessons', { count: lessons })}
      </p>
      <Searches list={list} />
      <p className="small muted">{say(isDaily ? 'alike.daily' : 'alike.onAsk')}</p>
      <NamesCards list={list} />
    </>
  )
}

function LookAlikeRow({ lookAlike }: { lookAlike: LookAlike }): ReactElement {
  const { say } = useRegisterWords()
  const { id, handle, networkName, account, reasons, kept, seenAt } = lookAlike
  return (
    <li className="card pane stack alike">
      <div className="row between">
        <h2>
          <Link to="/directory/look-alikes/$id" params={{ id }}>
            <bdi>{handle}</bdi>
          </Link>
        </h2>
        <Badge look={kept ? 'accent' : 'rising'}>{say(kept ? 'alike.kept' : 'alike.new')}</Badge>
      </div>
      <p>{say('alike.imitates', { name: account.name, handle: account.handle, network: networkName })}</p>
      <Reasons reasons={reasons} />
      <p className="small muted">
        {say('alike.seen')} <Time at={seenAt} nowMs={Date.now()} />
      </p>
    </li>
  )
}

function Searches({ list: { searches } }: { list: LookAlikeList }): ReactElement | null {
  const { say } = useRegisterWords()
  if (searches.length === 0) return null
  return (
    <>
      <h2>{say('alike.coverage')}</h2>
      <div className="scroll card" tabIndex={0} role="region" aria-label={say('alike.coverage')}>
        <table className="table">
          <caption className="unseen">{say('alike.coverage')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('alike.account')}</th>
              <th scope="col">{say('alike.network')}</th>
              <th scope="col">{say('alike.how')}</th>
              <th scope="col">{say('alike.when')}</th>
            </tr>
          </thead>
          <tbody>
            {searches.map((one) => (
              <tr key={one.account}>
                <th scope="row">
                  <bdi>{one.name}</bdi>
                </th>
                <td>{one.network}</td>
                <td>
                  {say(`alike.state.${one.state}`, { count: one.candidates, why: say(whyWords(one.why)) })}
                  {one.state === 'done' && !one.isWhole && ` ${say('alike.notWhole')}`}
                </td>
                <td>
                  <Time at={one.at} nowMs={Date.now()} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
