import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { route } from '#api/route.ts'
import { minuteMs } from '#kernel/time.ts'
import { Checked, CheckForm } from '#roles/publishing/contract.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'

/** The composer asks each time somebody stops typing, and a whole office may stand behind one address. */
const perMinute = 600

/** The first check after a picture was added makes the copies of it. */
const checkMsMax = 2 * minuteMs

/** The address that says what would become of a message as it is written. Nothing is refused for it, and nothing of it is kept. */
export function checkRoute(api: Api<SignedIn>, publishing: Publishing): void {
  route(api, {
    method: 'post',
    path: '/api/messages/check',
    summary:
      'What would go out of versions: their parts, what is in the way, and which copies of their files each account would be given',
    access: 'signed-in',
    may: 'write',
    limit: rateLimit({ perMin: perMinute, burst: perMinute }),
    timeoutMs: checkMsMax,
    body: CheckForm,
    answers: { 200: Checked },
    handle: async ({ body }) => ({ status: 200, body: await publishing.check(body) }),
  })
}
