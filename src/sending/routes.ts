import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { connectionRoutes } from '#sending/connection-routes.ts'
import { deliveryRoutes } from '#sending/delivery-routes.ts'
import { fileRoutes } from '#sending/files/routes.ts'
import { pauseRoutes } from '#sending/pause-routes.ts'
import { pollRoutes } from '#sending/polls/routes.ts'
import { privateMessageRoutes } from '#sending/private-messages/routes.ts'
import { pulseRoute } from '#sending/pulse-route.ts'
import { signInThereRoutes } from '#sending/sign-in-there/routes.ts'
import type { Sending } from '#sending/sending.ts'
import { topicRoutes } from '#sending/topics/routes.ts'

/** The addresses of sending: what is on its way, pauses, accounts and their connections. */
export function sendingRoutes(api: Api<SignedIn>, sending: Sending): void {
  deliveryRoutes(api, sending)
  pauseRoutes(api, sending)
  connectionRoutes(api, sending)
  signInThereRoutes(api, sending.needs)
  fileRoutes(api, sending)
  pollRoutes(api, sending)
  privateMessageRoutes(api, sending.private)
  pulseRoute(api, sending)
  topicRoutes(api, sending.topics)
}
