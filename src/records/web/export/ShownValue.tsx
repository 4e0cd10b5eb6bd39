import { Fragment, type ReactElement } from 'react'
import type { ExportField } from '#records/export/contract.ts'
import { useExportWords } from '#records/web/export/words.ts'
import { factName } from '#records/web/FactList.tsx'
import type { RecordsWords } from '#records/web/words.ts'

/** The name of a field in words. */
export function fieldName(name: string, words: RecordsWords): string {
  if (name === 'by') return words.say('entry.by')
  if (name === 'subject') return words.say('entry.about')
  return factName(name.replace(/^facts\./, ''), words)
}

const bar = '█████'

/** A field as the export shows it, with black bars for what is not there. */
export function ShownValue({ field }: { field: ExportField }): ReactElement {
  const { say } = useExportWords()
  const isBlack = field.why.length > 0
  const value = isBlack ? (field.shown ?? bar) : field.value
  const parts = (field.name === 'by' ? actorText(value) : textOf(value)).split(bar)
  return (
    <span className="export-value" dir="auto">
      {parts.map((part, place) => (
        // The parts of a text have no name but their place.
        <Fragment key={place}>
          {place > 0 && (
            <>
              <span className="unseen">[{say('exports.black')}]</span>
              <span className="export-black" aria-hidden="true">
                {bar}
              </span>
            </>
          )}
          {part}
        </Fragment>
      ))}
    </span>
  )
}

/** Of whoever it was, the name; the desk itself has none. */
function actorText(value: ExportField['value']): string {
  const isNamed = typeof value === 'object' && value !== null && !Array.isArray(value) && 'name' in value
  return isNamed ? textOf(value['name'] ?? '') : textOf(value)
}

function textOf(value: ExportField['value']): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(textOf).join('\n')
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${textOf(one)}`)
    .join('\n')
}
