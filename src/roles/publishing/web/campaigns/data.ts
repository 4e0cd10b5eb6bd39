import {
  Campaign,
  CampaignList,
  type CampaignChange,
  type CampaignForm,
} from '#roles/publishing/campaigns/contract.ts'
import { Message } from '#roles/publishing/contract.ts'
import { call } from '#web/client.ts'

/** All campaigns, newest first. */
export const campaignsQuery = {
  queryKey: ['campaigns'],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    call(CampaignList, { path: '/api/campaigns', ...(signal ? { signal } : {}) }),
}

/** Begins a campaign. */
export function addCampaign(body: CampaignForm): Promise<Campaign> {
  return call(Campaign, { method: 'POST', path: '/api/campaigns', body })
}

/** Changes a campaign, or ends it. */
export function changeCampaign(id: string, body: CampaignChange): Promise<Campaign> {
  return call(Campaign, { method: 'PUT', path: `/api/campaigns/${encodeURIComponent(id)}`, body })
}

/** Says whose links may be tagged. */
export function setHosts(hosts: string[]): Promise<CampaignList> {
  return call(CampaignList, { method: 'PUT', path: '/api/campaigns/hosts', body: { hosts } })
}

/** Puts a message into a campaign, or out of it. */
export function setCampaign(
  id: string,
  body: { revision: number; campaign: string | null },
): Promise<Message> {
  const path = `/api/messages/${encodeURIComponent(id)}/campaign`
  return call(Message, { method: 'PUT', path, body })
}
