import type { Kysely } from 'kysely'
import type { ContentToCheck, SendingLimits } from '#networks/sender.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import { keepCaptions, type KeptCaptions } from '#sending/files/captions/keep-captions.ts'
import type { KeptFile, Rectangle } from '#sending/files/contract.ts'
import { cutFile, type Cut } from '#sending/files/cutting.ts'
import { lookAt, type Look } from '#sending/files/hints/looks.ts'
import { withFacts } from '#sending/files/preflight.ts'
import { filesNamed } from '#sending/files/recorded.ts'
import { findFile, findFiles } from '#sending/files/store.ts'
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

  /** Keeps captions, WebVTT or SubRip, as WebVTT; the same captions twice are one file. @param o.by the id of the person */
  keepCaptions(bytes: Uint8Array, { by }: { by: string }): Promise<KeptCaptions> {
    return keepCaptions(this.#needs, bytes, by)
  }

  /** Cuts a rectangle out of a picture, as a file of its own; the picture stays. @param o.by the id of the person */
  cut(sha256: string, o: { rectangle: Rectangle; by: string }): Promise<Cut> {
    return cutFile(this.#needs, sha256, o)
  }

  /** What is known of a kept file; undefined when there is none. */
  find(db: Kysely<unknown>, sha256: string): Promise<KeptFile | undefined> {
    return findFile(db, sha256)
  }

  /** What was seen in a picture: whether it seems to hold words. A guess; undefined where there is nothing to look at. */
  look(db: Kysely<unknown>, sha256: string): Promise<Look | undefined> {
    return lookAt(this.#needs, db, sha256)
  }

  /** Content with what is known of its files where they are kept. */
  async withFacts(db: Kysely<unknown>, content: ContentToCheck): Promise<ContentToCheck> {
    return withFacts(content, await findFiles(db, filesNamed(content)))
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
