import type { ReactElement } from 'react'
import { VersionContent } from '#kernel/version-content.ts'
import type { RecordView } from '#records/contract.ts'
import { isRecordsKey, useRecordsWords, type RecordsWords } from '#records/web/words.ts'
import { VersionView } from '#web/parts/VersionView/VersionView.tsx'

type Json = NonNullable<RecordView['facts']>[string]

/** The facts of an entry as a list a person reads: names in words, times as times, nested facts below their name. */
export function FactList({ facts }: { facts: Readonly<Record<string, Json>> }): ReactElement {
  const words = useRecordsWords()
  return (
    <dl className="record-facts">
      {Object.entries(facts).map(([name, value]) => (
        <div key={name}>
          <dt>{factName(name, words)}</dt>
          <dd>
            <Fact name={name} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A fact's name in words; one that has no sentence is written apart: `publishedAt` as “Published at”. */
export function factName(name: string, { say }: RecordsWords): string {
  const key = `fact.of.${name}`
  if (isRecordsKey(key)) return say(key)
  const kind = `kind.${name}`
  if (isRecordsKey(kind)) return say(kind)
  const apart = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').replaceAll(/[-_]/g, ' ')
  return apart.charAt(0).toUpperCase() + apart.slice(1).toLowerCase()
}

function Fact({ name, value }: { name: string; value: Json }): ReactElement {
  const words = useRecordsWords()
  if (Array.isArray(value)) return <Several name={name} values={value} />
  if (typeof value === 'object' && value !== null) return <FactList facts={value} />
  if (typeof value === 'string') return <Text name={name} text={value} />
  if (typeof value === 'number') return <>{words.number(value, 6)}</>
  if (value === null) return <span className="muted">{words.say('fact.nothing')}</span>
  return <>{words.say(value ? 'fact.yes' : 'fact.no')}</>
}

function Several({ name, values }: { name: string; values: readonly Json[] }): ReactElement {
  const words = useRecordsWords()
  if (values.length === 0) return <span className="muted">{words.say('fact.nothing')}</span>
  return (
    <ul>
      {values.map((value, place) => (
        // Values of a list have no name but their place.
        <li key={place}>
          <Fact name={name} value={value} />
        </li>
      ))}
    </ul>
  )
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const hexadecimal = /^[0-9a-f]{16,}$/

function Text({ name, text }: { name: string; text: string }): ReactElement {
  const words = useRecordsWords()
  const version = name === 'content' ? readVersion(text) : undefined
  if (version) return <VersionView content={version} />
  if (isoTime.test(text)) return <time dateTime={text}>{words.full(text)}</time>
  if (hexadecimal.test(text) || name === 'rule') return <code>{text}</code>
  if (name === 'language' || name === 'languages') return <>{words.language(text)}</>
  return (
    <span className="record-text" dir="auto">
      {text}
    </span>
  )
}

/** The exact bytes that were approved, drawn as they went out; anything else stays text. */
function readVersion(text: string): VersionContent | undefined {
  try {
    return VersionContent.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
