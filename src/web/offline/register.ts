import { cachePrefix } from '#web/offline/keeping.ts'
import { placesIn } from '#web/offline/worker-rules.ts'

/** Where the server has the worker; without one there, it answers with one that takes itself away. */
export const workerPath = '/desk-worker.js'

type Container = Pick<ServiceWorkerContainer, 'register' | 'ready' | 'getRegistrations'>

/**
 * Lets this browser open the desk without a network. Where it has no such thing, or refuses, nothing happens.
 *
 * @param o.paths of every screen; the worker answers for these places only
 * @param o.isSaving whether the person asked their browser to save data: then only what must be there is fetched ahead
 */
export async function keepDesk(
  container: Container | undefined,
  o: { paths: readonly string[]; isSaving: boolean },
): Promise<void> {
  if (container === undefined) return
  const address = `${workerPath}?places=${placesIn(o.paths).join('.')}`
  const wanted = container.register(address, { scope: '/', updateViaCache: 'none' })
  // Private windows and strict settings refuse: the desk works without it.
  const registration = await Promise.resolve(wanted).catch(() => undefined)
  if (registration === undefined || o.isSaving) return
  const { active } = await container.ready
  active?.postMessage('keep-rest')
}

/** Takes the worker and everything it kept out of this browser; called where somebody signs out. */
export async function letGoOfDesk(o: {
  container: Container | undefined
  caches: Pick<CacheStorage, 'keys' | 'delete'> | undefined
}): Promise<void> {
  const registrations = (await o.container?.getRegistrations().catch(() => [])) ?? [] // refused: there is none
  await Promise.all(registrations.filter(isOurs).map((one) => one.unregister()))
  const { caches } = o
  if (caches === undefined) return
  const names = await caches.keys().catch(() => []) // the same
  const ours = names.filter((name) => name.startsWith(cachePrefix))
  await Promise.all(ours.map((name) => caches.delete(name)))
}

/** The workers of lists that somebody subscribed to in this browser stay: they are not the desk's. */
function isOurs({ active, waiting, installing }: ServiceWorkerRegistration): boolean {
  const script = (active ?? waiting ?? installing)?.scriptURL
  return script !== undefined && new URL(script).pathname === workerPath
}
