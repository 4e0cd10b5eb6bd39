import { Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import { Fact } from '#roles/publishing/web/accounts/AccountFacts.tsx'
import { Budget } from '#roles/publishing/web/accounts/Budget.tsx'
import { KeepersNotice } from '#roles/publishing/web/accounts/KeepersNotice.tsx'
import { SignInEnds } from '#roles/publishing/web/accounts/SignInEnds.tsx'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { AccountHealth } from '#sending/contract.ts'

/** What the harmless call said, when it worked. Takes the focus: the form it stands for is gone. */
export function WhatItSaid(props: { account: AccountHealth; networkName: string }): ReactElement {
  const { say } = useAccountWords()
  const { account, networkName } = props
  const { name, handle, server, textMax, filesMax, budget } = account
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <section className="card pane stack result" aria-labelledby="connect-result">
        <h2 id="connect-result" tabIndex={-1} ref={heading}>
          <CircleCheck className="icon" aria-hidden="true" /> {say('result.title', { name })}
        </h2>
        <p>{say('result.lede', { network: networkName })}</p>
        <dl className="facts-grid">
          <Fact name={say('result.who')}>{handle}</Fact>
          {server !== undefined && <Fact name={say('account.server')}>{server}</Fact>}
          {textMax !== undefined && (
            <Fact name={say('account.text')}>{say('account.textMax', { most: textMax })}</Fact>
          )}
          {filesMax !== undefined && (
            <Fact name={say('account.files')}>{say('account.filesMax', { most: filesMax })}</Fact>
          )}
          <Fact name={say('account.ends')}>
            <SignInEnds account={account} />
          </Fact>
          {budget !== undefined && (
            <Fact name={say('account.budget')}>
              <Budget of={budget} />
            </Fact>
          )}
        </dl>
        <div>
          <Link className="button primary" to="/publish/accounts">
            {say('result.back')}
          </Link>
        </div>
      </section>
      <KeepersNotice accounts={[account]} />
    </>
  )
}
