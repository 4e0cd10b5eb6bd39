import { saysNobodyIsThere } from './mail-outcome.ts'

/** What a report on a delivery says about its recipient (RFC 3464). */
export type DeliveryReport = {
  action: 'failed' | 'delayed' | 'done'
  /** The address is no good any more; only of `failed`. */
  isPermanent: boolean
  /** `5.1.1`. */
  status?: string
  /** The words of the server that refused, as they stand. */
  diagnostic: string
}

/** Longest report read, characters, and most recipients in one. */
const lengthMax = 64_000
const groupsMax = 20

/**
 * Reads a `message/delivery-status` part. Ours are about one recipient each; of several the first that failed counts.
 *
 * @returns undefined when no recipient stands in it
 */
export function readDeliveryReport(text: string): DeliveryReport | undefined {
  const groups = text
    .slice(0, lengthMax)
    .replaceAll('\r', '')
    .split(/\n[ \t]*\n/, groupsMax)
  const reports = groups.map(fieldsOfGroup).flatMap((fields) => reportOf(fields) ?? [])
  return reports.find(({ action }) => action === 'failed') ?? reports[0]
}

function fieldsOfGroup(group: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const line of group.replaceAll(/\n[ \t]+/g, ' ').split('\n', 100)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase()
    if (name !== '' && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

function reportOf(fields: ReadonlyMap<string, string>): DeliveryReport | undefined {
  const said = fields.get('action')?.toLowerCase().split(/\W/, 1)[0] ?? ''
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0]
  if (said === '' && status === undefined) return undefined
  // `smtp; 550 5.1.1 …`
  const diagnostic = (fields.get('diagnostic-code') ?? '').replace(/^\s*[\w-]{1,20}\s*;\s*/, '').slice(0, 500)
  const action = actionOf(said, status)
  const isPermanent = action === 'failed' && isAboutAddress(status, diagnostic)
  return { action, isPermanent, diagnostic, ...(status !== undefined && { status }) }
}

function actionOf(said: string, status: string | undefined): DeliveryReport['action'] {
  if (said === 'failed' || (said === '' && status?.startsWith('5') === true)) return 'failed'
  if (said === 'delayed' || (said === '' && status?.startsWith('4') === true)) return 'delayed'
  return 'done'
}

/** `5.0.0` says nothing, so the words of the server do. */
function isAboutAddress(status: string | undefined, diagnostic: string): boolean {
  if (status?.startsWith('4') === true) return false
  if (status !== undefined && !/^5\.0\.0$/.test(status)) return saysNobodyIsThere(`550 ${status}`)
  return saysNobodyIsThere(diagnostic)
}
