import type { ReactElement } from 'react'
import type { Message } from '#roles/publishing/contract.ts'
import { useSend } from '#roles/publishing/web/send/use-send.ts'
import type { Way } from '#roles/publishing/web/send/ways.ts'
import { useSendWords } from '#roles/publishing/web/send/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type Props = { message: Message; ways: readonly Way[]; onClose: () => void }

/** The last question before something is public: what goes, where, in which languages. */
export function SendNowDialog({ message, ways, onClose }: Props): ReactElement {
  const words = useSendWords()
  const { say } = words
  const send = useSend(message, onClose)
  return (
    <Dialog title={say('now.title')} role="alertdialog" isOpen onClose={onClose}>
      <p>
        <b>{message.title}</b>
      </p>
      <ul className="stack tight">
        {ways.map(({ account, name, languages }) => (
          <li key={account}>
            {say('now.to', { account: name, languages: words.list(languages.map(autonym)) })}
          </li>
        ))}
      </ul>
      <p>{say('now.what')}</p>
      {send.error && <ProblemNotice error={send.error} />}
      <div className="answers">
        <Button
          look="primary"
          isDisabled={send.isPending}
          onPress={() => send.mutate({ accounts: ways.map(({ account }) => account) })}
        >
          {say('now.press')}
        </Button>
        <Button autoFocus onPress={onClose}>
          {say('now.notYet')}
        </Button>
      </div>
    </Dialog>
  )
}
