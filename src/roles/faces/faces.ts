import type { Kysely } from 'kysely'
import type { HoldingsPort } from '#access/people/holdings.ts'
import type { Worker } from '#store/work-jobs.ts'
import { lineOf, offeredLines, type OfferedLine } from '#roles/faces/bylines/bylines.ts'
import type { FacesNeeds } from '#roles/faces/ground.ts'
import { readyAnswer } from '#roles/faces/now-page/routes.ts'
import { faceLeaves } from '#roles/faces/people/ending.ts'
import { photosInUse } from '#roles/faces/people/store.ts'
import type { AwayAnswer } from '#roles/faces/rota/contract.ts'
import { tellGaps, workGaps } from '#roles/faces/rota/gaps-job.ts'
import { rotaLeaves } from '#roles/faces/rota/swapping.ts'

/** The lines of people that may stand under messages, for whoever writes them. */
export type Bylines = {
  offered(db: Kysely<unknown>, language: string): Promise<OfferedLine[]>
  lineOf(db: Kysely<unknown>, o: { person: string; language: string }): Promise<string | undefined>
}

/** Lines of those who agreed to them, at the moment they are asked for. */
export const bylines: Bylines = { offered: offeredLines, lineOf }

/** The faces of the office: what its people agreed to show, who is on duty, and the public page of both. */
export class Faces {
  readonly needs: FacesNeeds
  readonly bylines = bylines

  constructor(needs: FacesNeeds) {
    this.needs = needs
  }

  /** What ends with somebody who leaves: what they show, and their place on the rota. */
  get holdings(): HoldingsPort {
    return {
      leaves: async ({ id }, tx) => {
        await faceLeaves(this.needs, id, tx)
        await rotaLeaves(this.needs, id, tx)
      },
    }
  }

  /** The answer out of hours, ready to be sent. */
  outOfHours(): Promise<AwayAnswer> {
    return readyAnswer(this.needs)
  }

  /** Looks for gaps of the rota until stopped. */
  start(): Promise<Worker> {
    return workGaps(this.needs)
  }

  /** The same once: for tests. */
  lookForGaps(): ReturnType<typeof tellGaps> {
    return tellGaps(this.needs)
  }
}

/** Which of these files are somebody's picture. */
export const facesPhotosInUse = photosInUse
