import type { ApprovalSummary } from '#access/approvals/contract.ts'
import { mayDo, type Grant } from '#kernel/permission.ts'
import type { Message, MessageSummary, MessageVersion, Publication } from '#roles/publishing/contract.ts'
import { halvesOut, mayAt, publicAt, stateOf } from '#roles/publishing/rules.ts'
import type { KeptMessage, KeptPublication, KeptVersion } from '#roles/publishing/store.ts'

/** Whoever looks: for saying what they may do here. */
export type Looker = { personId: string; grants: readonly Grant[] }

const excerptLengthMax = 160

/** The name under which approvals know a message. */
export function itemOf(id: string): string {
  return `message:${id}`
}

/** A message as the list shows it. */
export function summaryOf(kept: KeptMessage, approval: ApprovalSummary | undefined): MessageSummary {
  const { id, title, lane, revision, owner, versions, publications } = kept
  const state = stateOf({ approval: approval?.state, versions, noted: publications })
  return {
    ...{ id, title, lane, revision, owner, state },
    changedAt: timeOf(kept.changedAtMs),
    changedBy: kept.changedBy,
    excerpts: excerptsOf(versions),
    accounts: [...new Set(versions.map(({ account }) => account))],
    ...(state === 'returned' && approval?.returned !== undefined ? { returned: approval.returned } : {}),
    ...(state === 'waiting' && approval !== undefined ? { deadline: approval.deadline } : {}),
    half: halvesOut(publications).map(({ sinceMs, ...half }) => ({ ...half, since: timeOf(sinceMs) })),
    isPublic: publications.some(({ endedAtMs }) => endedAtMs === undefined),
  }
}

function excerptsOf(versions: readonly KeptVersion[]): MessageSummary['excerpts'] {
  const languages = [...new Set(versions.map(({ language }) => language))]
  return languages.map((language) => {
    const text = versions.find((one) => one.language === language)?.content.parts.join(' ') ?? ''
    return { language, text: beginningOf(text) }
  })
}

/** Cut between characters, so that no half of one is shown. */
function beginningOf(text: string): string {
  const characters = Array.from(text.slice(0, 2 * excerptLengthMax))
  const isWhole = characters.length <= excerptLengthMax && text.length <= 2 * excerptLengthMax
  if (isWhole) return text
  return `${characters.slice(0, excerptLengthMax).join('').toWellFormed()}…`
}

/** One message whole, with what whoever looks may do. */
export function messageOf(kept: KeptMessage, approval: ApprovalSummary | undefined, looker: Looker): Message {
  const { lane, versions, writers } = kept
  const mayWrite = versions.some((place) => mayAt(looker.grants, 'write', { lane, places: [place] }))
  const isOpen = approval?.state === 'waiting' || approval?.state === 'approved'
  return {
    ...summaryOf(kept, approval),
    versions: versions.map((version) => versionView(kept, version, looker)),
    topics: kept.topics,
    writers: writers.map(({ name }) => name),
    ...(approval === undefined ? {} : { approval }),
    publications: kept.publications.map(publicationView),
    may: {
      write: mayWrite || (versions.length === 0 && mayDo(looker.grants, 'write')),
      ask: mayWrite && !isOpen,
      takeBack: isOpen && writers.some(({ id }) => id === looker.personId),
      remove: approval === undefined && mayAt(looker.grants, 'write', { lane, places: versions }),
    },
  }
}

function versionView(kept: KeptMessage, version: KeptVersion, looker: Looker): MessageVersion {
  const { content, sha256, files, written, changedAtMs, changedBy } = version
  const place = { lane: kept.lane, places: [version] }
  const live = publicAt(kept.publications, version)
  return {
    ...{ content, sha256, files, written, changedBy },
    changedAt: timeOf(changedAtMs),
    ...(live === undefined ? {} : { public: publicationView(live) }),
    may: {
      write: mayAt(looker.grants, 'write', place),
      publish: kept.lane !== 'exercise' && mayAt(looker.grants, 'publish', place),
    },
  }
}

function publicationView(one: KeptPublication): Publication {
  const { id, account, language, sha256, text, url, notedBy, publishedAtMs, endedAtMs, endedHow } = one
  return {
    ...{ id, account, language, sha256, text, url, notedBy },
    publishedAt: timeOf(publishedAtMs),
    ...(endedAtMs === undefined
      ? {}
      : {
          ended: {
            at: timeOf(endedAtMs),
            how: endedHow ?? 'replaced',
            by: one.endedBy ?? '',
            ...(one.endedReason === undefined ? {} : { reason: one.endedReason }),
          },
        }),
  }
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString()
}
