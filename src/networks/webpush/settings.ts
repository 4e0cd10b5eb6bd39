import { z } from 'zod'

/** How push messages go out. */
export const WebPushSettings = z.object({
  /** Whom the push service of a browser can write to about our messages: `mailto:…` or `https://…` (RFC 8292, 2.1). */
  contact: z
    .string()
    .max(500)
    .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/),
  /** How long a message is kept for a browser that is away, where it does not say itself until when it holds, ms. */
  keptForMs: z
    .number()
    .int()
    .min(0)
    .default(24 * 3_600_000),
  /** Calls at once. */
  callsMax: z.number().int().min(1).max(200).default(32),
  timeoutMs: z.number().int().min(1).default(30_000),
  /** For tests with a push service on this machine, over plain http as well. Addresses come from browsers: never for real. */
  allowPrivateNetworks: z.boolean().default(false),
  /** PEM of the certificate authority of such a service, where it speaks https. */
  certificateAuthority: z.string().max(100_000).optional(),
})
export type WebPushSettings = z.infer<typeof WebPushSettings>
