import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { minuteMs } from '#kernel/time.ts'
import type { Campaigns } from '#roles/publishing/campaigns/campaigns.ts'
import {
  Campaign,
  CampaignChange,
  CampaignForm,
  CampaignList,
  CampaignOf,
  HostsForm,
} from '#roles/publishing/campaigns/contract.ts'
import { Conflict, Message } from '#roles/publishing/contract.ts'
import type { Written } from '#roles/publishing/drafting.ts'
import { refusalProblem, statusOf, type Ruled } from '#roles/publishing/problems.ts'

const ById = z.object({ id: z.string().min(1).max(100) })

/** What came of a change, as it is answered. */
type WrittenAnswer =
  | { status: 200; body: Message }
  | { status: 403 | 404 | 409 | 422; body: Problem }
  | { status: 409; body: z.infer<typeof Conflict> }

/** The addresses of campaigns: the list, begin, change or end one, whose links are tagged, which messages belong to it. */
export function campaignRoutes(
  api: Api<SignedIn>,
  campaigns: Campaigns,
  written: (done: Written) => WrittenAnswer,
): void {
  route(api, {
    method: 'get',
    path: '/api/campaigns',
    summary: 'Campaigns, newest first, and the sites whose links may be tagged',
    access: 'signed-in',
    may: 'read',
    answers: { 200: CampaignList },
    handle: async ({ session }) => ({ status: 200, body: await campaigns.list(session) }),
  })
  route(api, {
    method: 'post',
    path: '/api/campaigns',
    summary: 'Begins a campaign',
    access: 'signed-in',
    may: 'write',
    body: CampaignForm,
    answers: { 201: Campaign, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ body, session }) => {
      const made = await campaigns.add(session, body)
      return made.ok ? { status: 201, body: made.value } : no(made)
    },
  })
  route(api, {
    method: 'put',
    path: '/api/campaigns/hosts',
    summary: 'Says to which sites links may be tagged',
    access: 'signed-in',
    may: 'settings',
    body: HostsForm,
    answers: { 200: CampaignList, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ body, session }) => {
      const set = await campaigns.setHosts(session, body.hosts)
      return set.ok ? { status: 200, body: set.value } : no(set)
    },
  })
  route(api, {
    method: 'put',
    path: '/api/campaigns/{id}',
    summary:
      'Changes a campaign, ends it or lets it go on; its messages take the change when they are saved next',
    access: 'signed-in',
    may: 'write',
    params: ById,
    body: CampaignChange,
    answers: { 200: Campaign, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, body, session }) => {
      const changed = await campaigns.change(session, params.id, body)
      return changed.ok ? { status: 200, body: changed.value } : no(changed)
    },
  })
  route(api, {
    method: 'put',
    path: '/api/messages/{id}/campaign',
    summary:
      'Puts a message into a campaign or out of it: a change like any other, which voids what was asked or approved',
    access: 'signed-in',
    may: 'write',
    params: ById,
    body: CampaignOf,
    timeoutMs: 2 * minuteMs,
    answers: { 200: Message, 403: Problem, 404: Problem, 409: Conflict, 422: Problem },
    handle: async ({ params, body, session }) =>
      written(await campaigns.setCampaign(session, params.id, body)),
  })
}

type No = { status: 403 | 404 | 409 | 422; body: Problem }

function no(done: Extract<Ruled<unknown>, { ok: false }>): No {
  return refused(statusOf(done.why), refusalProblem(done.why))
}
