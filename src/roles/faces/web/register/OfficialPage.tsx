import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ExternalLink, Plus, UserSearch } from 'lucide-react'
import type { ReactElement } from 'react'
import { DirectoryNav } from '#roles/faces/web/DirectoryNav.tsx'
import { AccountRow } from '#roles/faces/web/register/AccountRow.tsx'
import { officialQuery, useMayManage } from '#roles/faces/web/register/data.ts'
import { Requests } from '#roles/faces/web/register/Requests.tsx'
import { inOrder } from '#roles/faces/web/register/standing.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { OfficialBoard } from '#roles/faces/life-cycle/contract.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Register.css'

/** Every account of ours: where it is in its life, what the desk saw when it last looked, who owns it. */
export function OfficialPage(): ReactElement {
  const { say, locale } = useRegisterWords()
  const board = useQuery(officialQuery)
  const mayManage = useMayManage()
  usePageTitle(say('official.title'))
  return (
    <div className="stack wide official">
      <header className="head">
        <div>
          <h1>{say('official.title')}</h1>
          <p className="lede">{say('official.lede')}</p>
        </div>
        {board.data && (
          <div className="row acts">
            <a className="button" href={board.data.publicPath[locale]} target="_blank" rel="noreferrer">
              <ExternalLink className="icon" aria-hidden="true" />
              {say('official.public')}
            </a>
            {mayManage && (
              <Link className="button" to="/directory/look-alikes">
                <UserSearch className="icon" aria-hidden="true" />
                {say('official.impostors')}
              </Link>
            )}
            {board.data.mayAsk && (
              <Link className="button primary" to="/directory/accounts/new">
                <Plus className="icon" aria-hidden="true" />
                {say('official.ask')}
              </Link>
            )}
          </div>
        )}
      </header>
      <DirectoryNav current="/directory/accounts" />
      {board.error && <ProblemNotice error={board.error} onAgain={() => void board.refetch()} />}
      {board.isPending && <Skeleton lines={5} />}
      {board.data && <Board board={board.data} />}
    </div>
  )
}

function Board({ board }: { board: OfficialBoard }): ReactElement {
  const { say, tag } = useRegisterWords()
  const { accounts, requests, lookAlikes } = board
  const [open, closed] = [
    accounts.filter(({ life }) => life !== 'closed'),
    accounts.filter(({ life }) => life === 'closed'),
  ]
  return (
    <>
      {lookAlikes > 0 && (
        <Notice look="look">
          <p>{say('official.lookAlikes', { count: lookAlikes })}</p>
          <div>
            <Link className="button" to="/directory/look-alikes">
              <UserSearch className="icon" aria-hidden="true" />
              {say('official.lookAlikesOpen')}
            </Link>
          </div>
        </Notice>
      )}
      <Requests requests={requests.filter(({ state }) => state === 'asked')} people={board.people} />
      <section className="stack" aria-labelledby="open-accounts">
        <h2 id="open-accounts">{say('official.open', { count: open.length })}</h2>
        {open.length === 0 ? (
          <Empty why={say('official.none')} />
        ) : (
          <ul className="card official-list">
            {inOrder(open, tag).map((account) => (
              <AccountRow key={account.id} account={account} />
            ))}
          </ul>
        )}
      </section>
      {closed.length > 0 && (
        <section className="stack" aria-labelledby="closed-accounts">
          <h2 id="closed-accounts">{say('official.closed')}</h2>
          <ul className="card official-list">
            {closed.map((account) => (
              <AccountRow key={account.id} account={account} />
            ))}
          </ul>
        </section>
      )}
      <Decided requests={requests.filter(({ state }) => state !== 'asked')} />
    </>
  )
}

function Decided({ requests }: { requests: OfficialBoard['requests'] }): ReactElement | null {
  const { say, day } = useRegisterWords()
  if (requests.length === 0) return null
  return (
    <details>
      <summary>{say('request.decided', { count: requests.length })}</summary>
      <ul className="stack small decided">
        {requests.map((one) => (
          <li key={one.id}>
            {say(`request.was.${one.state}`, {
              name: one.name,
              network: one.networkName,
              by: one.decided?.by ?? '',
              day: day(one.decided?.at ?? one.at),
            })}
            {one.decided?.words && <q>{one.decided.words}</q>}
          </li>
        ))}
      </ul>
    </details>
  )
}
