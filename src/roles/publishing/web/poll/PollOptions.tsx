import { Plus, X } from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import { publishingLimits } from '#roles/publishing/contract.ts'
import type { DraftPoll } from '#roles/publishing/web/draft.ts'
import { optionsIn, withOptions, withoutOption } from '#roles/publishing/web/poll/poll-drafts.ts'
import { usePollWords } from '#roles/publishing/web/poll/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { herald } from '#web/parts/Announcer/announce.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'

type Props = {
  poll: DraftPoll
  languages: readonly string[]
  errors: readonly FieldError[]
  onChange: (poll: DraftPoll) => void
}

/** The options in each language, side by side: each language has its own poll, with as many options as are written there. */
export function PollOptions({ poll, languages, errors, onChange }: Props): ReactElement {
  const focus = useFocusNext()
  const { say } = usePollWords()
  const add = (language: string, options: readonly string[]): void => {
    onChange(withOptions(poll, language, [...options, '']))
    focus(`field-poll-${language}-${options.length + 1}`)
  }
  const remove = (language: string, at: number): void => {
    onChange(withoutOption(poll, language, at))
    herald.announce(say('poll.removed', { n: at + 1, language: autonym(language) }))
    // What had the focus goes away: the option before it takes it.
    focus(`field-poll-${language}-${Math.max(1, at)}`)
  }
  return (
    <div className="poll-panes">
      {languages.map((language) => {
        const options = optionsIn(poll, language)
        return (
          <fieldset key={language}>
            <legend lang={language}>{autonym(language)}</legend>
            {options.map((option, at) => (
              // An option has no name but its place.
              <div key={at} className="poll-option">
                <div lang={language}>
                  <TextField
                    name={`poll-${language}-${at + 1}`}
                    label={say('poll.option', { n: at + 1 })}
                    value={option}
                    onChange={(text) => onChange(withOptions(poll, language, options.with(at, text)))}
                    lengthMax={publishingLimits.pollOptionLengthMax}
                    spellCheck
                    error={errors.find(({ name }) => name === `poll-${language}-${at + 1}`)?.text}
                  />
                </div>
                {options.length > 2 && (
                  <Button
                    small
                    look="quiet"
                    icon={X}
                    label={say('poll.removeOption', { n: at + 1, language: autonym(language) })}
                    onPress={() => remove(language, at)}
                  />
                )}
              </div>
            ))}
            {options.length < publishingLimits.pollOptionsMax && (
              <div>
                <Button
                  small
                  icon={Plus}
                  label={say('poll.addOptionIn', { language: autonym(language) })}
                  onPress={() => add(language, options)}
                >
                  {say('poll.addOption')}
                </Button>
              </div>
            )}
          </fieldset>
        )
      })}
    </div>
  )
}

/** Puts the focus on an element once it is drawn. */
function useFocusNext(): (id: string) => void {
  const next = useRef<string>(undefined)
  useEffect(() => {
    if (next.current === undefined) return
    document.getElementById(next.current)?.focus()
    next.current = undefined
  })
  return (id) => {
    next.current = id
  }
}
