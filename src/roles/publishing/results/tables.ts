/** Who opens something, as far as it says so: nothing else of them is kept. `ahead`: a program that fetches before anybody asks. */
export type Visitor = 'people' | 'robots' | 'ahead'

/** The rows of results. See `migration.ts`. */
export type ResultsTables = {
  result_readings: {
    delivery_id: string
    network_name: string
    is_priced: boolean
    begun_at: Date
    replies: number | null
    reposts: number | null
    likes: number | null
    quotes: number | null
    read_at: Date | null
    next_at: Date | null
    tries: number
    problem: string | null
    is_final: boolean
  }
  own_page_visits: { key: string; day: string; who: Visitor; count: number }
  short_links: { code: string; url: string; made_at: Date; made_by_id: string; made_by: string }
  short_link_clicks: { code: string; day: string; who: Visitor; count: number }
}
