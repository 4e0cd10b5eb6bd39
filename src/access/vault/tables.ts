/** The one table of the vault as Kysely sees it. */
export type VaultTables = {
  secrets: {
    name: string
    /** Which key sealed it. */
    key_id: string
    /** Nonce, tag and ciphertext; see `sealing.ts`. */
    sealed: Buffer
    kept_at: Date
  }
}
