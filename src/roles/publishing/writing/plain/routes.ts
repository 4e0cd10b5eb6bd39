import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { refused, route } from '#api/route.ts'
import { mayDo } from '#kernel/permission.ts'
import type { Words } from '#kernel/words.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'
import { listFull, type JargonRefusal } from '#roles/publishing/writing/plain/acts.ts'
import {
  JargonForm,
  JargonLines,
  JargonList,
  JargonName,
  JargonReport,
} from '#roles/publishing/writing/plain/contract.ts'

/** Lists one address may send a minute: each can be thousands of words. */
const listsPerMinute = 10

/** The addresses of the organization's own jargon: whoever may read the desk sees it, whoever looks after its settings changes it. */
export function jargonRoutes(api: Api<SignedIn>, publishing: Publishing): void {
  const { jargon } = publishing
  route(api, {
    method: 'get',
    path: '/api/jargon',
    summary: 'Words of ours that readers may not know, and what to write instead',
    access: 'signed-in',
    may: 'read',
    answers: { 200: JargonList },
    handle: async ({ session }) => ({
      status: 200,
      body: { words: await jargon.list(), mayChange: mayDo(session.grants, 'settings') },
    }),
  })
  route(api, {
    method: 'put',
    path: '/api/jargon',
    summary: 'Puts a word on the list, or gives one that is there another plain word',
    access: 'signed-in',
    may: 'settings',
    body: JargonForm,
    answers: { 204: null, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ body, session }) => {
      const done = await jargon.put(session, body)
      return done.ok ? { status: 204 } : no(done.why)
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/jargon',
    summary: 'Takes a word off the list',
    access: 'signed-in',
    may: 'settings',
    query: JargonName,
    answers: { 204: null, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ query, session }) => {
      const done = await jargon.remove(session, query)
      return done.ok ? { status: 204 } : no(done.why)
    },
  })
  route(api, {
    method: 'post',
    path: '/api/jargon/import',
    summary: 'Puts a list of lines on the list, and says of each what came of it',
    access: 'signed-in',
    may: 'settings',
    limit: rateLimit({ perMin: listsPerMinute, burst: listsPerMinute }),
    body: JargonLines,
    answers: { 200: JargonReport, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ body, session }) => {
      const done = await jargon.importLines(session, body)
      return done.ok ? { status: 200, body: done.value } : no(done.why)
    },
  })
}

type No = { status: 403 | 404 | 409; body: Problem }

function no(why: JargonRefusal): No {
  return refused(statuses[why], problem(why, sentences[why]))
}

const statuses = { 'no-right': 403, 'no-such-word': 404, 'list-full': 409 } as const

const sentences: Record<JargonRefusal, Words> = {
  'no-right': {
    en: 'Only those who look after the desk’s settings change this list. Nothing was saved.',
    fr: 'Seules les personnes qui gèrent les réglages du bureau modifient cette liste. Rien n’a été enregistré.',
  },
  'no-such-word': {
    en: 'This word is not on the list any more. Reload to see what is there.',
    fr: 'Ce mot n’est plus sur la liste. Rechargez la page pour voir ce qui s’y trouve.',
  },
  'list-full': listFull,
}
