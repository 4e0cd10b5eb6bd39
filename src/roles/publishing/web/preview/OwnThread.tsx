import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { differingAt, withEach } from '#roles/publishing/web/preview/own-beside.ts'
import { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { SelectField } from '#web/parts/Field/Field.tsx'

type Props = { state: Composer; account: Account }

/** That an account may become a thread where others may not, or the other way round, as an import or a program writes it. */
export function OwnThread({ state: { draft, change }, account }: Props): ReactElement {
  const { say } = usePreviewWords()
  const values = account.languages.map((language) => differingAt(draft, account, language).thread)
  const mine = values.find((value) => value !== undefined)
  const given = { same: undefined, thread: true, one: false } as const
  const now = mine === true ? 'thread' : 'one'
  return (
    <SelectField
      name={`own-${account.id}-thread`}
      label={say('own.thread', { name: account.name })}
      value={mine === undefined ? 'same' : now}
      onChange={(how) =>
        change(
          withEach(draft, account, 'thread', () => given[how === 'thread' || how === 'one' ? how : 'same']),
        )
      }
      options={[
        { value: 'same', label: say('own.mode.same') },
        { value: 'thread', label: say('own.thread.may') },
        { value: 'one', label: say('own.thread.one') },
      ]}
    />
  )
}
