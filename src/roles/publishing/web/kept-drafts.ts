import { z } from 'zod'
import { lanes } from '#kernel/permission.ts'
import { FileForm, MessageForm, PollForm } from '#roles/publishing/contract.ts'
import type { Draft } from '#roles/publishing/web/draft.ts'

const KeptDraft = z.object({
  draft: z.object({
    title: z.string(),
    lane: z.enum(lanes),
    accounts: z.array(z.string()),
    shared: z.record(z.string(), z.string()),
    own: z.record(z.string(), z.record(z.string(), z.string())),
    files: z
      .array(
        z.object({
          sha256: z.string(),
          decorative: z.boolean(),
          alts: z.record(z.string(), z.string()),
        }),
      )
      // Drafts kept before there were files.
      .default([]),
    ownFiles: z.record(z.string(), z.array(FileForm)).default({}),
    poll: z
      .object({
        options: z.record(z.string(), z.array(z.string())),
        ...{ multiple: z.boolean(), durationMin: z.number() },
      })
      .optional(),
    // Drafts kept before there were polls.
    ownPolls: z.record(z.string(), PollForm.nullable()).default({}),
  }),
  /** What the draft was made from; missing for a message that is new. */
  base: z.object({ revision: z.number(), form: MessageForm }).optional(),
  atMs: z.number(),
})

/** Words somebody wrote and did not save yet, with what they were made from. */
export type KeptDraft = {
  draft: Draft
  base?: { revision: number; form: MessageForm } | undefined
  atMs: number
}

/** Drafts of one person in this browser, until they are saved. Nothing here ever leaves it. */
export class KeptDrafts {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
  readonly #personId: string

  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined, personId: string) {
    this.#storage = storage
    this.#personId = personId
  }

  /** What was kept of a message; `new` for one that was never saved. */
  read(id: string): KeptDraft | undefined {
    const text = this.#storage?.getItem(this.#name(id)) ?? null
    if (text === null) return undefined
    try {
      const read = KeptDraft.safeParse(JSON.parse(text))
      return read.success ? read.data : undefined
    } catch (error) {
      if (error instanceof SyntaxError) return undefined
      throw error
    }
  }

  /** Keeps a draft; says whether the browser had room for it. */
  keep(id: string, kept: KeptDraft): boolean {
    try {
      this.#storage?.setItem(this.#name(id), JSON.stringify(kept))
      return this.#storage !== undefined
    } catch (error) {
      if (error instanceof DOMException) return false
      throw error
    }
  }

  /** Forgets a draft: it was saved, or given up. */
  forget(id: string): void {
    this.#storage?.removeItem(this.#name(id))
  }

  #name(id: string): string {
    return `bw-draft ${this.#personId} ${id}`
  }
}
