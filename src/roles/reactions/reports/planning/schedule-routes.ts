import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import { actorOf } from '#access/people/actor.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { OddTimes, Schedule, ScheduleInput, ScheduleList } from '#roles/reactions/reports/contract.ts'
import type { ReportGround } from '#roles/reactions/reports/ground.ts'
import { reportProblem } from '#roles/reactions/reports/problems.ts'
import { endSchedule, plan, schedulesOf } from '#roles/reactions/reports/planning/schedules.ts'

const ById = z.object({ id: z.string().min(1).max(200) })

/** The addresses of plans to mail reports. Who else's mailbox is written to is a setting of the desk: it takes that right. */
export function scheduleRoutes(api: Api<SignedIn>, ground: ReportGround): void {
  route(api, {
    ...{ method: 'get', path: '/api/announcements/{id}/report-schedules', access: 'signed-in', may: 'read' },
    summary: 'Planned reports of an announcement, and who can be sent to',
    ...{ params: ById, answers: { 200: ScheduleList } },
    handle: async ({ params }) => ({ status: 200, body: await schedulesOf(ground, params.id) }),
  })
  route(api, {
    ...{ method: 'post', path: '/api/announcements/{id}/report-schedules', access: 'signed-in' },
    may: 'settings',
    summary: 'Plan a report to be made and mailed again and again',
    ...{ params: ById, body: ScheduleInput, answers: { 201: Schedule, 404: Problem, 409: OddTimes } },
    handle: async ({ params, body, session }) => {
      const done = await plan(ground, params.id, { input: body, by: actorOf(session) })
      if (done.ok) return { status: 201, body: done.schedule }
      const { ok: _no, why, ...odd } = done
      if (why === 'no-such-announcement') return refused(404, reportProblem(why))
      return { status: 409, body: { ...reportProblem(why), ...odd } }
    },
  })
  route(api, {
    ...{ method: 'delete', path: '/api/report-schedules/{id}', access: 'signed-in', may: 'settings' },
    summary: 'End a planned report; those that were made stay',
    ...{ params: ById, answers: { 200: z.object({ done: z.literal(true) }), 404: Problem } },
    handle: async ({ params, session }) => {
      const ended = await endSchedule(ground, params.id, { by: actorOf(session), why: 'person' })
      return ended
        ? { status: 200, body: { done: true as const } }
        : refused(404, reportProblem('no-such-schedule'))
    },
  })
}
