import type { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { route } from '#api/route.ts'
import { plainLanguage } from '#language/plain-language/plain-language.ts'
import { PlainForm, PlainHints } from '#roles/publishing/contract.ts'

/** Hints shown of one text: more would not be read. */
const hintsMax = 20

/** The address that says how plain a text is. It is a hint: nothing is refused for it, and nothing is kept. */
export function plainRoute(api: Api<SignedIn>): void {
  route(api, {
    method: 'post',
    path: '/api/messages/plain',
    summary: 'How plain a text is, and what in it could be said more simply',
    access: 'signed-in',
    may: 'write',
    body: PlainForm,
    answers: { 200: PlainHints },
    handle: ({ body }) => {
      const { grade, wordCount, issues } = plainLanguage(body.text, body.language)
      return { status: 200, body: { grade, wordCount, hints: hintsOf(body.text, issues) } }
    },
  })
}

function hintsOf(
  text: string,
  issues: ReturnType<typeof plainLanguage>['issues'],
): z.infer<typeof PlainHints>['hints'] {
  return issues.slice(0, hintsMax).map(({ kind, from, to, words }) => ({
    ...{ kind, words },
    about: text.slice(from, to).toWellFormed(),
  }))
}
