import { z } from 'zod'
import type { OutgoingMedia, SendingNeeds } from '#networks/sender.ts'
import type { Account } from '#networks/bluesky/account.ts'
import { FileRef, layDown } from '#networks/bluesky/blob.ts'
import { askXrpc, readAnswer, unreadable, type Failed, type XrpcCall } from '#networks/bluesky/xrpc.ts'

const tokenLivesS = 30 * 60
const jobsMax = 20
const Token = z.object({ token: z.string().min(1).max(8000) })

/** How far a video is. The service answers to an upload without the wrapping its own description asks for (seen in 2024 to 2026). */
const Job = z.object({
  jobId: z.string().max(200).catch(''),
  state: z.string().max(100).catch(''),
  blob: FileRef.optional().catch(undefined),
  error: z.string().max(500).optional().catch(undefined),
  message: z.string().max(500).optional().catch(undefined),
})
type Job = z.infer<typeof Job>
const JobAnswer = z.union([z.object({ jobStatus: Job }).transform(({ jobStatus }) => jobStatus), Job])

/**
 * Hands a video over and waits a little until it is prepared; one that is not yet is `wait`, `processing`, and asked about again at
 * the next attempt. The service knows a video it has seen, so that handing it over twice is harmless.
 *
 * Source: https://docs.bsky.app/docs/tutorials/video (read 2026-11): token for our PDS, upload, ask until there is a blob.
 */
export async function handOverVideo(
  file: OutgoingMedia,
  account: Account,
  needs: SendingNeeds,
): Promise<FileRef | Failed> {
  const { videoService, videoMs } = account.settings
  if (videoService === undefined) {
    const bytes = await file.read()
    return layDown({ bytes, mediaType: file.mediaType, timeoutMs: videoMs }, account, needs)
  }
  const known = account.videoJobs.get(file.sha256)
  const job = known === undefined ? await upload(file, videoService, account, needs) : { jobId: known }
  if ('kind' in job) return job
  remember(account.videoJobs, file.sha256, job.jobId)
  const ended = await untilPrepared(job, videoService, account, needs)
  if (!('kind' in ended && ended.kind === 'wait')) account.videoJobs.delete(file.sha256)
  return ended
}

async function upload(
  file: OutgoingMedia,
  service: string,
  account: Account,
  needs: SendingNeeds,
): Promise<Job | Failed> {
  const session = await account.who(needs)
  if ('kind' in session) return session
  const token = await tokenFor(session.server, account, needs)
  if (typeof token === 'object') return token
  const query = Object.entries({ did: session.did, name: `${file.sha256}.mp4` })
  const body = { file: await file.read(), mediaType: file.mediaType }
  const call = { method: 'app.bsky.video.uploadVideo', query, body, token }
  return askService({ ...call, server: service, timeoutMs: account.settings.videoMs }, account, needs)
}

async function tokenFor(server: string, account: Account, needs: SendingNeeds): Promise<string | Failed> {
  const method = 'com.atproto.server.getServiceAuth'
  const query = Object.entries({
    aud: `did:web:${new URL(server).hostname}`,
    lxm: 'com.atproto.repo.uploadBlob',
    exp: String(Math.floor(needs.clock.nowMs() / 1000) + tokenLivesS),
  })
  const answer = await account.ask({ method, query }, needs)
  return answer.kind === 'answer' ? (readAnswer(Token, answer)?.token ?? unreadable(method)) : answer
}

async function untilPrepared(
  first: Pick<Job, 'jobId'> & Partial<Job>,
  service: string,
  account: Account,
  needs: SendingNeeds,
): Promise<FileRef | Failed> {
  const { preparingAsks, preparingEveryMs, askMs } = account.settings
  const query = [['jobId', first.jobId]] as const
  const call = { method: 'app.bsky.video.getJobStatus', query, server: service, timeoutMs: askMs }
  let job: Partial<Job> = first
  for (let asks = 0; ; asks += 1) {
    // A video the service had before comes with an error and its blob: the blob counts.
    if (job.blob !== undefined) return job.blob
    const refused = refusalOf(job)
    if (refused !== undefined) return refused
    if (asks >= preparingAsks || needs.signal.aborted)
      return { kind: 'wait', why: 'processing', detail: job.state ?? '', retryInMs: 5 * preparingEveryMs }
    if (asks > 0) await needs.clock.sleep(preparingEveryMs, needs.signal)
    const next = await askService(call, account, needs)
    if ('kind' in next) return next
    job = next
  }
}

function refusalOf({ state, error, message, jobId }: Partial<Job>): Failed | undefined {
  const isOver = state === 'JOB_STATE_FAILED' || (jobId === '' && error !== undefined)
  const detail = `video: ${error ?? 'failed'} ${message ?? ''}`.trim().slice(0, 300)
  return isOver ? { kind: 'refused', why: 'not-accepted', detail } : undefined
}

/** Asks the video service. Its refusals are jobs too: 409 for a video it has already, with the job it had; 401 for an account
 * without a confirmed address, which says nothing about its sign-in. */
async function askService(
  call: Omit<XrpcCall, 'allowPrivateNetworks' | 'alsoAnswers'>,
  { allowPrivateNetworks }: Account,
  needs: SendingNeeds,
): Promise<Job | Failed> {
  const answer = await askXrpc({ ...call, allowPrivateNetworks, alsoAnswers: [400, 401, 403, 409] }, needs)
  return answer.kind === 'answer' ? (readAnswer(JobAnswer, answer) ?? unreadable(call.method)) : answer
}

function remember(jobs: Map<string, string>, sha256: string, jobId: string): void {
  jobs.set(sha256, jobId)
  const [oldest] = jobs.keys()
  if (jobs.size > jobsMax && oldest !== undefined) jobs.delete(oldest)
}
