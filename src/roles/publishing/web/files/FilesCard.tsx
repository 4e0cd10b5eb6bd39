import { ImagePlus } from 'lucide-react'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { DropZone, type DropZoneProps } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { Account } from '#access/people/contract.ts'
import { publishingLimits } from '#roles/publishing/contract.ts'
import { languagesOf, placeName, type DraftFile } from '#roles/publishing/web/draft.ts'
import { changed, moved, replaced, without } from '#roles/publishing/web/files/arrange.ts'
import { FileItem } from '#roles/publishing/web/files/FileItem.tsx'
import { FrameDialog } from '#roles/publishing/web/files/frame/FrameDialog.tsx'
import { UploadItem } from '#roles/publishing/web/files/UploadItem.tsx'
import { useFileWords } from '#roles/publishing/web/files/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import type { KeptFile } from '#sending/files/contract.ts'
import { herald } from '#web/parts/Announcer/announce.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'
import { Notice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import './Files.css'

type Props = {
  state: Composer
  account: string
  accounts: readonly Account[]
  errors: readonly FieldError[]
}

/** What the browser offers to choose from; what a file really is the desk reads from its bytes. */
const offered = ['image/*', 'video/mp4', 'video/webm', 'audio/mpeg', 'audio/mp4', '.m4a']

/** The pictures, films and sounds of a message: one set for all its versions, described in each language. */
export function FilesCard({ state, account, accounts, errors }: Props): ReactElement {
  const { say, locale } = useFileWords()
  const { draft, change, uploads } = state
  const { files } = draft
  const [cuts, setCuts] = useState<Cuts>(new Map())
  const onTheirWay = uploads.list.filter(({ wrong }) => wrong === undefined).length
  const room = publishingLimits.filesMax - files.length - onTheirWay
  const add = (given: readonly File[]): void => {
    if (given.length > 0) uploads.add(given, Math.max(0, room))
  }
  usePastedFiles(add)
  useCountSaid(files.length)
  // What had the focus goes away.
  const afterwards = (goes: () => void): void => {
    goes()
    document.getElementById('field-files')?.focus()
  }
  const refocus = useFocusAfterMove()
  const [framed, setFramed] = useState<string>()
  const known = (sha256: string): KeptFile | undefined => cuts.get(sha256)?.kept ?? state.keptFile(sha256)
  // A piece stands where its picture stood, so that the focus finds its button again.
  const nameOf = (sha256: string): string => {
    const name = cuts.get(sha256)?.name ?? sha256
    return name !== sha256 && files.some((one) => one.sha256 === name) ? sha256 : name
  }
  const move = (sha256: string, by: -1 | 1): void => {
    const next = moved(files, sha256, by)
    change({ files: next })
    const place = next.findIndex((one) => one.sha256 === sha256)
    herald.announce(say('files.moved', { n: place + 1, count: next.length }))
    refocus({ sha256, by, isAtEnd: place === (by < 0 ? 0 : next.length - 1) })
  }
  return (
    <section className="card pane stack files" id="field-files" tabIndex={-1} aria-label={say('files.label')}>
      <h2>{say('files.label')}</h2>
      <OwnFiles state={state} account={account} accounts={accounts} />
      {files.length > 0 && (
        <ol className="stack">
          {files.map((file, at) => (
            <FileItem
              key={nameOf(file.sha256)}
              {...{ file, at, errors }}
              count={files.length}
              kept={known(file.sha256)}
              keptFile={known}
              hints={hintsAbout(state, file.sha256, locale)}
              onFrame={canFrame(known(file.sha256)) ? () => setFramed(file.sha256) : undefined}
              isLost={state.checked?.problems.some(
                (one) => one.why === 'no-such-file' && one.file === file.sha256,
              )}
              languages={languagesOf(draft, accounts)}
              onChange={(part) => change({ files: changed(files, file.sha256, part) })}
              onMove={(by) => move(file.sha256, by)}
              onRemove={() => afterwards(() => change({ files: without(files, file.sha256) }))}
            />
          ))}
        </ol>
      )}
      <Framed
        {...{ state, framed, known }}
        onClose={() => setFramed(undefined)}
        onCut={(kept, before) =>
          setCuts((now) => new Map([...now, [kept.sha256, { kept, name: nameOf(before) }]]))
        }
      />
      {uploads.list.length > 0 && (
        <ul className="stack">
          {uploads.list.map((upload) => (
            <UploadItem
              key={upload.id}
              upload={upload}
              onDrop={() => afterwards(() => uploads.drop(upload.id))}
            />
          ))}
        </ul>
      )}
      <DropZone
        className="drop-zone"
        aria-label={say('files.dropName')}
        onDrop={(event) => void filesOf(event).then(add)}
      >
        <FileTrigger
          acceptedFileTypes={offered}
          allowsMultiple
          onSelect={(list) => add(list === null ? [] : Array.from(list))}
        >
          <Button icon={ImagePlus}>{say('files.add')}</Button>
        </FileTrigger>
        <p className="small muted">{say('files.help', { most: publishingLimits.filesMax })}</p>
      </DropZone>
    </section>
  )
}

/** Pieces that were cut out here, with the name under which their picture is drawn. */
type Cuts = ReadonlyMap<string, { kept: KeptFile; name: string }>

function canFrame(kept: KeptFile | undefined): boolean {
  return kept?.mediaType.startsWith('image/') === true
}

/** Each hint about a file once, whatever the accounts and languages. */
function hintsAbout({ checked }: Composer, sha256: string, locale: 'en' | 'fr'): string[] {
  return [
    ...new Set(
      (checked?.hints ?? []).filter(({ file }) => file === sha256).map(({ words }) => words[locale]),
    ),
  ]
}

type FramedProps = {
  state: Composer
  framed: string | undefined
  known: (sha256: string) => KeptFile | undefined
  onClose: () => void
  onCut: (kept: KeptFile, before: string) => void
}

/** The picture that is cropped, in front of the page. Its piece takes its place, with its words. */
function Framed({ state, framed, known, onClose, onCut }: FramedProps): ReactElement | null {
  const { say } = useFileWords()
  const kept = framed === undefined ? undefined : known(framed)
  if (framed === undefined || kept === undefined) return null
  const { files } = state.draft
  const done = ({ kept: made, focus }: { kept: KeptFile; focus: DraftFile['focus'] }): void => {
    const next = replaced(files, framed, { sha256: made.sha256, focus })
    onClose()
    if (next === undefined) return toasts.say({ text: say('frame.twice') })
    onCut(made, framed)
    state.change({ files: next })
  }
  const focus = files.find(({ sha256 }) => sha256 === framed)?.focus
  return <FrameDialog key={framed} {...{ kept, focus, onClose }} onDone={done} />
}

/** That the account that is looked at has other files than the rest, as an import or a program may write them. */
function OwnFiles({ state, account, accounts }: Omit<Props, 'errors'>): ReactElement | null {
  const { say } = useFileWords()
  const { draft, change } = state
  const named = accounts.find(({ id }) => id === account)
  const places = (named?.languages ?? []).map((language) => placeName({ account, language }))
  if (!places.some((place) => draft.ownFiles[place] !== undefined)) return null
  const share = (): void =>
    change({
      ownFiles: Object.fromEntries(
        Object.entries(draft.ownFiles).filter(([place]) => !places.includes(place)),
      ),
    })
  return (
    <Notice look="info">
      <p>{say('files.own', { account: named?.name ?? account })}</p>
      <div>
        <Button small onPress={share}>
          {say('files.useShared')}
        </Button>
      </div>
    </Notice>
  )
}

type DropEvent = Parameters<NonNullable<DropZoneProps['onDrop']>>[0]

async function filesOf({ items }: DropEvent): Promise<File[]> {
  return Promise.all(items.flatMap((item) => (item.kind === 'file' ? [item.getFile()] : [])))
}

/** Files pasted anywhere on the page are added; text goes where it was pasted. */
function usePastedFiles(add: (files: readonly File[]) => void): void {
  const latest = useRef(add)
  useEffect(() => {
    latest.current = add
  })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const files = Array.from(event.clipboardData?.files ?? [])
      // A table or a text copied from an office program brings a picture of itself along.
      const isText = event.clipboardData?.types.includes('text/plain') === true
      if (files.length === 0 || isText) return
      event.preventDefault()
      // Else the drop zone would add them once more while it has the focus.
      event.stopPropagation()
      latest.current(files)
    }
    document.addEventListener('paste', onPaste, true)
    return () => document.removeEventListener('paste', onPaste, true)
  }, [])
}

/** Says how many files there are when one came or went: an upload ends while somebody is elsewhere on the page. */
function useCountSaid(count: number): void {
  const { say } = useFileWords()
  const before = useRef(count)
  useEffect(() => {
    if (before.current !== count) herald.announce(say('files.count', { count }))
    before.current = count
  }, [count, say])
}

type Moved = { sha256: string; by: -1 | 1; isAtEnd: boolean }

/** Keeps the focus on the button that moved a file; at an end that button is off, and the other takes it. */
function useFocusAfterMove(): (what: Moved) => void {
  const done = useRef<Moved>(undefined)
  useEffect(() => {
    if (done.current === undefined) return
    const { sha256, by, isAtEnd } = done.current
    done.current = undefined
    const isEarlier = by < 0 !== isAtEnd
    const button = isEarlier ? 'move-earlier' : 'move-later'
    document.querySelector<HTMLElement>(`#file-${sha256} .${button}`)?.focus()
  })
  return (what) => {
    done.current = what
  }
}
