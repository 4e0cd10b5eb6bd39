import type { ReactElement } from 'react'
import { useOfficial } from '#roles/faces/web/register/data.ts'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import type { OfficialAccount } from '#roles/faces/life-cycle/contract.ts'
import type { NotedProfile, ProfileChange } from '#roles/faces/register/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import { wordDiff } from '#web/word-diff.ts'

/** A profile says something else than before: the difference, and whether that is right. */
export function ProfileCard(props: { account: OfficialAccount; change: ProfileChange }): ReactElement {
  const { say, day } = useRegisterWords()
  const { account, change } = props
  const act = useOfficial(() => toasts.say({ text: say('check.accepted') }))
  const { noted, seen } = change
  const fields = (one: NotedProfile): string =>
    one.fields.map(({ name, text }) => `${name}: ${text}`).join('\n')
  return (
    <section className="card pane stack changed" aria-labelledby="profile-changed">
      <h2 id="profile-changed">{say('change.title')}</h2>
      <p>{say('change.lede', { noted: day(change.notedAt), seen: day(change.seenAt) })}</p>
      <dl className="changes">
        <Part label={say('change.name')} from={noted.name} to={seen.name} />
        <Part label={say('change.bio')} from={noted.bio} to={seen.bio} />
        <Part label={say('change.fields')} from={fields(noted)} to={fields(seen)} />
        {noted.picture !== undefined && seen.picture !== undefined && noted.picture !== seen.picture && (
          <>
            <dt>{say('change.picture')}</dt>
            <dd>{say('change.pictureOther')}</dd>
          </>
        )}
      </dl>
      {act.error && <ProblemNotice error={act.error} />}
      {account.mayManage && (
        <div className="stack tight">
          <p className="small">{say('change.notUs')}</p>
          <div>
            <Button
              look="primary"
              isDisabled={act.isPending}
              onPress={() => act.mutate({ does: 'accept', id: account.id, kind: 'text' })}
            >
              {say('change.accept')}
            </Button>
          </div>
        </div>
      )}
    </section>
  )
}

function Part({ label, from, to }: { label: string; from: string; to: string }): ReactElement | null {
  const { say } = useRegisterWords()
  if (from === to) return null
  return (
    <>
      <dt>{label}</dt>
      <dd dir="auto">
        {wordDiff(from, to).map((piece, at) => {
          const key = `${at} ${piece.kind}`
          if (piece.kind === 'same') return <span key={key}>{piece.text}</span>
          const Mark = piece.kind === 'added' ? 'ins' : 'del'
          return (
            <Mark key={key}>
              <span className="unseen">{say(`change.${piece.kind}`)} </span>
              {piece.text}
            </Mark>
          )
        })}
      </dd>
    </>
  )
}
