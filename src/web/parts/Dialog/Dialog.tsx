import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button } from '#web/parts/Button/Button.tsx'
import { useWords } from '#web/words.tsx'
import './Dialog.css'

type Props = {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  /** `alertdialog` for something that cannot be undone: it does not close by a click beside it. */
  role?: 'dialog' | 'alertdialog'
  wide?: boolean
}

/** A question in front of the page. Focus stays in it and returns to where it was. */
export function Dialog({ title, isOpen, onClose, children, role = 'dialog', wide }: Props): ReactElement {
  const { say } = useWords()
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <Modal className={`modal ${wide ? 'wide' : ''}`}>
        <AriaDialog className="dialog" role={role}>
          <header className="row between">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button look="quiet" icon={X} label={say('dialog.close')} onPress={onClose} />
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
