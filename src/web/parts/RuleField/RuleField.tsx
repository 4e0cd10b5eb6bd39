import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactElement } from 'react'
import { RuleCheck } from '#listening/contract.ts'
import { ownWords } from '#web/own-words.ts'
import { call } from '#web/client.ts'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Notice } from '#web/parts/Notice/Notice.tsx'
import en from '#web/parts/RuleField/messages/en.json' with { type: 'json' }
import fr from '#web/parts/RuleField/messages/fr.json' with { type: 'json' }
import './RuleField.css'

const useRuleWords = ownWords({ en, fr })

const settleMs = 250

/** A text that stands still for a moment before it is used. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

function checkRule(rule: string, signal: AbortSignal): Promise<RuleCheck> {
  return call(RuleCheck, { method: 'POST', path: '/api/watches/check', body: { rule }, signal })
}

/** What the server says of a rule that stands still; nothing while it is empty, being written or being asked about. */
export function useRuleCheck(text: string): RuleCheck | undefined {
  const rule = useSettled(text).trim()
  const { data: check } = useQuery({
    queryKey: ['rule', rule],
    queryFn: ({ signal }) => checkRule(rule, signal),
    enabled: rule !== '',
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  })
  return rule === '' || rule !== text.trim() ? undefined : check
}

/** The rule of a watch, checked while it is being written. */
export function RuleField(props: {
  value: string
  onChange: (rule: string) => void
  error: string | undefined
}): ReactElement {
  const { say } = useRuleWords()
  const shown = useRuleCheck(props.value)
  return (
    <div className="stack">
      <TextField
        name="rule"
        label={say('watch.rule')}
        help={<RuleHelp />}
        value={props.value}
        onChange={props.onChange}
        lines={3}
        lengthMax={2048}
        mono
        spellCheck={false}
        error={props.error}
      />
      <div role="status" className="stack">
        {shown && <RuleAnswer rule={props.value.trim()} check={shown} />}
      </div>
    </div>
  )
}

function RuleHelp(): ReactElement {
  const { say } = useRuleWords()
  return (
    <>
      {say('watch.ruleHelp')} <code>(brown OR dirty) water -movie</code>, <code>"Mill Street" lang:en</code>,{' '}
      <code>#havreclair -is:retweet</code>
    </>
  )
}

/** What the server says about a rule: how it is read, what is refused and where, what a network cannot judge. */
function RuleAnswer({ rule, check }: { rule: string; check: RuleCheck }): ReactElement {
  const { say, locale, list } = useRuleWords()
  return (
    <>
      {check.ok && check.readAs && (
        <p className="small">
          {say('rule.readAs')} <code>{check.readAs}</code>
        </p>
      )}
      {check.refusals.length > 0 && (
        <Notice look="danger">
          <ul className="refusals">
            {check.refusals.map((refusal) => (
              <li key={`${refusal.code} ${refusal.from}`}>
                <MarkedRule rule={rule} from={refusal.from} to={refusal.to} />
                <p>{refusal[locale]}</p>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {check.cannot.length > 0 && (
        <Notice look="look">
          {check.cannot.map((one) => (
            <p key={one.network}>
              {say('rule.cannot', { network: one.network, operators: list(one.operators) })}
            </p>
          ))}
        </Notice>
      )}
    </>
  )
}

function MarkedRule({ rule, from, to }: { rule: string; from: number; to: number }): ReactElement {
  const end = Math.max(to, from + 1)
  return (
    <pre>
      {rule.slice(0, from)}
      <span className="bad">{rule.slice(from, end) || '…'}</span>
      {rule.slice(end)}
    </pre>
  )
}
