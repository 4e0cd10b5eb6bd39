import { Copy } from 'lucide-react'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { publishingLimits } from '#roles/publishing/contract.ts'
import { copied } from '#roles/publishing/web/CopyText.tsx'
import type { KeptDrafts } from '#roles/publishing/web/kept-drafts.ts'
import { useKeptDraft, type AwayDraft } from '#roles/publishing/web/offline/use-kept-draft.ts'
import { useAwayMessageWords } from '#roles/publishing/web/offline/words.ts'
import { rewrittenAt, writtenIn, type Written } from '#roles/publishing/web/offline/written.ts'
import { autonym, usePublishWords } from '#roles/publishing/web/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Notice } from '#web/parts/Notice/Notice.tsx'

/** One message of this device: to read, to write on, to copy. Approving and sending need the desk, and are not offered. */
export function KeptDraftForm({ drafts, name }: { drafts: KeptDrafts; name: string }): ReactElement {
  const { say } = usePublishWords()
  const state = useKeptDraft(drafts, name)
  const { draft } = state
  const [error, setError] = useState<string>()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const save = (): void => {
    const isNamed = draft.title.trim() !== ''
    setError(isNamed ? undefined : say('wrong.title'))
    if (isNamed) state.save()
    else document.getElementById('field-title')?.focus()
  }
  return (
    <section className="card pane stack" aria-labelledby="kept-draft">
      <h2 id="kept-draft" tabIndex={-1} ref={heading}>
        {draft.title.trim() === '' ? say('message.new') : draft.title}
      </h2>
      <Standing state={state} />
      <TextField
        name="title"
        label={say('about.title')}
        value={draft.title}
        onChange={(title) => state.change({ ...draft, title })}
        lengthMax={publishingLimits.titleLengthMax}
        error={error}
      />
      {writtenIn(draft).map((one) => (
        <WordsOf key={`${one.account ?? ''} ${one.language}`} state={state} one={one} />
      ))}
      <End state={state} onSave={save} />
    </section>
  )
}

function Standing({ state }: { state: AwayDraft }): ReactElement {
  const { say } = usePublishWords()
  const away = useAwayMessageWords()
  return (
    <>
      <p role="status">
        <Badge look="rising">{say('save.waiting')}</Badge>
      </p>
      <p className="small muted">{away.say('away.what')}</p>
      {!state.hasRoom && (
        <Notice look="danger" live>
          <p>{away.say('away.noRoom')}</p>
        </Notice>
      )}
    </>
  )
}

function WordsOf({ state, one }: { state: AwayDraft; one: Written }): ReactElement {
  const { say } = useAwayMessageWords()
  const { language, account, text } = one
  const [isCopied, setCopied] = useState<boolean>()
  const label = autonym(language)
  const copy = (): void => void copied(text).then(setCopied)
  return (
    <div className="stack tight">
      <div lang={language}>
        <TextField
          name={account === undefined ? `text-${language}` : `own-${account}-${language}`}
          label={account === undefined ? label : say('away.ownWords', { language: label })}
          value={text}
          onChange={(next) => {
            setCopied(undefined)
            state.change(rewrittenAt(state.draft, { ...one, text: next }))
          }}
          lines={6}
          lengthMax={publishingLimits.textLengthMax}
          spellCheck
        />
      </div>
      <div className="row">
        <Button
          small
          icon={Copy}
          isDisabled={text === ''}
          label={say('away.copyName', { language: label })}
          onPress={copy}
        >
          {say('away.copy')}
        </Button>
        <span role="status" className="small muted">
          {isCopied === true && say('away.copied', { language: label })}
          {isCopied === false && <CopyByHand />}
        </span>
      </div>
    </div>
  )
}

function CopyByHand(): ReactElement {
  const { say } = usePublishWords()
  return <>{say('hand.copyByHand')}</>
}

function End({ state, onSave }: { state: AwayDraft; onSave: () => void }): ReactElement {
  const { say } = useAwayMessageWords()
  const { files, poll } = state.draft
  return (
    <>
      {(files.length > 0 || poll !== undefined) && <p className="small muted">{say('away.besides')}</p>}
      {state.isBegunAway && <p className="small muted">{say('away.wholly')}</p>}
      {state.isWaiting ? (
        <Notice live>
          <p>{say('away.saves')}</p>
        </Notice>
      ) : (
        <p>
          <Button look="primary" onPress={onSave}>
            {say('away.save')}
          </Button>
        </p>
      )}
    </>
  )
}
