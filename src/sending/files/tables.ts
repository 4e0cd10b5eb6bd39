/** The rows of kept files. See `migration.ts`. */
export type FilesTables = {
  media_files: {
    sha256: string
    media_type: string
    bytes: number
    data: Buffer
    kept_at: Date
    width: number | null
    height: number | null
    seconds: number | null
    frames: number
    /** Of films; null: not known. */
    has_sound: boolean | null
    /** The person who gave it; null: a copy made of another file. */
    kept_by: string | null
    /** When somebody last gave it or had it made to fit. */
    wanted_at: Date
  }
  media_sources: { source_sha256: string; sha256: string }
  media_fits: { sha256: string; shape: string; fitted: string | null }
  media_smalls: { sha256: string; media_type: string; data: Buffer }
  media_cuts: {
    sha256: string
    of_sha256: string
    x: number
    y: number
    width: number
    height: number
  }
  media_looks: { sha256: string; method: number; holds_words: boolean; is_faint: boolean }
  media_recorded: { sha256: string; seq: number }
}
