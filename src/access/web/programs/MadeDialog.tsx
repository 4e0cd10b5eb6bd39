import type { ReactElement } from 'react'
import type { Made } from '#access/web/programs/data.ts'
import { OnceShown } from '#access/web/programs/OnceShown.tsx'
import { useProgramWords } from '#access/web/programs/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'

/** A key that is shown this once, and how a program uses it. It does not close by a click beside it. */
export function MadeDialog({ made, onClose }: { made: Made; onClose: () => void }): ReactElement {
  const { say } = useProgramWords()
  return (
    <Dialog
      title={say('made.title', { name: made.key.name })}
      role="alertdialog"
      isOpen
      wide
      onClose={onClose}
    >
      <OnceShown
        text={made.secret}
        label={say('made.key')}
        copy={say('made.copy')}
        copied={say('made.copied')}
        onClose={onClose}
      >
        <p>{say('made.how', { path: '/openapi.json' })}</p>
        <pre className="header-example">
          <code>Authorization: Bearer bw_…</code>
        </pre>
      </OnceShown>
    </Dialog>
  )
}
