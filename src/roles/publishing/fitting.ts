import type { Kysely } from 'kysely'
import type { VersionMedia } from '#kernel/version-content.ts'
import type { Room } from '#roles/publishing/act.ts'
import type { FileForm, MessageForm } from '#roles/publishing/contract.ts'
import type { Ruled } from '#roles/publishing/problems.ts'
import {
  asideOf,
  mediaOf,
  sameFiles,
  type WrittenForm,
  type WrittenVersion,
} from '#roles/publishing/rules.ts'
import type { KeptMessage } from '#roles/publishing/store.ts'
import type { KeptFile } from '#sending/files/contract.ts'

/** Which bytes an account is given of a file. `network`: what it is called; missing while the account is not connected. */
export type Copy = { network?: string; goes: KeptFile }

/**
 * Makes the files of versions fit the accounts they are for, each file once an account, whatever the languages. An account that is
 * not connected, and one that takes no such file at all, is given the file as it is; what is wrong with it is told by the checks.
 * Making a copy takes time: it is not done while rows are held, where that can be helped.
 */
export class Fitter {
  readonly #room: Pick<Room, 'sending'>
  readonly #db: Kysely<unknown>
  readonly #copies = new Map<string, Promise<Copy | undefined>>()
  readonly #terms = new Map<string, ReturnType<Room['sending']['terms']>>()

  constructor(room: Pick<Room, 'sending'>, db: Kysely<unknown>) {
    this.#room = room
    this.#db = db
  }

  /** The form with its files as they go out, or why they cannot be kept. */
  async written(form: MessageForm): Promise<Ruled<WrittenForm>> {
    const versions: WrittenVersion[] = []
    for (const { media: files = [], ...version } of form.versions) {
      const media = await this.#mediaOf(version.account, files)
      if (media === undefined) return { ok: false, why: 'no-such-file' }
      versions.push({ ...version, files, media })
    }
    return { ok: true, value: { title: form.title, lane: form.lane, versions } }
  }

  /** The versions of a message whose files would go out as other bytes now: an account was connected since, or takes less. */
  async outgrown({ versions }: Pick<KeptMessage, 'versions'>): Promise<WrittenVersion[]> {
    const found: WrittenVersion[] = []
    for (const { account, language, content, files } of versions) {
      if (files.length === 0 || (await this.#termsOf(account)) === undefined) continue
      const media = await this.#mediaOf(account, files)
      if (media === undefined || sameFiles(media, content.media)) continue
      found.push({
        ...{ account, language, text: content.parts.join('\n\n'), files, media },
        ...asideOf(content),
      })
    }
    return found
  }

  /** What an account is given of a file; undefined when the file is not kept. */
  copy(account: string, sha256: string): Promise<Copy | undefined> {
    const name = `${account} ${sha256}`
    const known = this.#copies.get(name)
    if (known !== undefined) return known
    const made = this.#copyOf(account, sha256)
    this.#copies.set(name, made)
    return made
  }

  async #mediaOf(account: string, files: readonly FileForm[]): Promise<VersionMedia[] | undefined> {
    const media: VersionMedia[] = []
    for (const file of files) {
      const copy = await this.copy(account, file.sha256)
      if (copy === undefined) return undefined
      media.push(mediaOf(file, copy.goes))
    }
    return media
  }

  async #copyOf(account: string, sha256: string): Promise<Copy | undefined> {
    const { files } = this.#room.sending
    const file = await files.find(this.#db, sha256)
    if (file === undefined) return undefined
    const terms = await this.#termsOf(account)
    if (terms === undefined) return { goes: file }
    return { network: terms.name, goes: (await files.fit(this.#db, sha256, terms.limits)).file }
  }

  #termsOf(account: string): ReturnType<Room['sending']['terms']> {
    const asked = this.#terms.get(account) ?? this.#room.sending.terms(account)
    this.#terms.set(account, asked)
    return asked
  }
}
