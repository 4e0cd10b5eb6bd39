import { z } from 'zod'
import { refusalProblem, refusalStatus, type Refusal } from '#access/people/problems.ts'
import type { Ruled } from '#access/people/rules.ts'
import type { Problem } from '#api/contract.ts'
import { refused } from '#api/route.ts'

/** Whoever or whatever an address names. */
export const ById = z.object({ id: z.string().min(1).max(100) })

type Refused = { status: 403 | 404 | 409; body: Problem }

/** A refusal as an answer. */
export function refusedWith(why: Refusal): Refused {
  return refused(refusalStatus(why), refusalProblem(why))
}

/** What a rule said, as an answer. */
export function answered<S extends 200 | 201, T>(
  status: S,
  ruled: Ruled<T>,
): { status: S; body: T } | Refused {
  return ruled.ok ? { status, body: ruled.value } : refusedWith(ruled.why)
}
