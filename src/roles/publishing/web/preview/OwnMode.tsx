import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { modeOf, withMode, type Mode } from '#roles/publishing/web/preview/own-beside.ts'
import { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { networkWord } from '#web/network-word.ts'
import { SelectField } from '#web/parts/Field/Field.tsx'

type Props = {
  state: Composer
  account: Account
  kind: 'contentWarning' | 'card'
  name: string
  /** Its network takes it as it is written; where it does not, it can only be left out. */
  isTaken: boolean
  /** The first field of its own, which is given the focus once it is drawn. */
  first: string
}

/** Whether an account has a warning or a card as all others, none, or its own. */
export function OwnMode({ state, account, kind, name, isTaken, first }: Props): ReactElement {
  const words = usePreviewWords()
  const { say } = words
  const { draft, change } = state
  const mode = modeOf(draft, account, kind)
  const modes: Mode[] = isTaken || mode === 'own' ? ['same', 'own', 'none'] : ['same', 'none']
  const choose = (value: string): void => {
    const chosen = modes.find((one) => one === value) ?? 'same'
    change(withMode(draft, account, { kind, mode: chosen }))
    if (chosen === 'own') requestAnimationFrame(() => document.getElementById(`field-${first}`)?.focus())
  }
  const network = networkWord(account, words)
  return (
    <SelectField
      name={name}
      label={say(`own.${kind}`, { name: account.name })}
      {...(isTaken ? {} : { help: say(`own.${kind}NotTaken`, { network }) })}
      value={mode}
      onChange={choose}
      options={modes.map((value) => ({ value, label: say(`own.mode.${value}`) }))}
    />
  )
}
