import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#kernel/assert.ts'
import { StreamDriver } from '#stream/drive.ts'
import { createTrends } from '#stream/trends/trends.ts'
import type { FromTrends, ToTrends, WorkerStart } from '#listening/workers/protocol.ts'

/** The one thread that counts what is unusual: every post passes here, in stream order. */
const port = parentPort
assert(port !== null, 'the trend worker runs as a thread')
const { places } = workerData as WorkerStart // written by our own host a moment ago
const trends = createTrends(places === undefined ? {} : { places })
const driver = new StreamDriver(trends)

function answer(message: ToTrends): FromTrends | undefined {
  if (message.kind === 'observe') {
    const events = driver.observe(message.observed)
    if (message.clockMs !== undefined) events.push(...driver.passTo(message.clockMs))
    return { kind: 'told', batch: message.batch, events }
  }
  if (message.kind === 'save') return { kind: 'saved', saved: trends.save() }
  if (message.kind === 'muted') trends.setMuted(message.muted)
  else if (message.kind === 'calendar') trends.setCalendar(message.calendar)
  else if (message.kind === 'shed') trends.setShed(message.level)
  else if (message.kind === 'forget') trends.forget(message.gone)
  else trends.load(message.saved)
  return undefined
}

port.on('message', (message: ToTrends) => {
  const said = answer(message)
  if (said !== undefined) port.postMessage(said)
})
