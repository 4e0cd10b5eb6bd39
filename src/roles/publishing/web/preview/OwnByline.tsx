import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { BylineLines } from '#roles/publishing/web/compose/BylineLines.tsx'
import { useBylines } from '#roles/publishing/web/compose/use-bylines.ts'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import { asideAt } from '#roles/publishing/web/draft.ts'
import { differingAt, withEach } from '#roles/publishing/web/preview/own-beside.ts'
import { usePreviewWords } from '#roles/publishing/web/preview/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { SelectField } from '#web/parts/Field/Field.tsx'

type Props = { state: Composer; account: Account }

/** Whose line stands below the words of one account: that of all, nobody's, or somebody else's. */
export function OwnByline({ state, account }: Props): ReactElement {
  const { draft } = state
  const chosen = account.languages.map((language) => differingAt(draft, account, language).byline)
  const isAlike = chosen.every((one) => one === chosen[0])
  // Only an import or a program lets each language be signed by somebody else.
  const groups = isAlike ? [account.languages] : account.languages.map((language) => [language])
  return (
    <>
      {groups.map((languages, at) => (
        <SignedBy key={languages.join(' ')} {...{ state, account, languages, isAlike, isFirst: at === 0 }} />
      ))}
    </>
  )
}

type SignedProps = Props & { languages: readonly string[]; isAlike: boolean; isFirst: boolean }

function SignedBy({ state, account, languages, isAlike, isFirst }: SignedProps): ReactElement {
  const { say } = usePreviewWords()
  const compose = useComposeWords()
  const { draft, change } = state
  const { offered, people } = useBylines(languages)
  const [first = ''] = languages
  const own = differingAt(draft, account, first).byline
  const common = draft.aside.byline
  const nameOf = (person: string): string => people.get(person) ?? compose.say('byline.gone')
  const everybody = new Map([...people, ...(typeof own === 'string' ? [[own, nameOf(own)] as const] : [])])
  const same = common === undefined ? say('own.nobody') : nameOf(common)
  const choose = (value: string): void => {
    const byline = value.startsWith(isPerson) ? value.slice(isPerson.length) : null
    const speaking = { id: account.id, languages: [...languages] }
    change(withEach(draft, speaking, 'byline', () => (value === 'same' ? undefined : byline)))
  }
  const name = `own-${account.id}-byline${isFirst ? '' : `-${first}`}`
  const values = { name: account.name, language: autonym(first) }
  return (
    <div className="stack tight">
      <SelectField
        name={name}
        label={say(isAlike ? 'own.byline' : 'own.bylineIn', values)}
        value={valueOf(own)}
        onChange={choose}
        options={[
          { value: 'same', label: say('own.bylineSame', { who: same }) },
          { value: 'none', label: say('own.bylineNone') },
          ...[...everybody].map(([person, label]) => ({ value: `${isPerson}${person}`, label })),
        ]}
      />
      <BylineLines
        offered={offered}
        person={asideAt(draft, account.id, first).byline}
        languages={languages}
      />
    </div>
  )
}

/** What stands before the id of a person among the choices. */
const isPerson = 'person '

function valueOf(own: string | null | undefined): string {
  if (own === undefined) return 'same'
  return own === null ? 'none' : `${isPerson}${own}`
}
