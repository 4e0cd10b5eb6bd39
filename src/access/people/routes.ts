import type { SignedIn } from '#access/access.ts'
import type { Ground } from '#access/people/ground.ts'
import { permissionRoutes } from '#access/people/permission-routes.ts'
import { rosterRoutes } from '#access/people/roster-routes.ts'
import type { Api } from '#api/api.ts'

/**
 * The addresses of people, teams and what they may do. The door asks for `people`; what one person may decide alone, and
 * what waits for a second, is asked inside, in the transaction that writes it.
 */
export function peopleRoutes(api: Api<SignedIn>, people: Ground): void {
  rosterRoutes(api, people)
  permissionRoutes(api, people)
}
