import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { faceLimits } from '#roles/faces/people/contract.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { SelectField } from '#web/parts/Field/Field.tsx'

/** Languages offered to choose from: the official ones, then those spoken most in Canada (census 2021), and its larger Indigenous ones. */
const offered = [
  ...[
    'en',
    'fr',
    'zh',
    'yue',
    'pa',
    'es',
    'ar',
    'tl',
    'it',
    'de',
    'ur',
    'pt',
    'fa',
    'hi',
    'ru',
    'ko',
    'ta',
    'vi',
  ],
  ...['pl', 'uk', 'gu', 'bn', 'el', 'ro', 'ht', 'so', 'ase', 'cr', 'iu', 'oj', 'moe', 'mic'],
]

type Props = { chosen: readonly string[]; onChange: (languages: readonly string[]) => void }

/** The languages somebody speaks: chosen one after the other, each taken away by its own button. */
export function LanguagesField({ chosen, onChange }: Props): ReactElement {
  const { say, language, locale } = useDirectoryWords()
  const rest = offered
    .filter((tag) => !chosen.includes(tag))
    .map((value) => ({ value, label: language(value) }))
  const [en, fr, ...others] = rest
  const options = [en, fr, ...others.toSorted((a, b) => a.label.localeCompare(b.label, locale))]
  return (
    <div className="stack">
      {chosen.length < faceLimits.languagesMax && (
        <SelectField
          name="language"
          label={say('mine.languages')}
          help={say('mine.languagesHelp')}
          value=""
          onChange={(tag) => (tag === '' ? undefined : onChange([...chosen, tag]))}
          options={[
            { value: '', label: say('mine.languagesAdd') },
            ...options.filter((one) => one !== undefined),
          ]}
        />
      )}
      {chosen.length > 0 && (
        <ul className="row" aria-label={say('mine.languages')}>
          {chosen.map((tag) => (
            <li key={tag}>
              <Button
                small
                icon={X}
                label={say('mine.languageRemove', { language: language(tag) })}
                onPress={() => onChange(chosen.filter((one) => one !== tag))}
              >
                {language(tag)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
