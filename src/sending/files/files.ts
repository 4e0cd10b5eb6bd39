import type { Kysely } from 'kysely'
import type { SendingLimits } from '#networks/sender.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import type { KeptFile } from '#sending/files/contract.ts'
import { findFile } from '#sending/files/store.ts'
import { fitFile, type Fitted } from '#sending/files/fitting.ts'
import { keepFile } from '#sending/files/keeping.ts'
import type { FileRefusal } from '#sending/files/refusals.ts'

/** What keeping files stands on. */
export type FilesNeeds = { store: Store; clock: Clock; log: Log }

/** What came of keeping a file. */
export type Kept = { ok: true; value: KeptFile } | { ok: false; why: FileRefusal }

/** Files that go out with messages: taken in once, cleaned, and made to fit each network. The front door of this folder. */
export class Files {
  readonly #needs: FilesNeeds

  constructor(needs: FilesNeeds) {
    this.#needs = needs
  }

  /**
   * Keeps a file. What it is is read from its bytes, whatever it was called. Pictures lose what is not the picture (place, camera,
   * remarks) and are turned upright. The same bytes twice are one file.
   *
   * @param o.by the id of the person who gave it
   */
  keep(bytes: Uint8Array, { by }: { by: string }): Promise<Kept> {
    return keepFile(this.#needs, bytes, by)
  }

  /** What is known of a kept file; undefined when there is none. */
  find(db: Kysely<unknown>, sha256: string): Promise<KeptFile | undefined> {
    return findFile(db, sha256)
  }

  /**
   * The file as a target takes it: itself, or a copy in another format, smaller, or of lower quality. A copy is made once and
   * remembered: asked again with the same limits it is the same bytes. Nothing is made larger; what moves is never made still.
   *
   * @throws FileNotKept when there is no such file
   */
  fit(db: Kysely<unknown>, sha256: string, limits: SendingLimits): Promise<Fitted> {
    return fitFile(this.#needs, db, sha256, limits)
  }
}
