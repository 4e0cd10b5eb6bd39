/** The rows of topics. See `migration.ts`. */
export type TopicTables = {
  topics: {
    id: string
    name_en: string
    name_fr: string
    place: number
    is_retired: boolean
    changed_at: Date
    changed_by: string
  }
}
