import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Ledger, MissedItem } from '#roles/early-warning/ledger/contract.ts'
import { judgeNews } from '#roles/early-warning/web/ledger/data.ts'
import { useLedgerWords } from '#roles/early-warning/web/ledger/words.ts'
import { useMay } from '#web/desk.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

/** News items no signal came before: which of them concerned us is for a person to say. */
export function Missed({ ledger }: { ledger: Ledger }): ReactElement {
  const { say, rich } = useLedgerWords()
  const { news, missed } = ledger
  return (
    <section className="card pane stack">
      <h2>{say('missed.title')}</h2>
      <p>{rich('missed.sentence', { ...news, since: '' })}</p>
      <p className="small muted">{say('missed.what')}</p>
      {missed.length > 0 && (
        <ul className="news-items">
          {missed.map((item) => (
            <Item key={item.postId} item={item} nowMs={Date.parse(ledger.now)} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Item({ item, nowMs }: { item: MissedItem; nowMs: number }): ReactElement {
  const { say } = useLedgerWords()
  const mayTriage = useMay('triage')
  const queries = useQueryClient()
  const judge = useMutation({
    mutationFn: (concerns: boolean) => judgeNews({ postId: item.postId, concerns }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['ledger'] }),
  })
  return (
    <li>
      <p className="row small">
        <b>{item.label}</b> <Time at={item.at} nowMs={nowMs} />
        {item.concerns !== undefined && (
          <Badge look={item.concerns ? 'rising' : 'plain'}>
            {say(item.concerns ? 'missed.concerned' : 'missed.noMatter')}
          </Badge>
        )}
      </p>
      <p lang={item.lang}>
        {item.url === undefined ? (
          (item.text ?? say('missed.gone'))
        ) : (
          <a href={item.url} target="_blank" rel="noreferrer noopener nofollow">
            {item.text ?? item.url}
          </a>
        )}
      </p>
      {judge.error && <ProblemNotice error={judge.error} />}
      {mayTriage && (
        <div className="row">
          {item.concerns !== true && (
            <Button small onPress={() => judge.mutate(true)} isDisabled={judge.isPending}>
              {say('missed.sayConcerned')}
            </Button>
          )}
          {item.concerns !== false && (
            <Button small look="quiet" onPress={() => judge.mutate(false)} isDisabled={judge.isPending}>
              {say('missed.sayNoMatter')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
