import type { SignedIn } from '#access/access.ts'
import type { RecordActor } from '#records/contract.ts'

/** Who did it, as the archive names them: a person, or a program with a key. */
export function actorOf(who: Pick<SignedIn, 'personId' | 'program' | 'session'>): RecordActor {
  if (who.program !== undefined) return { kind: 'program', ...who.program }
  return { kind: 'person', id: who.personId, name: who.session.person.name }
}
