import type { ReactElement } from 'react'
import { useProgramWords } from '#access/web/programs/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type Props = {
  title: string
  why: string
  end: string
  act: { mutate: () => void; isPending: boolean; error: unknown }
  onClose: () => void
}

/** Asks once more before something ends: the program behind it stops working at that moment. */
export function EndDialog({ title, why, end, act, onClose }: Props): ReactElement {
  const { say } = useProgramWords()
  return (
    <Dialog title={title} role="alertdialog" isOpen onClose={onClose}>
      <p>{why}</p>
      {act.error !== null && <ProblemNotice error={act.error} />}
      <div className="answers">
        <Button look="danger" isDisabled={act.isPending} onPress={() => act.mutate()}>
          {end}
        </Button>
        <Button autoFocus onPress={onClose}>
          {say('key.keep')}
        </Button>
      </div>
    </Dialog>
  )
}
