import type { useVoiceWords } from '#roles/faces/web/voice/words.ts'

const [minuteS, hourS, dayS] = [60, 3600, 86_400] as const

/** A wait in words, as exact as it needs to be: `35 min`, `2 h 10 min`, `3 days 4 h`. */
export function waitWords(seconds: number, { say }: Pick<ReturnType<typeof useVoiceWords>, 'say'>): string {
  if (seconds < minuteS) return say('wait.moment')
  const minutes = Math.round(seconds / minuteS)
  if (minutes < 60) return say('wait.minutes', { minutes })
  if (minutes < 48 * 60) return hoursWords(minutes, say)
  const hours = Math.round(seconds / hourS)
  const days = Math.floor((hours * hourS) / dayS)
  return hours % 24 === 0 ? say('wait.days', { days }) : say('wait.daysHours', { days, hours: hours % 24 })
}

function hoursWords(minutes: number, say: ReturnType<typeof useVoiceWords>['say']): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return rest === 0 ? say('wait.hours', { hours }) : say('wait.hoursMinutes', { hours, minutes: rest })
}
