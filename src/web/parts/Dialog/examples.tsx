import { useState, type ReactElement } from 'react'
import type { Example } from '#web/example.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'

function Asked(): ReactElement {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>Ask a question</Button>
      <Dialog title="End “River and storm”?" role="alertdialog" isOpen={open} onClose={() => setOpen(false)}>
        <p>It stops matching now. Posts it has matched stay until they expire as usual.</p>
        <div className="answers">
          <Button look="danger" onPress={() => setOpen(false)}>
            End this watch
          </Button>
          <Button onPress={() => setOpen(false)} autoFocus>
            Keep it
          </Button>
        </div>
      </Dialog>
    </>
  )
}

/** A question in front of the page. */
export const examples: readonly Example[] = [{ name: 'A question that cannot be undone', Draw: Asked }]
