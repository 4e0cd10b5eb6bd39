/** A sentence a person may see, in both official languages. */
export type Words = { readonly en: string; readonly fr: string }

/** Which of the two sentences is shown. */
export type Language = 'en' | 'fr'

/** Something the store cannot do, told so that a person knows what to do next. */
export class StoreError extends Error {
  override name = 'StoreError'
  readonly words: Words
  constructor(words: Words, options?: ErrorOptions) {
    super(words.en, options)
    this.words = words
  }
}

/** A second start met a desk that is already running on the same data folder. */
export class StoreInUse extends StoreError {
  override name = 'StoreInUse'
  readonly pid: number
  readonly sinceMs: number
  /** Where its server answers, for work that may be done beside it. */
  readonly socketFolder: string
  constructor(
    { pid, sinceMs, socketFolder }: { pid: number; sinceMs: number; socketFolder: string },
    folder: string,
  ) {
    const since = new Date(sinceMs).toISOString().slice(0, 16).replace('T', ' ')
    super({
      en: `Bellwether is already running on ${folder} (process ${pid}, since ${since} UTC). Stop it first, or use another data folder.`,
      fr: `Bellwether fonctionne déjà sur ${folder} (processus ${pid}, depuis ${since} UTC). Arrêtez-le d’abord ou utilisez un autre dossier de données.`,
    })
    this.pid = pid
    this.sinceMs = sinceMs
    this.socketFolder = socketFolder
  }
}

/** PostgreSQL, ours or yours, could not be started or reached. */
export class StoreCannotStart extends StoreError {
  override name = 'StoreCannotStart'
}

/** The steps in the code and the steps the database has seen do not fit together. */
export class MigrationRefused extends StoreError {
  override name = 'MigrationRefused'
  readonly room: string
  readonly step: string
  constructor(room: string, step: string, words: Words, options?: ErrorOptions) {
    super(words, options)
    this.room = room
    this.step = step
  }
}

/** A backup file is cut short, changed, or was never one. */
export class BackupDamaged extends StoreError {
  override name = 'BackupDamaged'
  /** The table at fault; missing when the fault is before or after the tables. */
  readonly table: string | undefined
  constructor(table: string | undefined, words: Words, options?: ErrorOptions) {
    super(words, options)
    this.table = table
  }
}

/** A sound backup that must not be restored here (the database holds data, or the program is older). */
export class RestoreRefused extends StoreError {
  override name = 'RestoreRefused'
}
