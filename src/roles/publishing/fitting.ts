import type { Kysely } from 'kysely'
import type { VersionMedia } from '#kernel/version-content.ts'
import type { Room } from '#roles/publishing/act.ts'
import type { FileForm } from '#roles/publishing/contract.ts'
import { mediaOf, type Place } from '#roles/publishing/rules.ts'
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

  /** What an account is given of a file; undefined when the file is not kept. */
  copy(account: string, sha256: string): Promise<Copy | undefined> {
    const name = `${account} ${sha256}`
    const known = this.#copies.get(name)
    if (known !== undefined) return known
    const made = this.#copyOf(account, sha256)
    this.#copies.set(name, made)
    return made
  }

  /** The files of a version as they go out, in their order; undefined when one of them is not kept. */
  async media({ account, language }: Place, files: readonly FileForm[]): Promise<VersionMedia[] | undefined> {
    const media: VersionMedia[] = []
    for (const file of files) {
      const copy = await this.copy(account, file.sha256)
      if (copy === undefined) return undefined
      media.push(mediaOf(file, copy.goes, language))
    }
    return media
  }

  /** The picture of a card as it goes out; undefined when it is not kept. It is decorative: its title says what it shows. */
  async cardImage(account: string, sha256: string): Promise<VersionMedia | undefined> {
    const terms = await this.terms(account)
    const { files } = this.#room.sending
    if (terms === undefined || (await files.find(this.#db, sha256)) === undefined) return undefined
    const { cardMedia, ...limits } = terms.limits
    const { file } = await files.fit(this.#db, sha256, { ...limits, media: cardMedia ?? limits.media })
    const { mediaType, bytes } = file
    return { sha256: file.sha256, mediaType, bytes, alt: '', decorative: true }
  }

  /** What the network of an account takes; undefined while it is not connected. */
  terms(account: string): ReturnType<Room['sending']['terms']> {
    const asked = this.#terms.get(account) ?? this.#room.sending.terms(account)
    this.#terms.set(account, asked)
    return asked
  }

  async #copyOf(account: string, sha256: string): Promise<Copy | undefined> {
    const { files } = this.#room.sending
    const file = await files.find(this.#db, sha256)
    if (file === undefined) return undefined
    const terms = await this.terms(account)
    if (terms === undefined) return { goes: file }
    return { network: terms.name, goes: (await files.fit(this.#db, sha256, terms.limits)).file }
  }
}
