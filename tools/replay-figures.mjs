// `node tools/replay-figures.mjs`: plays four recorded events on a desk each, follows an announcement in each, prints the figures as rows of
// docs/reactions.md, and photographs the parts that hold nobody's words into docs/images. Reads ../shared/data; takes about five minutes.
// `node tools/replay-figures.mjs haze` plays one.
import { existsSync } from 'node:fs'
import { register } from 'tsx/esm/api'
import { inRoot } from './house/root.mjs'
import { runTool, say } from './house/say.mjs'

register()
const { ask, desktop, openDesk, shoot, tell, withBrowser } = await import('./house/photographs.mjs')

/** `at`: the time of a post of the recording that people labelled as from a government, or as quoting one. */
const events = [
  {
    name: 'alberta',
    file: 't6_2013_Alberta_Floods.jsonl.gz',
    timeZone: 'America/Edmonton',
    title: 'Calgary asks people to use less water',
    rule: 'water (use OR usage OR limit OR conserve OR conservation OR drinking OR boil OR quality OR treatment)',
    at: '2013-06-22T01:10:00Z',
    hours: 12,
    story: true,
  },
  {
    name: 'queensland',
    file: 't6_2013_Queensland_Floods.jsonl.gz',
    timeZone: 'Australia/Brisbane',
    title: 'Bundaberg is told to leave before nightfall',
    rule: 'bundaberg OR bundy OR "burnett river"',
    at: '2013-01-28T06:17:00Z',
    hours: 24,
  },
  {
    name: 'haze',
    file: 't26_2013_Singapore_haze.jsonl.gz',
    timeZone: 'Asia/Singapore',
    title: 'The three-hour haze index is 371',
    rule: 'haze OR sghaze OR psi OR n95',
    at: '2013-06-20T05:17:00Z',
    hours: 48,
  },
  {
    name: 'megantic',
    file: 't26_2013_Lac_Megantic_train_crash.jsonl.gz',
    timeZone: 'America/Toronto',
    isFrench: true,
    title: 'La première ministre se rend à Lac-Mégantic',
    rule: '(mégantic OR megantic OR lacmégantic OR lacmegantic) lang:fr',
    at: '2013-07-11T16:21:00Z',
    hours: 72,
  },
]

/** Speed at which ten days pass in under a minute and every post is still heard in its own minute. */
const speed = 20_000

async function untilPassed(page, atMs) {
  for (let left = 600; left > 0; left--) {
    const { streamNow, sources } = await ask(page, '/api/coverage')
    if (Date.parse(streamNow) > atMs || sources.every(({ state }) => state === 'ended')) return
    await page.waitForTimeout(500)
  }
  throw new Error('the recording does not go on')
}

async function follow(page, { title, rule, at, hours }) {
  const watch = await tell(page, '/api/watches', {
    ...{ name: title, rule, owner: 'Communications', purpose: 'Know how the announcement is received.' },
    endsAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  })
  await untilPassed(page, Date.parse(at) + (hours + 1) * 3_600_000)
  return tell(page, '/api/announcements', {
    ...{ title, text: title, kind: 'recorded', startedAt: at, watchIds: [watch.id] },
    ...{ baselineDays: 7, reactionHours: hours },
  })
}

/** Takes every part that shows posts, or words from them, out of the page before it is photographed. */
function withoutPosts() {
  const parts = '.column-narrow, .column-wide > section:nth-of-type(n + 3), .crumbs'
  for (const part of document.querySelectorAll(parts)) part.style.display = 'none'
  for (const columns of document.querySelectorAll('.two')) columns.style.display = 'block'
}

async function photograph(page, { name, isFrench }, announcement) {
  if (isFrench) await page.keyboard.press('Alt+Shift+L')
  await page.setViewportSize({ width: 1180, height: 1000 })
  await page.goto(`/reactions/announcements/${announcement.id}`)
  await page.locator('.verdict').waitFor()
  await page.evaluate(withoutPosts)
  await shoot(page, `recorded-${name}`, { fullPage: true })
  await page.setViewportSize(desktop)
}

/** The largest story that was told by several words, none of them a handle: its course and why it was told, without its headline and posts, which are somebody's words. */
async function photographStory(page, { name }) {
  const lists = ['open', 'over'].map((show) => ask(page, `/api/stories?show=${show}`))
  const stories = (await Promise.all(lists)).flatMap((list) => list.stories)
  const told = stories.filter(
    ({ terms }) => terms.length > 3 && terms.every(({ text }) => !text.includes('@')),
  )
  const [largest] = told.toSorted((a, b) => b.postsInAll - a.postsInAll)
  if (largest === undefined) return
  await page.goto(`/now/stories/${encodeURIComponent(largest.id)}`)
  await page.getByRole('heading', { name: 'Why this is here' }).waitFor()
  await page.evaluate(() => {
    for (const part of document.querySelector('main .stack.wide').children)
      if (!part.matches('.card.pane:not(details, :has(details)), .story-grid')) part.style.display = 'none'
  })
  await shoot(page, `recorded-${name}-story`)
}

function rowOf({ name, hours }, { volume, sentiment, questions }) {
  const { effect } = volume
  const said = effect.verdict === 'too-little' ? 'too little to tell' : effect.words.en
  const { sure, n } = sentiment.reaction
  const asked = questions.questions.length
  return `| ${name} | ${hours} h | ${volume.baseline.posts} in ${volume.baseline.hours} h | ${volume.posts} | ${said} | ${sure} of ${n} | ${asked} |`
}

await runTool(async () => {
  if (!existsSync(inRoot('../shared/data/replay'))) {
    say('There is no ../shared/data/replay here: nothing to play.')
    return 2
  }
  const asked = process.argv[2]
  await withBrowser(async (folder, browser) => {
    for (const event of events) {
      if (asked !== undefined && event.name !== asked) continue
      const source = `replay:${inRoot('../shared/data/replay', event.file)}`
      const { page, close } = await openDesk(folder, browser, { ...event, source, speed })
      try {
        const announcement = await follow(page, event)
        say(rowOf(event, await ask(page, `/api/announcements/${announcement.id}/analysis`)))
        if (event.story) await photographStory(page, event)
        await photograph(page, event, announcement)
      } finally {
        await close()
      }
    }
  })
  return 0
})
