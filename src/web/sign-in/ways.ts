import { SignInWays } from '#access/sign-in/contract.ts'
import { call } from '#web/client.ts'

/** How somebody can sign in at this address, for TanStack Query. */
export const waysQuery = {
  queryKey: ['sign-in', 'ways'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(SignInWays, { path: '/api/sign-in/ways', signal }),
  staleTime: Infinity,
} as const

/** What whoever runs the desk types for a person. A name that a shell could read otherwise is left to them. */
export function commandFor(command: string, name: string): string {
  return /^[\p{L}\p{M}\p{N} .’-]+$/u.test(name) ? `${command} "${name}"` : command
}
