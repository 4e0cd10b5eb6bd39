import { z } from 'zod'

/**
 * What the Mastodon API answers, as far as this folder reads it. Lenient on purpose: servers of other makes leave fields out, add
 * their own, or send null; only what a reading cannot do without is required.
 *
 * Source: https://docs.joinmastodon.org/entities/ (read in November 2026) and answers of Mastodon 4.6, GoToSocial and Pleroma.
 */

/** A field that counts as missing where it is absent, null or of another kind. */
function maybe<T extends z.ZodType>(schema: T): z.ZodCatch<z.ZodOptional<T>> {
  return schema.optional().catch(undefined as never) // `catch` hands over what `optional` allows: undefined
}

const id = z.string().min(1).max(200)
const address = z.string().max(4000)
const count = z.number().int().min(1).max(10_000_000_000)

/** How often something was done. */
const times = z.number().int().min(0).max(10_000_000_000)

/**
 * A poll, as the server tells it. Votes are null while a server hides them.
 *
 * Source: https://docs.joinmastodon.org/entities/Poll/
 */
export const StatusPoll = z.object({
  id,
  expires_at: maybe(z.string().max(100)),
  expired: maybe(z.boolean()),
  multiple: maybe(z.boolean()),
  voters_count: maybe(z.number().int().min(0)),
  options: z
    .array(z.object({ title: z.string().max(2000), votes_count: maybe(z.number().int().min(0)) }))
    .max(100),
})
export type StatusPoll = z.infer<typeof StatusPoll>

/** A post of ours, as the server tells it after posting, editing and when it is asked for. */
export const OwnStatus = z.object({
  id,
  uri: z.string().min(1).max(580),
  url: maybe(address),
  created_at: maybe(z.string().max(100)),
  edited_at: maybe(z.string().max(100)),
  in_reply_to_id: maybe(id),
  content: maybe(z.string().max(1_000_000)),
  spoiler_text: maybe(z.string().max(100_000)),
  visibility: maybe(z.string().max(40)),
  language: maybe(z.string().max(40)),
  media_attachments: maybe(
    z
      .array(z.object({ id, type: maybe(z.string().max(40)), description: maybe(z.string().max(20_000)) }))
      .max(100),
  ),
  poll: maybe(StatusPoll),
  ...{ replies_count: maybe(times), reblogs_count: maybe(times) },
  ...{ favourites_count: maybe(times), quotes_count: maybe(times) },
})
export type OwnStatus = z.infer<typeof OwnStatus>

/** A page of our own posts, newest first. */
export const OwnStatuses = z.array(OwnStatus).max(200)

/** A file as it was taken; ready when the answer to `GET /api/v1/media/:id` is 200 and not 206. */
export const Attachment = z.object({ id })

/** The account a token belongs to. `acct` has no domain for an account of the server itself. */
export const Account = z.object({ id, acct: z.string().min(1).max(300) })

/** An answer of `GET /api/v2/search`; statuses are read where they are needed. */
export const Found = z.object({ statuses: z.array(z.unknown()).max(200) })

/** A page of a timeline; each entry is read by itself, so that one odd post does not hide the others. */
export const Page = z.array(z.unknown()).max(500)

/** Which post a status is. */
export const Named = z.object({ id, uri: z.string().min(1).max(580) })

const Configuration = z.object({
  statuses: maybe(
    z.object({
      max_characters: maybe(count),
      max_media_attachments: maybe(count),
      characters_reserved_per_url: maybe(count),
    }),
  ),
  media_attachments: maybe(
    z.object({
      supported_mime_types: maybe(z.array(z.string().max(100)).max(200)),
      image_size_limit: maybe(count),
      video_size_limit: maybe(count),
      image_matrix_limit: maybe(count),
      video_matrix_limit: maybe(count),
      description_limit: maybe(count),
    }),
  ),
  polls: maybe(
    z.object({
      max_options: maybe(count),
      max_characters_per_option: maybe(count),
      min_expiration: maybe(count),
      max_expiration: maybe(count),
    }),
  ),
  urls: maybe(z.object({ streaming: maybe(address) })),
})

/** `GET /api/v2/instance`, or `/api/v1/instance` of older servers; both are read by one schema because their fields do not clash. */
export const InstanceAnswer = z.object({
  domain: maybe(z.string().max(300)),
  uri: maybe(z.string().max(300)),
  configuration: maybe(Configuration),
  urls: maybe(z.object({ streaming_api: maybe(address) })),
  // Pleroma's own, where it has no `configuration`.
  max_toot_chars: maybe(count),
  upload_limit: maybe(count),
  description_limit: maybe(count),
  poll_limits: maybe(
    z.object({
      max_options: maybe(count),
      max_option_chars: maybe(count),
      min_expiration: maybe(z.number().int().min(0)),
      max_expiration: maybe(count),
    }),
  ),
})
export type InstanceAnswer = z.infer<typeof InstanceAnswer>
