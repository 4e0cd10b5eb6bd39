import { Check, CircleDashed, KeyRound, UserCheck } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ReviewVersion } from '#access/approvals/contract.ts'
import { ChangedText } from '#access/web/approvals/ChangedText.tsx'
import { useApprovalWords, type ApprovalWords } from '#access/web/approvals/words.ts'
import type { VersionContent } from '#kernel/version-content.ts'
import { VersionText } from '#web/parts/VersionView/VersionText.tsx'
import { VersionView, type ShownAccount } from '#web/parts/VersionView/VersionView.tsx'

type Props = {
  version: ReviewVersion
  account: ShownAccount
  /** What it is compared with; missing: nothing is marked. */
  before: VersionContent | undefined
  isOpen: boolean
  nowMs: number
}

/** One version as it will go out, with what changed in it, and where its approval stands. */
export function ReviewedVersion({ version, account, before, isOpen, nowMs }: Props): ReactElement {
  const { content } = version
  const drawPart =
    before === undefined
      ? undefined
      : (text: string, place: number) => <ChangedText before={before.parts[place] ?? ''} after={text} />
  return (
    <section className="card reviewed">
      <VersionView content={content} account={account} drawPart={drawPart} />
      {before && <OtherChanges before={before} after={content} />}
      <footer>{<Standing version={version} isOpen={isOpen} nowMs={nowMs} />}</footer>
    </section>
  )
}

/** What changed besides the words of its parts. */
function OtherChanges({
  before,
  after,
}: {
  before: VersionContent
  after: VersionContent
}): ReactElement | null {
  const { say } = useApprovalWords()
  const gone = before.parts.slice(after.parts.length)
  const sentences = changeWords(before, after, say)
  if (gone.length === 0 && sentences.length === 0) return null
  return (
    <ul className="other-changes small">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
      {gone.map((text, place) => (
        // Parts have no name but their place.
        <li key={place}>
          {say('version.partGone')}{' '}
          <del className="change" lang={before.language}>
            <VersionText text={text} />
          </del>
        </li>
      ))}
    </ul>
  )
}

function changeWords(before: VersionContent, after: VersionContent, say: ApprovalWords['say']): string[] {
  const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
  const warning =
    before.contentWarning === undefined
      ? say('version.warningNone')
      : say('version.warningWas', { text: before.contentWarning })
  return [
    ...(before.contentWarning === after.contentWarning ? [] : [warning]),
    ...(isSame(before.poll, after.poll) ? [] : [pollWords(before.poll, say)]),
    ...(isSame(before.media, after.media) ? [] : [say('version.mediaChanged')]),
    ...(before.replyTo === after.replyTo ? [] : [say('version.replyChanged')]),
    ...(isSame(before.topics, after.topics) ? [] : [say('version.topicsChanged')]),
    ...(before.correction === after.correction ? [] : [say('version.correctionChanged')]),
  ]
}

/** What was asked before: an approver compares it with what stands above. */
function pollWords(before: VersionContent['poll'], say: ApprovalWords['say']): string {
  if (before === undefined) return say('version.pollNone')
  const { options, multiple, durationMin } = before
  return say('version.pollWas', {
    ...{ options: options.join(' · '), minutes: durationMin, choose: multiple ? 'many' : 'one' },
  })
}

function Standing({
  version: { approval, mine },
  isOpen,
  nowMs,
}: {
  version: ReviewVersion
  isOpen: boolean
  nowMs: number
}): ReactElement | null {
  const { say, when } = useApprovalWords()
  if (!isOpen) return null
  if (approval === undefined)
    return (
      <p className={`standing ${mine ? 'mine' : ''}`}>
        {mine ? (
          <UserCheck className="icon" aria-hidden="true" />
        ) : (
          <CircleDashed className="icon" aria-hidden="true" />
        )}
        {say(mine ? 'version.mine' : 'version.waits')}
      </p>
    )
  const { by, at, kind, onBehalfOf } = approval
  const key = onBehalfOf === undefined ? 'version.approvedBy' : 'version.approvedFor'
  return (
    <p className={`standing ${kind === 'approved' ? 'given' : 'glass'}`}>
      {kind === 'approved' ? (
        <Check className="icon" aria-hidden="true" />
      ) : (
        <KeyRound className="icon" aria-hidden="true" />
      )}
      {say(kind === 'approved' ? key : 'version.glassBy', { by, of: onBehalfOf, when: when(at, nowMs) })}
    </p>
  )
}
