import { useEffect } from 'react'
import type { Session } from '#access/contract.ts'
import { mayDo } from '#kernel/permission.ts'
import { rememberPerson } from '#web/offline/last-person.ts'

/** Once somebody is in: remembers who, for their own words without a network, and lets this browser keep the desk's code. */
export function KeepDesk({ session, paths }: { session: Session; paths: readonly string[] }): null {
  const { id } = session.person
  const writes = mayDo(session.grants, 'write')
  useEffect(() => rememberPerson(localStorage, { id, writes }), [id, writes])
  useEffect(() => whenQuiet(() => void keep(paths)), [paths])
  return null
}

async function keep(paths: readonly string[]): Promise<void> {
  if (!import.meta.env.PROD) return
  // Loaded after the page: it is for the next one. Without a network by then, the next page tries again.
  const register = await import('#web/offline/register.ts').catch(() => undefined)
  if (register === undefined) return
  const { connection } = navigator as { connection?: { saveData?: boolean } } // known to some browsers only
  await register.keepDesk(navigator.serviceWorker, { paths, isSaving: connection?.saveData === true })
}

/** After the page has loaded and has nothing to do; returns how to stop it. */
function whenQuiet(act: () => void): () => void {
  const timer = setTimeout(act, quietMs)
  return () => clearTimeout(timer)
}

const quietMs = 3000
