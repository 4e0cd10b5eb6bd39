import type { Words } from '#kernel/words.ts'

/** A stretch of time in the largest unit that fits it whole: "7 days", "90 minutes". */
export function pollLengthWords(minutes: number): Words {
  const [unit, count] = unitOf(minutes)
  const [en, fr] = names[unit]
  const s = count === 1 ? '' : 's'
  // In French, below two is singular.
  return { en: `${count} ${en}${s}`, fr: `${count}\u00A0${fr}${count < 2 ? '' : 's'}` }
}

const names = { day: ['day', 'jour'], hour: ['hour', 'heure'], minute: ['minute', 'minute'] } as const

function unitOf(minutes: number): [keyof typeof names, number] {
  if (minutes > 0 && minutes % 1440 === 0) return ['day', minutes / 1440]
  if (minutes > 0 && minutes % 60 === 0) return ['hour', minutes / 60]
  return minutes > 14 * 1440 ? ['day', Math.floor(minutes / 1440)] : ['minute', minutes]
}
