import { isUrl } from '#kernel/url.ts'
import { z } from 'zod'

/** Limits of campaigns, all of them. */
export const campaignLimits = {
  nameLengthMax: 120,
  tagLengthMax: 60,
  hostsMax: 200,
  keptMax: 1000,
} as const

/** What statistics call a campaign: it stands in addresses. */
const tagForm = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/u

/** A campaign as somebody writes it. */
export const CampaignForm = z.strictObject({
  name: z.string().trim().min(1).max(campaignLimits.nameLengthMax),
  tag: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(campaignLimits.tagLengthMax)
    .refine((tag) => tagForm.test(tag), {
      params: {
        en: 'Use small letters, digits and single hyphens, such as spring-cleanup.',
        fr: 'Utilisez des minuscules, des chiffres et des traits d’union simples, comme grand-menage.',
      },
    }),
  /** Links of its messages to our listed sites say which campaign they are of. */
  tags: z.boolean(),
})
export type CampaignForm = z.infer<typeof CampaignForm>

/** A campaign, and how many messages belong to it. */
export const Campaign = CampaignForm.extend({
  id: z.string(),
  messages: z.number().int(),
  /** Of them, how many are public as they stand. */
  out: z.number().int(),
  by: z.string(),
  /** How a link of it looks on one network; missing: its links are not tagged. */
  example: z.string().optional(),
  ended: z.iso.datetime().optional(),
})
export type Campaign = z.infer<typeof Campaign>

/** All campaigns, newest first, and the sites whose links may be tagged. */
export const CampaignList = z.object({
  campaigns: z.array(Campaign),
  hosts: z.array(z.string()),
  may: z.object({ write: z.boolean(), hosts: z.boolean() }),
})
export type CampaignList = z.infer<typeof CampaignList>

/** Changes a campaign, and whether it goes on. */
export const CampaignChange = CampaignForm.extend({ isEnded: z.boolean() })
export type CampaignChange = z.infer<typeof CampaignChange>

/** The sites whose links may be tagged: host names, as `town.example`. */
export const HostsForm = z.strictObject({
  hosts: z
    .array(
      z
        .string()
        .max(253)
        .refine((host) => hostIn(host) !== undefined, {
          params: {
            en: 'Write the name of a site, such as www.town.example.',
            fr: 'Écrivez le nom d’un site, comme www.ville.example.',
          },
        }),
    )
    .max(campaignLimits.hostsMax),
})
export type HostsForm = z.infer<typeof HostsForm>

/** Puts a message into a campaign, or (null) takes it out of its own. */
export const CampaignOf = z.strictObject({
  revision: z.number().int().min(1),
  campaign: z.string().min(1).max(100).nullable(),
})
export type CampaignOf = z.infer<typeof CampaignOf>

/** The host somebody wrote, as addresses have it: small letters, and letters of other scripts in the form networks use. */
export function hostIn(written: string): string | undefined {
  const bare = written
    .trim()
    .replace(/^https?:\/\//iu, '')
    .replace(/\/.*$/u, '')
  if (!isUrl(`https://${bare}/`)) return undefined
  const { hostname, port, username, host } = new URL(`https://${bare}/`)
  const isName = /^(?=.{1,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u.test(hostname) && /[a-z]/u.test(hostname)
  return isName && port === '' && username === '' && host === hostname ? hostname : undefined
}
