import { Copy } from 'lucide-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { releaseText } from '#roles/publishing/web/data.ts'
import { autonym, usePublishWords } from '#roles/publishing/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Props = { id: string; place: { account: string; language: string } }

/** Copies the exact text. The desk is asked at that moment whether it may go out: a page can be older than an edit. */
export function CopyText({ id, place }: Props): ReactElement {
  const { say } = usePublishWords()
  const { account, language } = place
  const copy = useMutation({
    mutationFn: async () => {
      const released = await releaseText(id, { account, language })
      return { ...released, isCopied: await copied(released.text) }
    },
    onSuccess: ({ isCopied }) => {
      if (isCopied) toasts.say({ text: say('hand.copied', { language: autonym(language) }) })
    },
  })
  return (
    <>
      <Button
        small
        icon={Copy}
        isDisabled={copy.isPending}
        label={say('hand.copyName', { language: autonym(language) })}
        onPress={() => copy.mutate()}
      >
        {say('hand.copy')}
      </Button>
      {copy.error && <ProblemNotice error={copy.error} />}
      {copy.data?.isCopied === false && (
        <div className="stack tight">
          <p className="small">{say('hand.copyByHand')}</p>
          <textarea
            className="control"
            readOnly
            rows={5}
            lang={language}
            aria-label={say('hand.copyName', { language: autonym(language) })}
            value={copy.data.text}
            onFocus={(event) => event.target.select()}
          />
        </div>
      )}
    </>
  )
}

/** Copies a text; false where the browser lets no page write to the clipboard, and it has to be taken by hand. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return false
    throw error
  }
}
