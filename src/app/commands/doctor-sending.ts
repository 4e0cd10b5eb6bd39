import type { Words } from '#kernel/words.ts'
import { wallClock } from '#kernel/time.ts'
import { waitingForPeople } from '#sending/for-people.ts'
import { pulseOf, type Pulse } from '#sending/pulse.ts'
import type { Store } from '#store/store.ts'
import type { Finding } from '#app/commands/doctor-hearing.ts'

const what: Words = { en: 'Sending', fr: 'Envoi' }

/** Whether what is due goes out, and what waits for somebody to decide. */
export async function sendingFinding(store: Store): Promise<Finding> {
  const ground = { store, clock: wallClock }
  return sendingSaid(await pulseOf(ground), await waitingForPeople(ground))
}

/** What the pulse of sending means for whoever runs the desk. */
export function sendingSaid({ isSilent, overdueMs }: Pulse, forPeople: number): Finding {
  const minutes = Math.ceil(overdueMs / 60_000)
  if (isSilent)
    return {
      ...{ what, state: 'wrong' },
      said: {
        en: `something has been due for ${minutes} min and nothing goes out; start the desk, or a worker`,
        fr: `quelque chose attend depuis ${minutes} min et rien ne part ; démarrez le poste, ou un exécutant`,
      },
    }
  if (forPeople > 0)
    return {
      ...{ what, state: 'look' },
      said: {
        en: `${forPeople} wait for somebody to decide, on the page of the outbox`,
        fr: `${forPeople} en attente d’une décision, à la page de la boîte d’envoi`,
      },
    }
  return { what, state: 'fine', said: { en: 'nothing is late', fr: 'rien n’est en retard' } }
}
