import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import { refused, route } from '#api/route.ts'
import { mayDo } from '#kernel/permission.ts'
import type { Words } from '#kernel/words.ts'
import { NewTopic, Topic, TopicChange, TopicList, TopicOrder } from '#sending/topics/contract.ts'
import type { TopicRefusal, Topics } from '#sending/topics/topics.ts'

const ById = z.object({ id: z.string().min(1).max(100) })

/** The addresses of topics: whoever may read the desk sees them, whoever looks after its settings changes them. */
export function topicRoutes(api: Api<SignedIn>, topics: Topics): void {
  route(api, {
    method: 'get',
    path: '/api/topics',
    summary: 'What messages are about and subscribers choose, in order',
    access: 'signed-in',
    may: 'read',
    answers: { 200: TopicList },
    handle: async ({ session }) => ({
      status: 200,
      body: { topics: await topics.list(), mayChange: mayDo(session.grants, 'settings') },
    }),
  })
  route(api, {
    method: 'post',
    path: '/api/topics',
    summary: 'Adds a topic; its id is made of the English name and stays',
    access: 'signed-in',
    may: 'settings',
    body: NewTopic,
    answers: { 201: Topic, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ body, session }) => {
      const done = await topics.add(session, body)
      return done.ok ? { status: 201, body: done.value } : no(done.why)
    },
  })
  changeRoutes(api, topics)
}

function changeRoutes(api: Api<SignedIn>, topics: Topics): void {
  route(api, {
    method: 'patch',
    path: '/api/topics/{id}',
    summary: 'Renames a topic, retires it or brings it back',
    access: 'signed-in',
    may: 'settings',
    params: ById,
    body: TopicChange,
    answers: { 200: Topic, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ params, body, session }) => {
      const done = await topics.change(session, params.id, body)
      return done.ok ? { status: 200, body: done.value } : no(done.why)
    },
  })
  route(api, {
    method: 'put',
    path: '/api/topics/order',
    summary: 'Puts the topics into another order',
    access: 'signed-in',
    may: 'settings',
    body: TopicOrder,
    answers: { 200: TopicList, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ body, session }) => {
      const done = await topics.order(session, body.ids)
      return done.ok ? { status: 200, body: { topics: done.value, mayChange: true } } : no(done.why)
    },
  })
}

type No = { status: 403 | 404 | 409; body: Problem }

function no(why: TopicRefusal): No {
  return refused(statuses[why], problem(why, sentences[why]))
}

const statuses = {
  ...({ 'no-right': 403, 'no-such-topic': 404 } as const),
  ...({ 'name-taken': 409, 'topics-full': 409, 'order-old': 409 } as const),
} as const

const sentences: Record<TopicRefusal, Words> = {
  'no-right': {
    en: 'Only those who look after the desk’s settings change topics. Nothing was saved.',
    fr: 'Seules les personnes qui gèrent les réglages du bureau modifient les sujets. Rien n’a été enregistré.',
  },
  'no-such-topic': {
    en: 'There is no such topic. Reload to see which there are.',
    fr: 'Ce sujet n’existe pas. Rechargez la page pour voir ceux qui existent.',
  },
  'name-taken': {
    en: 'Another topic has one of these names, maybe a retired one. Choose other names, or bring that one back.',
    fr: 'Un autre sujet, peut-être retiré, porte déjà l’un de ces noms. Choisissez-en d’autres, ou rétablissez-le.',
  },
  'topics-full': {
    en: 'There are 40 topics, and that is the most. Rename one instead: those who chose it keep it.',
    fr: 'Il y a 40 sujets, et c’est le maximum. Renommez-en un plutôt : les personnes qui l’ont choisi le gardent.',
  },
  'order-old': {
    en: 'The list of topics has changed meanwhile, so their order was not. Reload and move them again.',
    fr: 'La liste des sujets a changé entre-temps ; leur ordre n’a pas été modifié. Rechargez la page et déplacez-les de nouveau.',
  },
}
