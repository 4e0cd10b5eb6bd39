import { useQuery } from '@tanstack/react-query'
import { CornerDownRight, Undo2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { textLinksMax } from '#roles/publishing/results/contract.ts'
import type { ShortInText } from '#roles/publishing/web/compose/short-addresses.ts'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import { shortLeadsQuery } from '#roles/publishing/web/results/data.ts'
import { Button } from '#web/parts/Button/Button.tsx'

type Props = {
  found: readonly ShortInText[]
  /** Of this desk: said once by the text itself, so it is left out here. */
  origin: string
  /** Puts the long address back in the place of a short one; missing for whoever may not write. */
  onBack?: (short: string, url: string) => void
}

/** Shown at once; the rest on request. */
const shownMax = 4

/** Where each short address of a text leads, as the desk keeps it: nothing is opened for it. */
export function ShortLeads({ found, origin, onBack }: Props): ReactElement | null {
  const { say } = useComposeWords()
  const [isWhole, setWhole] = useState(false)
  const asked = found.slice(0, textLinksMax)
  const leads = useQuery(shortLeadsQuery(asked.map(({ code }) => code)))
  if (asked.length === 0) return null
  const more = asked.length - shownMax
  const urlOf = (code: string): string | undefined => leads.data?.links.find((one) => one.code === code)?.url
  return (
    <div className="stack tight">
      <ul className="short-leads small" aria-label={say('short.leads')}>
        {asked.slice(0, isWhole ? undefined : shownMax).map(({ short, code }) => (
          <Lead
            key={short}
            short={short}
            shown={short.slice(origin.length)}
            url={urlOf(code)}
            state={stateOf(leads)}
            onBack={onBack}
          />
        ))}
      </ul>
      {more > 0 && (
        <div>
          <Button small look="quiet" expanded={isWhole} onPress={() => setWhole(!isWhole)}>
            {say(isWhole ? 'short.fewer' : 'short.more', { count: more })}
          </Button>
        </div>
      )}
    </div>
  )
}

type LeadState = 'asked' | 'unknown' | 'told'
function stateOf({ isSuccess, isError }: { isSuccess: boolean; isError: boolean }): LeadState {
  if (isSuccess) return 'told'
  return isError ? 'unknown' : 'asked'
}

type LeadProps = {
  short: string
  shown: string
  url: string | undefined
  state: LeadState
  onBack: Props['onBack']
}

function Lead({ short, shown, url, state, onBack }: LeadProps): ReactElement {
  const { say } = useComposeWords()
  return (
    <li>
      <code>{shown}</code>
      {url !== undefined && onBack && (
        <Button
          small
          look="quiet"
          icon={Undo2}
          label={say('short.backName', { short: shown })}
          onPress={() => onBack(short, url)}
        >
          {say('short.back')}
        </Button>
      )}
      <span className="to">
        <CornerDownRight className="icon" aria-hidden="true" />
        {url === undefined ? (
          <span className={state === 'told' ? 'signal' : 'muted'}>
            {state !== 'asked' && say(state === 'told' ? 'short.nowhere' : 'short.unknown')}
          </span>
        ) : (
          <span>
            <span className="unseen">{say('short.leadsTo')} </span>
            <bdi>{url.replace(/^https?:\/\//u, '')}</bdi>
          </span>
        )}
      </span>
    </li>
  )
}
