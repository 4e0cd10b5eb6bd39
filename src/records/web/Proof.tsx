import { Link } from '@tanstack/react-router'
import { BadgeCheck, PenLine } from 'lucide-react'
import type { ReactElement } from 'react'
import type { RecordDetail } from '#records/contract.ts'
import { factName } from '#records/web/FactList.tsx'
import { useRecordsWords } from '#records/web/words.ts'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** What proves an entry: computed now, signed when; the hashes are there for whoever checks by hand. */
export function Proof({ detail }: { detail: RecordDetail }): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  const { head, holds, entry } = detail
  return (
    <section className="card pane stack record-proof">
      <h2>{say('proof.title')}</h2>
      {holds ? (
        <p className="record-ok">
          <BadgeCheck className="icon" aria-hidden="true" />
          <span>{say(entry.facts === undefined ? 'proof.holdsEmptied' : 'proof.holds')}</span>
        </p>
      ) : (
        <Notice look="danger">
          <p>{say('proof.broken')}</p>
          <p>
            <Link to="/settings/records/state">{say('records.toState')}</Link>
          </p>
        </Notice>
      )}
      <p className="record-signed">
        <PenLine className="icon" aria-hidden="true" />
        <span>
          {head === undefined
            ? say('proof.unsigned')
            : say('proof.signed', { seq: head.seq, when: words.full(head.at) })}
        </span>
      </p>
      <Hashes detail={detail} />
    </section>
  )
}

function Hashes({ detail: { hashBefore, content, hash, fields } }: { detail: RecordDetail }): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  return (
    <details className="record-hashes">
      <summary>{say('proof.technical')}</summary>
      <dl className="record-facts">
        <Hash name={say('proof.before')} value={hashBefore} />
        <Hash name={say('proof.content')} value={content} />
        <Hash name={say('proof.own')} value={hash} />
      </dl>
      {fields && (
        <>
          <h3>{say('proof.fields', { count: fields.length })}</h3>
          <p className="small muted">{say('proof.fieldsWhy')}</p>
          <dl className="record-facts">
            {fields.map(({ name, hash: leaf }) => (
              <Hash key={name} name={leafName(name, words)} value={leaf} />
            ))}
          </dl>
        </>
      )}
    </details>
  )
}

function leafName(name: string, words: ReturnType<typeof useRecordsWords>): string {
  if (name === 'by') return words.say('entry.by')
  if (name === 'subject') return words.say('entry.about')
  return factName(name.replace(/^facts\./, ''), words)
}

function Hash({ name, value }: { name: string; value: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </div>
  )
}
