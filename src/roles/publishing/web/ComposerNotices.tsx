import { useEffect, useRef, type ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { FileForm } from '#roles/publishing/contract.ts'
import { plainAside } from '#roles/publishing/web/aside.ts'
import { draftOf, mediaOf, placeName, pollOf } from '#roles/publishing/web/draft.ts'
import { withTheirAside, type Clash } from '#roles/publishing/web/merge.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { autonym, usePublishWords } from '#roles/publishing/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice } from '#web/parts/Notice/Notice.tsx'

type Props = { state: Composer; accounts: readonly Account[] }

/** What somebody must know before they go on: given back and why, changed meanwhile, words found in this browser. */
export function ComposerNotices({ state, accounts }: Props): ReactElement {
  const words = usePublishWords()
  const { say } = words
  const { message, isDirty, isBehind, isWaiting, restoredAtMs } = state
  const isOpen = message?.state === 'waiting' || message?.state === 'approved'
  return (
    <>
      {message?.returned && (
        <Notice look="look">
          <p>
            <b>{say('notice.returned', { name: message.returned.by })}</b>
          </p>
          <p className="quoted">{message.returned.reason}</p>
        </Notice>
      )}
      {isWaiting && (
        <Notice look="look" live>
          <p>{say('notice.waiting')}</p>
        </Notice>
      )}
      {restoredAtMs !== undefined && !isWaiting && (
        <Notice look="info">
          <p>{say('notice.restored', { at: words.when(restoredAtMs, Date.now()) })}</p>
          <div>
            <Button small onPress={state.discard}>
              {say('notice.discard')}
            </Button>
          </div>
        </Notice>
      )}
      {isDirty && isBehind && message && (
        <Notice look="look" live>
          <p>
            {say('notice.behind', { name: message.changedBy, at: words.when(message.changedAt, Date.now()) })}
          </p>
          <div>
            <Button small onPress={() => state.bringIn(message)}>
              {say('notice.bringIn')}
            </Button>
          </div>
        </Notice>
      )}
      <BroughtIn state={state} accounts={accounts} />
      {isDirty && isOpen && (
        <Notice look="look" live>
          <p>{say(`notice.voids.${message.state === 'approved' ? 'approved' : 'waiting'}`)}</p>
        </Notice>
      )}
    </>
  )
}

/** After two people wrote at once: what was put together, and each place where both wrote, with the other's words. */
function BroughtIn({ state, accounts }: Props): ReactElement | null {
  const words = usePublishWords()
  const { say } = words
  const { broughtIn } = state
  const box = useRef<HTMLDivElement>(null)
  const savedAt = broughtIn?.at
  // Whoever pressed Save further down must see that it was not all theirs.
  useEffect(() => {
    if (savedAt !== undefined) box.current?.focus()
  }, [savedAt])
  if (broughtIn === undefined) return null
  const { by, at, clashes } = broughtIn
  const settle = (clash: Clash, takes: boolean): void => {
    if (takes) state.change(draftOf(withTheirs(state.form, clash), state.draft))
    state.setBroughtIn({ ...broughtIn, clashes: clashes.filter((one) => one !== clash) })
  }
  return (
    <div ref={box} tabIndex={-1}>
      <Notice look="look" live>
        <p>
          <b>{say('clash.heading', { name: by, at: words.when(at, Date.now()) })}</b>{' '}
          {say('clash.lede', { count: clashes.length })}
        </p>
        {clashes.map((clash) => (
          <div key={JSON.stringify(clash)} className="clash stack tight">
            <p className="small">{clashWords(clash)}</p>
            <blockquote lang={'language' in clash ? clash.language : undefined} dir="auto">
              {theirWords(clash)}
            </blockquote>
            <div className="row">
              <Button small onPress={() => settle(clash, true)}>
                {say('clash.takeTheirs')}
              </Button>
              <Button small look="quiet" onPress={() => settle(clash, false)}>
                {say('clash.keepMine')}
              </Button>
            </div>
          </div>
        ))}
      </Notice>
    </div>
  )

  function theirWords(clash: Clash): string | undefined {
    if (clash.kind === 'lane') return say(`lane.${clash.theirs}`)
    if (clash.kind === 'poll') return clash.theirs?.options.join(' · ') ?? say('clash.pollNone')
    if (clash.kind === 'aside') return asideInWords(clash)
    return clash.kind === 'files' ? filesInWords(clash.theirs) || say('clash.filesNone') : clash.theirs
  }

  function asideInWords({ part, theirs }: Extract<Clash, { kind: 'aside' }>): string {
    if (part === 'thread') return say(theirs.thread === true ? 'clash.threadYes' : 'clash.threadNo')
    if (part === 'byline') return say(theirs.byline === undefined ? 'clash.asideNone' : 'clash.bylineOther')
    if (part === 'contentWarning') return theirs.contentWarning ?? say('clash.asideNone')
    return theirs.card === undefined ? say('clash.asideNone') : `${theirs.card.title}\n${theirs.card.url}`
  }

  function clashWords(clash: Clash): string {
    if (!('language' in clash)) return say(`clash.${clash.kind}`, { name: by })
    const account = accounts.find(({ id }) => id === clash.account)?.name ?? clash.account
    if (clash.kind === 'poll')
      return say('clash.poll', { name: by, account, language: autonym(clash.language) })
    if (clash.kind === 'aside')
      return say(`clash.aside.${clash.part}`, { name: by, account, language: autonym(clash.language) })
    const key = clash.theirs === undefined ? 'clash.gone' : 'clash.version'
    return say(key, { name: by, account, language: autonym(clash.language) })
  }
}

/** What somebody else's files show, a line each. */
function filesInWords(theirs: Record<string, readonly FileForm[]>): string {
  const lines = Object.values(theirs).flatMap((files) => files.map(({ alt }, at) => `${at + 1}. ${alt}`))
  return [...new Set(lines)].join('\n')
}

function withTheirs(form: Composer['form'], clash: Clash): Composer['form'] {
  if (clash.kind === 'title') return { ...form, title: clash.theirs }
  if (clash.kind === 'lane') return { ...form, lane: clash.theirs }
  if (clash.kind === 'files') {
    const given = form.versions.map((one) => {
      const { media, ...said } = one
      return { ...said, ...mediaOf(clash.theirs[placeName(one)] ?? media ?? []) }
    })
    return { ...form, versions: given }
  }
  if (clash.kind === 'poll') {
    const asked = form.versions.map((one) => {
      const { poll, ...said } = one
      const isTheirs = one.account === clash.account && one.language === clash.language
      return { ...said, ...pollOf(isTheirs ? clash.theirs : poll) }
    })
    return { ...form, versions: asked }
  }
  if (clash.kind === 'aside') {
    const beside = form.versions.map((one) => {
      if (one.account !== clash.account || one.language !== clash.language) return one
      const { thread, contentWarning, byline, card, ...said } = one
      const mine = plainAside({ thread, contentWarning, byline, card })
      return { ...said, ...withTheirAside(mine, clash.part, clash.theirs) }
    })
    return { ...form, versions: beside }
  }
  const { account, language, theirs } = clash
  const versions = form.versions.flatMap((one) => {
    if (one.account !== account || one.language !== language) return [one]
    return theirs === undefined ? [] : [{ ...one, text: theirs }]
  })
  return { ...form, versions }
}
