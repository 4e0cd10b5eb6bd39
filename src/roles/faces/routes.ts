import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import type { FacesNeeds } from '#roles/faces/ground.ts'
import { whoRoutes } from '#roles/faces/now-page/routes.ts'
import { faceRoutes } from '#roles/faces/people/routes.ts'
import { rotaRoutes } from '#roles/faces/rota/routes.ts'

/** The addresses of faces: people, the rota, and the public page of who answers now. */
export function facesRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  faceRoutes(api, needs)
  rotaRoutes(api, needs)
  whoRoutes(api, needs)
}
