/** One server-sent event as text. Data is JSON, which never holds a line break. */
export function eventText(event: { name: string; id?: string; json: string }): string {
  const id = event.id === undefined ? '' : `id: ${event.id}\n`
  return `event: ${event.name}\n${id}data: ${event.json}\n\n`
}

/** Keeps proxies and browsers from closing a quiet stream. */
export const heartbeatText = ': still here\n\n'

/** The first words of a stream: how soon a tab may come back after a break, ms. */
export function helloText(retryMs: number): string {
  return `retry: ${retryMs}\n\n`
}

/** An event id: which run of the server, and its number in it. Another run's ids cannot be resumed. */
export function eventId(run: string, number: number): string {
  return `${run}-${number}`
}

/** The number in an event id of this run; undefined for another run's or a made-up one. */
export function eventNumber(run: string, id: string | undefined): number | undefined {
  const found = /^([\w.]{1,40})-(\d{1,15})$/.exec(id ?? '')
  return found && found[1] === run ? Number(found[2]) : undefined
}
