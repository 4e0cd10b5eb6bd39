import { z } from 'zod'
import type { RecordActor } from '#records/contract.ts'
import type { Doer } from '#roles/reactions/ground.ts'
import type { Reactions } from '#roles/reactions/reactions.ts'

/** What a route must know of who is signed in. */
export type SignedIn = { session: { person: { name: string } } }

/** What these routes need. */
export type ReactionsRoutes<S> = {
  reactions: Reactions
  /** Who of us, or which program, does it: the archive names them. */
  actorOf: (session: S) => RecordActor
}

/** One thing by its id. */
export const ById = z.object({ id: z.string().min(1).max(200) })
/** That it was done. */
export const DoneAnswer = z.object({ done: z.literal(true) })
/** It was done. */
export const done = { status: 200, body: { done: true } } as const

/** Who asks, for the archive and for the screens. */
export function doerOf<S extends SignedIn>(needs: ReactionsRoutes<S>, session: S): Doer {
  return { actor: needs.actorOf(session), name: session.session.person.name }
}
