/** Networks whose recorded wire can be measured. */
export const wireNetworks = ['bluesky', 'mastodon', 'x', 'feeds'] as const

/** One of them. */
export type WireNetwork = (typeof wireNetworks)[number]
