import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Words } from '#kernel/words.ts'
import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs, secondMs, type Clock } from '#kernel/time.ts'
import { startOfDayMs } from '#kernel/zones.ts'
import type { PlaceList } from '#language/places.ts'
import { jetstreamReader } from '#networks/bluesky/jetstream-reader.ts'
import { probeJetstream } from '#networks/bluesky/probe-jetstream.ts'
import type { Reader } from '#networks/contract.ts'
import { feedReader } from '#networks/feeds/feed-reader.ts'
import { mastodonReader } from '#networks/mastodon/reader.ts'
import type { SpokenTo } from '#networks/practice/answers.ts'
import { practiceHistory, practiceNewsReader, practiceReader } from '#networks/practice/practice.ts'
import { practiceNetwork } from '#networks/practice/sender.ts'
import { keptWorld } from '#networks/practice/world/kept-world.ts'
import { practiceWorld, type PracticeWorld } from '#networks/practice/world/world.ts'
import { havreClairPlaces } from '#networks/practice/places.ts'
import type { SendingNetwork } from '#networks/sender.ts'
import { replayReader } from '#networks/replay/replay.ts'
import type { Coverage } from '#listening/contract.ts'
import { liveNetworks } from '#app/live-networks.ts'
import type { PracticeDay, SourceWish } from '#app/source-wish.ts'

/** Where the desk will listen. Practice and replay never share a desk with live sources. */
export type SourcePlan = {
  mode: Coverage['mode']
  readers: Reader[]
  /** Whether X is heard too: its reader needs the store, which counts what it costs. */
  hearsX?: true
  /** The networks this desk can speak on: a desk that practises has the town's and no other. */
  networks: readonly SendingNetwork[]
  speed?: number | 'max'
  history?: { source: string; posts: readonly Post[] }
  places?: PlaceList
  /** The town a practice desk serves. */
  town?: { name: string; handle: string; lat: number; lon: number; country: string; timeZone: string }
  /** What we say in that town: its people answer. */
  spokenTo?: SpokenTo
  /** Why this plan, for the terminal, when the owner did not choose it. */
  note?: Words
}

/** A wish that cannot be met together with another one. */
export class SourcesDoNotMix extends Error {
  override name = 'SourcesDoNotMix'
}

/** Bluesky's public Jetstream, asked when nothing else is configured. */
export const publicJetstream = 'wss://jetstream2.us-east.bsky.network/subscribe'

const reachableWithinMs = 4 * secondMs
const practiceSeed = 1867
/** Practice runs this many times faster than life unless told otherwise: a story rises within two minutes. */
export const practiceSpeed = 20
const practiceZone = 'America/Toronto'
/** Havre-Clair's day starts here: shortly before the first post that matters. */
const practiceDayFromMs = 13 * hourMs + 20 * minuteMs
const historyHours = 26

/** What is needed to plan. */
export type PlanNeeds = {
  wishes: readonly SourceWish[]
  speed?: number | 'max' | undefined
  clock: Clock
  allowPrivateNetworks: boolean
  /** The Jetstream asked when nothing is configured; Bluesky's public one when missing. */
  publicUrl?: string
  /** Where to ask whether Bluesky posts are still there; missing: the reader knows, or nobody is asked. */
  blueskyApi?: string | undefined
  /** The folder of the desk's data, where the practice town keeps what is posted; missing: it is gone with the process. */
  dataDir?: string
}

/**
 * Turns what the owner asked for into readers. Without a wish: the public Jetstream when it answers within 4 s, else
 * the practice town.
 *
 * @throws SourcesDoNotMix when live sources stand beside a replay or practice
 */
export async function planSources(needs: PlanNeeds): Promise<SourcePlan> {
  const { wishes } = needs
  const replay = wishes.find((wish) => wish.kind === 'replay')
  const practice = wishes.find((wish) => wish.kind === 'practice')
  if ((replay !== undefined || practice !== undefined) && wishes.length > 1) {
    throw new SourcesDoNotMix(
      'A replay or the practice town is listened to alone. Start a second desk for the other sources.',
    )
  }
  if (replay !== undefined) return planReplay(replay.file, needs.speed ?? 60)
  if (practice !== undefined) return planPractice(practice.day, needs)
  if (wishes.length > 0) {
    const readers = wishes.flatMap((wish) => (wish.kind === 'x' ? [] : [liveReader(wish, needs)]))
    const hearsX = wishes.some(({ kind }) => kind === 'x')
    return { mode: 'live', readers, networks: liveNetworks(), ...(hearsX && { hearsX }) }
  }
  return planUnasked(needs)
}

function planReplay(file: string, speed: number | 'max'): SourcePlan {
  return { mode: 'replay', speed, readers: [replayReader({ file, speed })], networks: [] }
}

function liveReader(wish: SourceWish, needs: PlanNeeds): Reader {
  if (wish.kind === 'jetstream') return jetstreamReader({ url: wish.url, ...askingOf(needs) })
  if (wish.kind === 'feed')
    return feedReader({ url: wish.url, media: true, allowPrivateNetworks: needs.allowPrivateNetworks })
  if (wish.kind === 'mastodon') return mastodonReaderOf(wish, needs.allowPrivateNetworks)
  throw new SourcesDoNotMix(`${wish.kind} is not a live source.`)
}

function mastodonReaderOf(
  { server, tag }: Extract<SourceWish, { kind: 'mastodon' }>,
  allowPrivateNetworks: boolean,
): Reader {
  const { host } = new URL(server)
  return tag === undefined
    ? mastodonReader({ server, timeline: { kind: 'public' }, label: host, allowPrivateNetworks })
    : mastodonReader({
        ...{ server, timeline: { kind: 'hashtag', tag }, label: `#${tag}, ${host}` },
        allowPrivateNetworks,
      })
}

/** An address the owner gave may be inside their own network when they said that sources may. */
function askingOf({ blueskyApi, allowPrivateNetworks }: PlanNeeds): {
  api?: string
  allowPrivateNetworks: boolean
} {
  return { allowPrivateNetworks, ...(blueskyApi === undefined ? {} : { api: blueskyApi }) }
}

async function planUnasked(needs: PlanNeeds): Promise<SourcePlan> {
  const url = needs.publicUrl ?? publicJetstream
  const probe = await probeJetstream(url, reachableWithinMs)
  if (probe.reachable)
    return {
      mode: 'live',
      readers: [jetstreamReader({ url, label: 'Bluesky', ...askingOf(needs) })],
      networks: liveNetworks(),
    }
  const note = {
    en: 'Bluesky cannot be reached from here, so the desk opens in the practice town of Havre-Clair.',
    fr: 'Bluesky est injoignable d’ici : le poste s’ouvre dans la ville d’exercice de Havre-Clair.',
  }
  return { ...planPractice('brown-water', needs), note }
}

/** What we post in the town outlives the desk, as it would on a real network. */
function townWorld(dataDir: string | undefined): PracticeWorld {
  if (dataDir === undefined) return practiceWorld()
  const folder = join(dataDir, 'practice')
  mkdirSync(folder, { recursive: true })
  return keptWorld(join(folder, 'town.jsonl'))
}

/** The invented town on a real afternoon: today's date there, with the day before as what is usual. */
export function planPractice(
  day: PracticeDay,
  needs: Pick<PlanNeeds, 'speed' | 'clock' | 'dataDir'>,
): SourcePlan {
  const startMs = startOfDayMs(needs.clock.nowMs(), practiceZone) + practiceDayFromMs
  const speed = needs.speed ?? practiceSpeed
  const town = { seed: practiceSeed, day, speed, startMs }
  const spokenTo: SpokenTo = { posts: [] }
  const world = townWorld(needs.dataDir)
  const reader = practiceReader({ ...town, spokenTo, world })
  return {
    mode: 'practice',
    speed,
    spokenTo,
    networks: [practiceNetwork({ world, repeats: 'record-key' })],
    readers: [reader, practiceNewsReader(town)],
    history: {
      source: reader.source,
      posts: practiceHistory({ seed: practiceSeed, untilMs: startMs, hours: historyHours }),
    },
    town: {
      name: 'Havre-Clair',
      handle: 'havreclair',
      lat: 45.604,
      lon: -74.701,
      country: 'CA',
      timeZone: practiceZone,
    },
    places: havreClairPlaces.map((place) => ({ name: place.name, also: place.aliases })),
  }
}
