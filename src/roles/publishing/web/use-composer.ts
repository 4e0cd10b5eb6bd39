import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { Message, MessageForm } from '#roles/publishing/contract.ts'
import { askApproval, checkQuery, messageQuery, saveMessage } from '#roles/publishing/web/data.ts'
import { draftOf, formAsRead, formOf, sameForm, type Draft } from '#roles/publishing/web/draft.ts'
import { withFile } from '#roles/publishing/web/files/arrange.ts'
import { useUploads } from '#roles/publishing/web/files/use-uploads.ts'
import { KeptDrafts } from '#roles/publishing/web/kept-drafts.ts'
import { merge, type Clash } from '#roles/publishing/web/merge.ts'
import { useSettled } from '#roles/publishing/web/use-settled.ts'
import type { KeptFile } from '#sending/files/contract.ts'
import { ProblemError } from '#web/client.ts'

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
  const queries = useQueryClient()
  // Once a new message is saved it is changed, never made a second time, whatever page it stands on.
  const [made, setMade] = useState<Message>()
  const message = needs.message ?? made
  const keptDrafts = useMemo(() => new KeptDrafts(globalThis.localStorage, personId), [personId])
  const keptName = message?.id ?? needs.newName
  const [kept] = useState(() => keptDrafts.read(keptName))
  const [draft, setDraft] = useState<Draft>(kept?.draft ?? first)
  const [base, setBase] = useState<Base | undefined>(kept?.base ?? (message && baseOf(message)))
  const [restoredAtMs, setRestoredAtMs] = useState(kept?.atMs)
  const [hasRoom, setHasRoom] = useState(true)
  const [broughtIn, setBroughtIn] = useState<BroughtIn>()
  const form = useMemo(() => formOf(draft, accounts), [draft, accounts])
  const isDirty = !sameForm(form, base?.form ?? formOf(first, accounts))

  useEffect(() => {
    if (isDirty) setHasRoom(keptDrafts.keep(keptName, { draft, base, atMs: Date.now() }))
    else keptDrafts.forget(keptName)
  }, [draft, base, isDirty, keptDrafts, keptName])

  const adopt = (now: Message): void => {
    setBase(baseOf(now))
    setDraft(draftOf(formAsRead(now)))
    setRestoredAtMs(undefined)
    setBroughtIn(undefined)
  }
  const bringIn = (theirs: Message): void => {
    const merged = merge({ base: base?.form ?? formAsRead(theirs), mine: form, theirs: formAsRead(theirs) })
    setBase(baseOf(theirs))
    setDraft(draftOf(merged.form))
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
    queries.setQueryData(messageQuery(saved.id).queryKey, saved)
    void queries.invalidateQueries({ queryKey: ['messages'] })
  }
  const whenLate = async (error: unknown): Promise<void> => {
    if (message === undefined || !isLate(error)) return
    const theirs = await queries.fetchQuery({ ...messageQuery(message.id), staleTime: 0 })
    bringIn(theirs)
  }
  const saveNow = async (): Promise<Message> => {
    if (message !== undefined && base !== undefined && !isDirty) return message
    const to = message && base && { id: message.id, revision: base.revision }
    const saved = await saveMessage(to, form, needs.about)
    if (message === undefined) keptDrafts.forget(needs.newName)
    take(saved)
    return saved
  }
  const save = useMutation({
    mutationFn: saveNow,
    onError: whenLate,
    onSuccess: (saved) => needs.onSaved(saved, needs.message === undefined),
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
    onError: whenLate,
    onSuccess: (asked) => needs.onSaved(asked.message, needs.message === undefined),
  })
  const discard = (): void => {
    keptDrafts.forget(keptName)
    if (message) adopt(message)
    else setDraft(first)
    setRestoredAtMs(undefined)
  }
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
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
  const check = useQuery({ ...checkQuery(settled.versions), enabled: mayWrite && hasSomething(settled) })
  const checked = hasSomething(form) ? check.data : undefined
  const keptFile = (sha256: string): KeptFile | undefined =>
    [...uploads.known, ...(checked?.files ?? [])].find((one) => one.sha256 === sha256)
  return {
    ...{ message, draft, base, form, isDirty, isBehind, hasRoom, broughtIn, save, ask },
    restoredAtMs: isDirty ? restoredAtMs : undefined,
    ...{ change, discard, bringIn, setBroughtIn, uploads, checked, keptFile },
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
