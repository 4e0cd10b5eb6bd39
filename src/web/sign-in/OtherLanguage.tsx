import type { ReactElement } from 'react'
import { useDesk } from '#web/desk.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { useWords } from '#web/words.tsx'

/** The desk in the other language, on a page that nobody needs to be signed in for. */
export function OtherLanguage(): ReactElement {
  const { say, locale } = useWords()
  const { setLocale } = useDesk()
  const other = locale === 'en' ? 'fr' : 'en'
  return (
    <Button look="quiet" lang={other} onPress={() => setLocale(other)}>
      {say('shell.otherLanguage')}
    </Button>
  )
}
