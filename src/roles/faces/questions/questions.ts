import type { Kysely } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import type { Worker } from '#store/work-jobs.ts'
import { lineEnded } from '#roles/faces/questions/answering.ts'
import type { QuestionsNeeds } from '#roles/faces/questions/ground.ts'
import { questionsRoutes } from '#roles/faces/questions/routes.ts'
import { workSweeping } from '#roles/faces/questions/sweeping.ts'

/** Sessions of questions and answers: announced, asked by everybody, answered by people whose answers others approve. */
export class Questions {
  readonly #needs: QuestionsNeeds

  constructor(needs: QuestionsNeeds) {
    this.#needs = needs
  }

  /** Adds the addresses, at the desk and for everybody. */
  addRoutes(api: Api<SignedIn>): void {
    questionsRoutes(api, this.#needs)
  }

  /** Takes somebody's line out of answers that are not out, in the transaction in which they took it back. */
  lineEnded(tx: Kysely<unknown>, personId: string): Promise<void> {
    return lineEnded(this.#needs, tx, personId)
  }

  /** Empties what may not be kept any more, until stopped. */
  start(): Promise<Worker> {
    return workSweeping(this.#needs)
  }
}
