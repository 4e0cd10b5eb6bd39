import { useState, type ReactElement } from 'react'
import { keyActions, keyDesk, pressName, usualKeys, type KeyAction, type KeyChoice } from '#web/keys.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ownWords } from '#web/own-words.ts'
import en from '#web/shell/messages/en.json' with { type: 'json' }
import fr from '#web/shell/messages/fr.json' with { type: 'json' }
import { keyWords } from '#web/words.tsx'
import './KeyMap.css'

const useKeyWords = ownWords({ en, fr })

/** Every key the desk knows; each can be changed, and single keys can be turned off. */
export function KeyMap({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactElement {
  const { say } = useKeyWords()
  return (
    <Dialog title={say('keys.title')} isOpen={isOpen} onClose={onClose} wide>
      <p className="muted">{say('keys.lede')}</p>
      <KeyChoices />
    </Dialog>
  )
}

/** The table of keys with its switch. */
export function KeyChoices(): ReactElement {
  const { say } = useKeyWords()
  const [choice, setChoice] = useState<KeyChoice>(() => keyDesk.choice())
  const [asking, setAsking] = useState<KeyAction>()
  const choose = (next: KeyChoice): void => {
    keyDesk.choose(next)
    setChoice(next)
  }
  const takeKey = (action: KeyAction, key: string): void => {
    setAsking(undefined)
    const taken = keyActions.some(
      (other) => other !== action && (choice.changed[other] ?? usualKeys[other]) === key,
    )
    if (!taken && key !== 'Tab' && key !== 'Escape')
      choose({ ...choice, changed: { ...choice.changed, [action]: key } })
  }
  return (
    <div className="keys">
      <label className="switch">
        <input
          type="checkbox"
          role="switch"
          aria-checked={choice.singleKeys}
          checked={choice.singleKeys}
          onChange={(event) => choose({ ...choice, singleKeys: event.target.checked })}
        />
        <span>{say('keys.single')}</span>
      </label>
      <dl>
        {keyActions.map((action) => (
          <div key={action}>
            <dt>{say(`key.${action}`)}</dt>
            <dd>
              <button
                type="button"
                className="key-button"
                aria-label={say('keys.change', {
                  what: say(`key.${action}`),
                  key: keyWords(choice.changed[action] ?? usualKeys[action], say),
                })}
                onClick={() => setAsking(action)}
                onBlur={() => setAsking(undefined)}
                onKeyDown={(event) => {
                  if (asking !== action || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
                  event.preventDefault()
                  event.stopPropagation()
                  takeKey(action, pressName(event))
                }}
              >
                {asking === action ? (
                  <em>{say('keys.press')}</em>
                ) : (
                  <kbd>{keyWords(choice.changed[action] ?? usualKeys[action], say)}</kbd>
                )}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <div>
        <Button onPress={() => choose({ singleKeys: true, changed: {} })}>{say('keys.usual')}</Button>
      </div>
    </div>
  )
}
