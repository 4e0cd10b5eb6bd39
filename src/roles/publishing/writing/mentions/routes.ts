import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import { refused, route } from '#api/route.ts'
import type { Words } from '#kernel/words.ts'
import { mayDo } from '#kernel/permission.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'
import type { BookChanged, BookRefusal } from '#roles/publishing/writing/mentions/acts.ts'
import { MentionEntry, MentionForm, MentionList } from '#roles/publishing/writing/mentions/contract.ts'

const ById = z.object({ id: z.string().min(1).max(100) })

/** The addresses of the address book: whoever may read the desk sees it, whoever looks after its settings changes it. */
export function mentionRoutes(api: Api<SignedIn>, publishing: Publishing): void {
  const { mentions } = publishing
  route(api, {
    method: 'get',
    path: '/api/mentions',
    summary: 'The address book: names that texts mention as @[Name], with their handles',
    access: 'signed-in',
    may: 'read',
    answers: { 200: MentionList },
    handle: async ({ session }) => ({
      status: 200,
      body: { entries: await mentions.list(), mayChange: mayDo(session.grants, 'settings') },
    }),
  })
  route(api, {
    method: 'post',
    path: '/api/mentions',
    summary: 'Adds somebody to the address book',
    access: 'signed-in',
    may: 'settings',
    body: MentionForm,
    answers: { 201: MentionEntry, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ body, session }) => {
      const done = await mentions.add(session, body)
      return done.ok ? { status: 201, body: done.value } : no(done.why)
    },
  })
  route(api, {
    method: 'put',
    path: '/api/mentions/{id}',
    summary: 'Changes an entry of the address book; what is approved already stays as it is',
    access: 'signed-in',
    may: 'settings',
    params: ById,
    body: MentionForm,
    answers: { 200: MentionEntry, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ params, body, session }) => changed(await mentions.change(session, params.id, body)),
  })
  route(api, {
    method: 'delete',
    path: '/api/mentions/{id}',
    summary: 'Takes somebody out of the address book',
    access: 'signed-in',
    may: 'settings',
    params: ById,
    answers: { 204: null, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ params, session }) => {
      const done = await mentions.remove(session, params.id)
      return done.ok ? { status: 204 } : no(done.why)
    },
  })
}

function changed(done: BookChanged): { status: 200; body: MentionEntry } | No {
  return done.ok ? { status: 200, body: done.value } : no(done.why)
}

type No = { status: 403 | 404 | 409; body: Problem }

function no(why: BookRefusal): No {
  return refused(statuses[why], problem(why, sentences[why]))
}

const statuses = { 'no-right': 403, 'no-such-entry': 404, 'name-taken': 409, 'book-full': 409 } as const

const sentences: Record<BookRefusal, Words> = {
  'no-right': {
    en: 'Only those who look after the desk’s settings change the address book. Nothing was saved.',
    fr: 'Seules les personnes qui gèrent les réglages du bureau modifient le carnet d’adresses. Rien n’a été enregistré.',
  },
  'no-such-entry': {
    en: 'This entry is not in the address book any more. Reload to see what is there.',
    fr: 'Cette entrée n’est plus dans le carnet d’adresses. Rechargez la page pour voir ce qui s’y trouve.',
  },
  'name-taken': {
    en: 'Another entry has this name in English or French, so a mention would mean two. Nothing was saved. Choose another name, or change that entry.',
    fr: 'Une autre entrée porte ce nom en français ou en anglais\u00A0: une mention en désignerait deux. Rien n’a été enregistré. Choisissez un autre nom, ou modifiez cette entrée.',
  },
  'book-full': {
    en: 'The address book holds 2,000 entries, the most it takes. Remove some first.',
    fr: 'Le carnet d’adresses compte 2\u202F000 entrées, le maximum. Retirez-en d’abord.',
  },
}
