import { expect, test } from 'vitest'
import { blueskySender } from '#networks/bluesky/sender.ts'
import { dot, textPart } from '#networks/test-sender-contract.ts'
import { fakeCid, ours, type Given } from '#networks/bluesky/test-pds.ts'
import { needs, opened, testSettings, times } from '#networks/bluesky/test-sender.ts'

const film = { ...dot, sha256: 'a'.repeat(64), mediaType: 'video/mp4', alt: 'Water on the quay' }
const part = textPart('See.', { media: [film] })
const blob = { $type: 'blob', ref: { $link: fakeCid('prepared') }, mimeType: 'video/mp4', size: 99 }

/** A pretended video service beside the PDS. */
async function withService(
  states: Given[],
  uploaded: Given = job({ jobId: 'j1', state: 'JOB_STATE_CREATED' }),
) {
  const [{ pds, connection }, service] = [await opened(), await opened()]
  const sender = blueskySender(connection, { ...testSettings, videoService: service.pds.server })
  pds.files.set(blob.ref.$link, { mimeType: 'video/mp4', size: 99 })
  pds.answers.set('com.atproto.server.getServiceAuth', () => ({
    status: 200,
    body: { token: 'eyJzZXJ2aWNl.x.y' },
  }))
  service.pds.answers.set('app.bsky.video.uploadVideo', () => uploaded)
  service.pds.answers.set('app.bsky.video.getJobStatus', () =>
    states.length > 1 ? states.shift() : states[0],
  )
  return { pds, sender, service: service.pds }
}

function job(jobStatus: object, status = 200): Given {
  return { status, body: { jobStatus: { did: ours.did, ...jobStatus } } }
}

const running = job({ jobId: 'j1', state: 'JOB_STATE_ENCODING', progress: 20 })
const ready = job({ jobId: 'j1', state: 'JOB_STATE_COMPLETED', blob })

test('a video is handed over for our PDS, prepared, and laid into the post with its description', async () => {
  const { pds, sender, service } = await withService([running, ready])
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'sent' })
  expect([...pds.records.values()][0]?.value).toMatchObject({
    embed: { $type: 'app.bsky.embed.video', video: blob, alt: film.alt },
  })
  const upload = service.asked.find(({ method }) => method.endsWith('uploadVideo'))
  expect(upload?.headers).toMatchObject({
    authorization: 'Bearer eyJzZXJ2aWNl.x.y',
    'content-type': 'video/mp4',
  })
  expect(Object.fromEntries(upload?.query ?? [])).toEqual({ did: ours.did, name: `${film.sha256}.mp4` })
  const asked = pds.asked.find(({ method }) => method.endsWith('getServiceAuth'))
  expect(Object.fromEntries(asked?.query ?? [])).toMatchObject({
    ...{ aud: 'did:web:127.0.0.1', lxm: 'com.atproto.repo.uploadBlob' },
  })
})

test('a video that is not ready is waited for, and asked about again without being handed over again', async () => {
  const { pds, sender, service } = await withService([running])
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'wait', why: 'processing' })
  expect(pds.posts()).toEqual([])
  service.answers.set('app.bsky.video.getJobStatus', () => ready)
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'sent' })
  expect(times(service, 'uploadVideo')).toBe(1)
})

test('a video the service had already is taken from it, although it calls that an error', async () => {
  const unwrapped = { jobId: 'j0', did: ours.did, error: 'already_exists', state: 'JOB_STATE_COMPLETED' }
  const had = job({ ...unwrapped, jobId: 'j0', blob })
  const { sender, service } = await withService([had], { status: 409, body: unwrapped })
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'sent' })
  expect(service.asked.at(-1)?.query.get('jobId')).toBe('j0')
})

test.each([
  [
    'that cannot be prepared',
    [job({ jobId: 'j1', state: 'JOB_STATE_FAILED', error: 'bad codec' })],
    undefined,
  ],
  ['of an account that may not', [ready], job({ jobId: '', state: '', error: 'unconfirmed_email' }, 401)],
])('a video %s is refused, and says nothing about the sign-in', async (_, states, uploaded) => {
  const { sender } = await withService(states, uploaded)
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'refused', why: 'not-accepted' })
})

test('a service that is out of order is waited for', async () => {
  for (const given of [
    { status: 503, body: 'busy' },
    { status: 200, body: 'odd' },
    { status: 400, body: '' },
  ])
    for (const { sender } of [await withService([ready], given), await withService([given])])
      expect(await sender.send(part, needs())).toMatchObject({ kind: 'wait' })
})

test('without a service the PDS takes the video like a picture', async () => {
  const { pds, sender } = await opened()
  expect(await sender.send(part, needs())).toMatchObject({ kind: 'sent' })
  expect([...pds.records.values()][0]?.value).toMatchObject({ embed: { video: { mimeType: 'video/mp4' } } })
})
