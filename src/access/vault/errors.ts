import type { Words } from '#kernel/words.ts'

/** The file with the keys of secrets cannot be used as it is; says what to do. */
export class SecretsKeyUnfit extends Error {
  override name = 'SecretsKeyUnfit'
  readonly words: Words
  constructor(words: Words, options?: ErrorOptions) {
    super(words.en, options)
    this.words = words
  }
}

/** A secret that no key here opens: its key is gone, or its row was changed or moved. */
export class SecretNotOpened extends Error {
  override name = 'SecretNotOpened'
  readonly words: Words
  constructor(name: string, keyId: string, options?: ErrorOptions) {
    const words = {
      en: `The secret ${name} cannot be opened: its key (${keyId}) is not in the keys folder, or the row was changed. Bring back the keys folder that belongs to this database, or set the secret again.`,
      fr: `Le secret ${name} ne peut pas être ouvert : sa clé (${keyId}) n’est pas dans le dossier des clés, ou la ligne a été modifiée. Remettez le dossier des clés qui va avec cette base, ou saisissez le secret de nouveau.`,
    }
    super(words.en, options)
    this.words = words
  }
}
