/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- drawn as cards, a table is no table to some screen readers */
import { Check, Minus } from 'lucide-react'
import type { ReactElement } from 'react'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { NetworkView } from '#sending/contract.ts'
import { networkWord } from '#web/network-word.ts'

/** Columns, in the order in which people ask. */
const columns = [
  ...(['threads', 'replies', 'quotes', 'images', 'video', 'altText'] as const),
  ...(['captions', 'cards', 'contentWarning', 'languageTags', 'polls', 'edits', 'deletes'] as const),
  'readsPrivate' as const,
]

/**
 * Networks and what can be done at each, as a table; where there is no room each row is a card. The roles are written out
 * for where it is drawn so.
 */
export function NetworkTable({ networks }: { networks: readonly NetworkView[] }): ReactElement {
  const { say } = useAccountWords()
  return (
    <div className="card network-room">
      <table className="network-table" role="table">
        <caption className="unseen">{say('networks.caption')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {say('networks.network')}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" role="columnheader">
                {say(`can.${column}`)}
              </th>
            ))}
            <th scope="col" role="columnheader">
              {say('networks.repeats')}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {networks.map((network) => (
            <Row key={network.network} of={network} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ of }: { of: NetworkView }): ReactElement {
  const words = useAccountWords()
  const { say } = words
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {networkWord({ network: of.network, networkName: of.name }, words)}
      </th>
      {columns.map((column) => (
        <td
          key={column}
          role="cell"
          data-label={say(`can.${column}`)}
          className={of.can[column] ? 'yes' : 'no'}
        >
          <span>
            {of.can[column] ? (
              <Check className="icon" aria-hidden="true" />
            ) : (
              <Minus className="icon" aria-hidden="true" />
            )}
            {say(of.can[column] ? 'can.yes' : 'can.no')}
          </span>
        </td>
      ))}
      <td role="cell" data-label={say('networks.repeats')} className="small repeats">
        <span>
          {say(`networks.repeats.${of.repeats}`)}{' '}
          {say(of.can.readsBack ? 'networks.reads' : 'networks.readsNot')}
        </span>
      </td>
    </tr>
  )
}
