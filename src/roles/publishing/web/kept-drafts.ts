import { z } from 'zod'
import { lanes } from '#kernel/permission.ts'
import { FileForm, MessageForm, PollForm, VersionForm } from '#roles/publishing/contract.ts'
import { asideIn, differingFrom, noAside, type AsideForm } from '#roles/publishing/web/aside.ts'
import type { Draft } from '#roles/publishing/web/draft.ts'
import type { Tried } from '#roles/publishing/web/saving.ts'

/** As it was typed: what the desk would refuse is kept too. */
const KeptCard = z.object({
  ...{ url: z.string(), title: z.string(), description: z.string() },
  image: z.string().optional(),
})

const KeptAside = z.object({
  thread: z.boolean(),
  byline: z.string().optional(),
  warnings: z.record(z.string(), z.string()),
  cards: z.record(z.string(), KeptCard),
})

const KeptDiffering = z.object({
  thread: z.boolean().optional(),
  contentWarning: z.string().nullish(),
  byline: z.string().nullish(),
  card: KeptCard.nullish(),
})

/** Reads what was kept in the older way: all that an account has beside its words, the language at the end of its name. */
function withOldAsides<T extends Pick<Draft, 'aside' | 'differs'>>({
  ownAside = {},
  ...draft
}: T & { ownAside?: Record<string, AsideForm> | undefined }) {
  const old = Object.entries(ownAside).map(([place, aside]) => [
    place,
    differingFrom(asideIn(draft.aside, place.split(' ').at(-1) ?? ''), aside),
  ])
  return { ...draft, differs: { ...Object.fromEntries(old), ...draft.differs } }
}

const KeptDraft = z.object({
  draft: z
    .object({
      title: z.string(),
      lane: z.enum(lanes),
      // Drafts kept before there were topics.
      topics: z.array(z.string()).default([]),
      accounts: z.array(z.string()),
      shared: z.record(z.string(), z.string()),
      own: z.record(z.string(), z.record(z.string(), z.string())),
      files: z
        .array(
          z.object({
            sha256: z.string(),
            decorative: z.boolean(),
            alts: z.record(z.string(), z.string()),
            captions: z.record(z.string(), z.string()).optional(),
            ...FileForm.pick({ noSpeech: true, focus: true }).shape,
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
      // Drafts kept before there were warnings, threads, lines and cards.
      aside: KeptAside.default(noAside),
      differs: z.record(z.string(), KeptDiffering).default({}),
      // Drafts kept when an account differed in all of that or in nothing.
      ownAside: z
        .record(
          z.string(),
          VersionForm.pick({ thread: true, contentWarning: true, byline: true, card: true }),
        )
        .optional(),
    })
    .transform(withOldAsides),
  /** What the draft was made from; missing for a message that is new. */
  base: z.object({ revision: z.number(), form: MessageForm }).optional(),
  atMs: z.number(),
  // What the desk would refuse never arrived there; the words themselves must not be lost for it.
  tried: z.object({ form: MessageForm, atMs: z.number() }).optional().catch(undefined),
  isWaiting: z.boolean().optional(),
  isBegunAway: z.boolean().optional(),
})

/** Words somebody wrote and did not save yet, with what they were made from. */
export type KeptDraft = {
  draft: Draft
  base?: { revision: number; form: MessageForm } | undefined
  atMs: number
  /** What was given to the desk, as long as no answer came. */
  tried?: Tried | undefined
  /** Somebody pressed Save, and the desk did not answer: it is saved as soon as it does. */
  isWaiting?: boolean | undefined
  /** Begun while the desk did not answer, when nobody could choose its accounts. */
  isBegunAway?: boolean | undefined
}

/** What is kept as a composer opens it: what was begun away is for the accounts that a message begun here would be for. */
export function openedDraft({ draft, isBegunAway }: KeptDraft, first: Draft): Draft {
  return isBegunAway === true && draft.accounts.length === 0 ? { ...draft, accounts: first.accounts } : draft
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

/** Words that wait on this device: under which name, what they are called, since when, and whether Save was pressed. */
export type KeptHere = { name: string; title: string; atMs: number; isWaiting: boolean }

/** Everything of one person that is kept in this browser, newest first. */
export function keptHere(storage: Storage | undefined, personId: string): KeptHere[] {
  const prefix = `bw-draft ${personId} `
  const kept = new KeptDrafts(storage, personId)
  return Object.keys(storage ?? {})
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => {
      const name = key.slice(prefix.length)
      const one = kept.read(name)
      if (one === undefined) return []
      return [{ name, title: one.draft.title.trim(), atMs: one.atMs, isWaiting: one.isWaiting === true }]
    })
    .toSorted((a, b) => b.atMs - a.atMs)
}
