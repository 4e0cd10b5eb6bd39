import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { Message, MessageForm } from '#roles/publishing/contract.ts'
import { askApproval, checkQuery, messageQuery } from '#roles/publishing/web/data.ts'
import { draftOf, formAsRead, formOf, sameForm, shapeKey, type Draft } from '#roles/publishing/web/draft.ts'
import { rewritten, type Rewording, type Rewriting } from '#roles/publishing/web/rewriting.ts'
import { withFile } from '#roles/publishing/web/files/arrange.ts'
import { useUploads } from '#roles/publishing/web/files/use-uploads.ts'
import { KeptDrafts, openedDraft } from '#roles/publishing/web/kept-drafts.ts'
import { merge, type Clash } from '#roles/publishing/web/merge.ts'
import { isUnanswered, saveOnce, type Tried } from '#roles/publishing/web/saving.ts'
import { useSettled } from '#roles/publishing/web/use-settled.ts'
import { useWaiting } from '#roles/publishing/web/use-waiting.ts'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import type { KeptFile } from '#sending/files/contract.ts'
import { ProblemError } from '#web/client.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Base = { revision: number; form: MessageForm }

/** Words of somebody else that were brought into the draft, and where both wrote. */
export type BroughtIn = { by: string; at: string; clashes: readonly Clash[] }

/** The state of one composer; see `useComposer`. */
export type Composer = ReturnType<typeof useComposer>

/** What a composer is opened with. */
export type ComposerNeeds = {
  /** Missing: a message that is not saved yet. */
  message: Message | undefined
  accounts: readonly Account[]
  personId: string
  /** Under which unsaved words of a message that is not saved yet are kept. */
  newName: string
  /** What a message that is not saved yet is about: an issue, as `issue:id`. */
  about?: string | undefined
  first: Draft
  onSaved: (message: Message, isNew: boolean) => void
}

/**
 * Everything a composer does: keeps unsaved words in this browser, saves what was read at a revision, and when somebody else
 * was faster puts both together instead of overwriting either.
 */
export function useComposer(needs: ComposerNeeds) {
  const { accounts, personId, first } = needs
  const { say } = usePublishWords()
  const queries = useQueryClient()
  // Once a new message is saved it is changed, never made a second time, whatever page it stands on.
  const [made, setMade] = useState<Message>()
  const message = needs.message ?? made
  const keptDrafts = useMemo(() => new KeptDrafts(globalThis.localStorage, personId), [personId])
  const keptName = message?.id ?? needs.newName
  const [kept] = useState(() => keptDrafts.read(keptName))
  const [draft, setDraft] = useState<Draft>(kept === undefined ? first : openedDraft(kept, first))
  const [base, setBase] = useState<Base | undefined>(kept?.base ?? (message && baseOf(message)))
  const [restoredAtMs, setRestoredAtMs] = useState(kept?.atMs)
  const [hasRoom, setHasRoom] = useState(true)
  const [broughtIn, setBroughtIn] = useState<BroughtIn>()
  const [tried, setTried] = useState<Tried | undefined>(kept?.tried)
  const [isWaiting, setWaiting] = useState(kept?.isWaiting === true)
  const form = useMemo(() => formOf(draft, accounts), [draft, accounts])
  const isDirty = !sameForm(form, base?.form ?? formOf(first, accounts))

  useEffect(() => {
    const atMs = Date.now()
    if (isDirty) setHasRoom(keptDrafts.keep(keptName, { draft, base, atMs, tried, isWaiting }))
    else {
      keptDrafts.forget(keptName)
      setWaiting(false)
    }
  }, [draft, base, isDirty, keptDrafts, keptName, tried, isWaiting])

  const adopt = (now: Message): void => {
    setBase(baseOf(now))
    setDraft((before) => draftOf(formAsRead(now), before))
    setRestoredAtMs(undefined)
    setBroughtIn(undefined)
  }
  const bringIn = (theirs: Message): void => {
    const merged = merge({ base: base?.form ?? formAsRead(theirs), mine: form, theirs: formAsRead(theirs) })
    setBase(baseOf(theirs))
    setDraft((before) => draftOf(merged.form, before))
    setBroughtIn({ by: theirs.changedBy, at: theirs.changedAt, clashes: merged.clashes })
  }
  const isBehind = message !== undefined && base !== undefined && message.revision > base.revision
  useEffect(() => {
    if (isBehind && !isDirty && message) adopt(message)
  })

  const take = (saved: Message): void => {
    setMade(saved)
    setBase(baseOf(saved))
    setRestoredAtMs(undefined)
    setBroughtIn(undefined)
    setTried(undefined)
    setWaiting(false)
    queries.setQueryData(messageQuery(saved.id).queryKey, saved)
    queries.setQueryData(shapeKey(saved.id), draft)
    void queries.invalidateQueries({ queryKey: ['messages'] })
  }
  const whenFailed = async (error: unknown): Promise<void> => {
    if (isUnanswered(error)) return setWaiting(true)
    setWaiting(false)
    if (message === undefined || !isLate(error)) return
    const theirs = await queries.fetchQuery({ ...messageQuery(message.id), staleTime: 0 })
    // What came first was our own words: only the answer was lost.
    if (tried !== undefined && sameForm(formAsRead(theirs), tried.form)) {
      take(theirs)
      // What was written since is saved next.
      return setWaiting(true)
    }
    bringIn(theirs)
  }
  const saveNow = async (): Promise<Message> => {
    if (message !== undefined && base !== undefined && !isDirty) return message
    const to = message && base && { id: message.id, revision: base.revision }
    // Kept before it is sent: a page may be closed before the answer is there.
    const trying = { form, atMs: Date.now() }
    keptDrafts.keep(keptName, { draft, base, atMs: trying.atMs, tried: tried ?? trying, isWaiting })
    const saved = await saveOnce({ to, form, about: needs.about, tried }).catch((error: unknown) => {
      if (isUnanswered(error)) setTried(tried ?? trying)
      throw error
    })
    if (message === undefined) keptDrafts.forget(needs.newName)
    take(saved)
    return saved
  }
  const save = useMutation({
    mutationFn: saveNow,
    // A browser that thinks it is offline is not believed: the desk may stand on the same machine.
    networkMode: 'always',
    onError: whenFailed,
    onSuccess: (saved) => {
      if (isWaiting) toasts.say({ text: say('save.back') })
      needs.onSaved(saved, needs.message === undefined)
    },
  })
  const ask = useMutation({
    mutationFn: async (deadline: string | undefined) => {
      const saved = await saveNow()
      const asked = await askApproval(saved.id, {
        revision: saved.revision,
        ...(deadline ? { deadline } : {}),
      })
      take(asked.message)
      return asked
    },
    networkMode: 'always',
    onError: whenFailed,
    onSuccess: (asked) => needs.onSaved(asked.message, needs.message === undefined),
  })
  const isBusy = save.isPending || ask.isPending
  useWaiting(isWaiting && isDirty, () => {
    if (!isBusy) save.mutate()
  })
  const discard = (): void => {
    keptDrafts.forget(keptName)
    if (message) adopt(message)
    else setDraft(first)
    setRestoredAtMs(undefined)
    setWaiting(false)
  }
  const change = (part: Partial<Draft>): void => setDraft((now) => ({ ...now, ...part }))
  const rewrite = (what: Rewriting | Rewording): void => setDraft((now) => rewritten(now, what))
  const newest = useRef(draft)
  useEffect(() => {
    newest.current = draft
  }, [draft])
  // An upload ends long after it began: what was written meanwhile stays.
  const uploads = useUploads(({ sha256 }) => {
    const isNew = !newest.current.files.some((one) => one.sha256 === sha256)
    setDraft((now) => ({ ...now, files: withFile(now.files, sha256) }))
    return isNew
  })
  const settled = useSettled(form)
  const mayWrite = message === undefined || message.may.write
  const check = useQuery({ ...checkQuery(settled, message?.id), enabled: mayWrite && hasSomething(settled) })
  const checked = hasSomething(form) ? check.data : undefined
  const isChecked = checked !== undefined && settled === form && !check.isPlaceholderData
  const keptFile = (sha256: string): KeptFile | undefined =>
    [...uploads.known, ...(checked?.files ?? [])].find((one) => one.sha256 === sha256)
  return {
    ...{ message, draft, base, form, isDirty, isBehind, hasRoom, broughtIn, save, ask },
    ...{ isChecked, isWaiting: isWaiting && isDirty },
    restoredAtMs: isDirty ? restoredAtMs : undefined,
    ...{ change, rewrite, discard, bringIn, setBroughtIn, uploads, checked, keptFile },
  }
}

function hasSomething({ versions }: MessageForm): boolean {
  return versions.some(({ text, media = [] }) => text.trim() !== '' || media.length > 0)
}

function baseOf(message: Message): Base {
  return { revision: message.revision, form: formAsRead(message) }
}

/** Whether it was refused because somebody else was faster. */
export function isLate(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.error === 'changed-meanwhile'
}
