import type { Words } from '#kernel/words.ts'
import { z } from 'zod'
import { command } from '#cli/command.ts'
import type { Out } from '#cli/out.ts'
import { wallClock } from '#kernel/time.ts'
import { replayReader } from '#networks/replay/replay.ts'
import { StreamDriver } from '#stream/drive.ts'
import type { Story } from '#stream/story.ts'
import { createTrends } from '#stream/trends/trends.ts'
import type { TrendEvent } from '#stream/trends-contract.ts'
import { logTo } from '#app/log-lines.ts'
import { Speed } from '#app/speed.ts'

/** `bellwether replay FILE`: plays a recorded event in the terminal and tells its stories. */
export const replayCommand = command({
  name: 'replay',
  summary: {
    en: 'Play a recorded event and tell what rises',
    fr: 'Rejouer un événement enregistré et dire ce qui monte',
  },
  arguments: z.object({
    file: z.string().meta({ en: 'JSON lines or CSV, plain or gzip', fr: 'Lignes JSON ou CSV, gzip ou non' }),
  }),
  flags: z.object({
    speed: Speed.default('max').meta({ en: 'Times real time, or max', fr: 'Fois la vitesse réelle, ou max' }),
  }),
  examples: ['replay event.jsonl.gz', 'replay event.csv --speed 600 --json'],
  run: async ({ arguments: { file }, flags: { speed }, out }) => {
    const reader = replayReader({ file, speed })
    const driver = new StreamDriver(createTrends())
    const progress = out.progress({ en: 'Listening', fr: 'Écoute' })
    let posts = 0
    let failed: string | undefined
    for await (const heard of reader.read({ clock: wallClock, log: logTo(out), signal: out.signal })) {
      if (heard.kind === 'posts') {
        posts += heard.posts.length
        progress.update(posts)
        await tell(driver.observe(heard.posts.map((post) => ({ post, watches: [] }))), out)
      }
      if (heard.kind === 'clock') await tell(driver.passTo(heard.atMs), out)
      if (heard.kind === 'state' && heard.state === 'failed') failed = heard.detail ?? heard.why ?? ''
    }
    progress.done(out.locale === 'fr' ? `${posts} messages` : `${posts} posts`)
    if (failed === undefined) return 0
    out.note(failed)
    return 2
  },
})

async function tell(events: readonly TrendEvent[], out: Out): Promise<void> {
  for (const event of events) {
    if (event.kind !== 'story') continue
    if (out.isJson) await out.json(event)
    else if (event.change === 'opened') for (const line of storyLines(event.story)) out.line(line)
  }
}

function storyLines(story: Story): Words[] {
  const at = new Date(story.openedAtMs).toISOString().slice(0, 16).replace('T', ' ')
  const usual = Math.round(story.usual.mean * 10) / 10
  const terms = story.terms.map((term) => term.text).join(' · ')
  const same = (text: string): Words => ({ en: text, fr: text })
  return [
    same(`${at} UTC  ${story.headline}`),
    {
      en: `  ${story.posts} posts in ${story.windowMin} min, usual ${usual}; ${story.authors} different people`,
      fr: `  ${story.posts} messages en ${story.windowMin} min, d’habitude ${usual} ; ${story.authors} personnes`,
    },
    same(`  ${terms}`),
  ]
}
