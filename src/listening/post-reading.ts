import type { Reading } from '#language/reading.ts'
import type { PostReading } from '#listening/contract.ts'

/** What is kept of a reading beside its post: what counts and queues ask for, rounded. */
export function postReading(reading: Reading): PostReading {
  const { sentiment, question, complaint, request, informative, offensive, crisis, emotion } = reading
  return {
    tone: sentiment.label,
    asks: question,
    complains: complaint,
    ...(request === undefined ? {} : { request: percent(request) }),
    ...(informative === undefined ? {} : { informative: percent(informative) }),
    ...(offensive === undefined ? {} : { offensive: percent(offensive) }),
    ...(crisis === undefined || crisis.label === 'unsure' ? {} : { crisis: crisis.label }),
    ...(emotion === undefined ? {} : { emotion: emotion.label }),
  }
}

function percent(of1: number): number {
  return Math.round(of1 * 100) / 100
}
