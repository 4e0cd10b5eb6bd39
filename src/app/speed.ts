import { z } from 'zod'

/** How fast a recording plays: times real time, or `max`. */
export const Speed = z.union([z.literal('max'), z.coerce.number().positive().max(1_000_000)])
