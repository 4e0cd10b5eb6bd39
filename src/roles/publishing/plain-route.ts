import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { route } from '#api/route.ts'
import { PlainForm, PlainHints } from '#roles/publishing/contract.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'

/** The address that says how plain a text is. It is a hint: nothing is refused for it, and nothing is kept. */
export function plainRoute(api: Api<SignedIn>, publishing: Publishing): void {
  route(api, {
    method: 'post',
    path: '/api/messages/plain',
    summary: 'How plain a text is, and what in it could be said more simply',
    access: 'signed-in',
    may: 'write',
    body: PlainForm,
    answers: { 200: PlainHints },
    handle: async ({ body }) => ({ status: 200, body: await publishing.plain(body) }),
  })
}
