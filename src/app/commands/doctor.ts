import type { Words } from '#kernel/words.ts'
import { createServer } from 'node:net'
import { mkdir, statfs } from 'node:fs/promises'
import { z } from 'zod'
import { command } from '#cli/command.ts'
import type { Out } from '#cli/out.ts'
import { wallClock } from '#kernel/time.ts'
import { probeJetstream } from '#networks/bluesky/probe-jetstream.ts'
import { StoreError, StoreInUse } from '#store/errors.ts'
import { openStore } from '#store/store.ts'
import type { Config } from '#app/config-schema.ts'
import type { ConfigProblem } from '#app/config.ts'
import { configFlags } from '#app/config-flags.ts'
import { allMigrations, storePlace } from '#app/desk.ts'
import { hearingFindings, type Finding } from '#app/commands/doctor-hearing.ts'
import { federationFinding } from '#app/commands/doctor-federation.ts'
import { policyFindings } from '#app/commands/doctor-policy.ts'
import { mastodonFindings, xFindings } from '#app/commands/doctor-networks.ts'
import { sendingFinding } from '#app/commands/doctor-sending.ts'
import { secretsFinding } from '#app/commands/doctor-secrets.ts'
import { loadHere } from '#app/read-config.ts'
import { publicJetstream } from '#app/plan-sources.ts'

const stateWords: Record<Finding['state'], Words> = {
  fine: { en: 'fine', fr: 'bien' },
  look: { en: 'look', fr: 'à voir' },
  wrong: { en: 'wrong', fr: 'erreur' },
}
const diskFreeMinMb = 1024
const probeMs = 4000

/** `bellwether doctor`: looks at everything the desk stands on and says in words what is wrong. */
export const doctorCommand = command({
  name: 'doctor',
  summary: { en: 'Check everything the desk stands on', fr: 'Vérifier tout ce sur quoi repose le poste' },
  arguments: z.object({}),
  flags: configFlags,
  run: async ({ flags, out }) => {
    const loaded = await loadHere(flags, out.locale)
    const findings = [
      ...loaded.remarks.map((remark) => settingFinding('look', remark)),
      ...(loaded.ok
        ? await examine(loaded.config)
        : loaded.problems.map((problem) => settingFinding('wrong', problem))),
    ]
    show(findings, out)
    return findings.some((finding) => finding.state === 'wrong') ? 1 : 0
  },
})

function settingFinding(state: Finding['state'], problem: ConfigProblem): Finding {
  const { where, en, fr } = problem
  return {
    what: { en: 'Setting', fr: 'Réglage' },
    state,
    said: { en: `${where}: ${en}`, fr: `${where} : ${fr}` },
  }
}

async function examine(config: Config): Promise<Finding[]> {
  return [
    node(),
    {
      what: { en: 'Settings', fr: 'Réglages' },
      state: 'fine',
      said: { en: 'every value can be used', fr: 'toutes les valeurs sont utilisables' },
    },
    await disk(config.dataDir),
    ...(await policyFindings(config)),
    ...(await store(config)),
    await port(config),
    ...(await sources(config)),
  ]
}

function node(): Finding {
  return {
    what: { en: 'Node.js', fr: 'Node.js' },
    state: 'fine',
    said: { en: process.version, fr: process.version },
  }
}

async function disk(folder: string): Promise<Finding> {
  const what = { en: 'Disk', fr: 'Disque' }
  await mkdir(folder, { recursive: true })
  const { bavail, bsize } = await statfs(folder)
  const freeMb = Math.round((bavail * bsize) / 1024 / 1024)
  const said = { en: `${freeMb} MB free in ${folder}`, fr: `${freeMb} Mo libres dans ${folder}` }
  return { what, state: freeMb < diskFreeMinMb ? 'look' : 'fine', said }
}

async function store(config: Config): Promise<Finding[]> {
  const what = { en: 'Database', fr: 'Base de données' }
  try {
    const opened = await openStore({
      ...storePlace('live', config),
      migrations: allMigrations,
      log: () => undefined,
      progress: () => undefined,
    })
    // What an embedded store says of a desk that is not running is no news.
    const running =
      config.databaseUrl === undefined
        ? []
        : [...(await hearingFindings(opened)), await sendingFinding(opened)]
    const secrets = await secretsFinding(opened, storePlace('live', config).dataDir)
    const ofX = await xFindings(opened, config)
    const ofActors = await federationFinding(opened, config)
    await opened.close()
    const said =
      config.databaseUrl === undefined
        ? {
            en: 'the embedded PostgreSQL starts and is up to date',
            fr: 'la base PostgreSQL intégrée démarre et est à jour',
          }
        : { en: 'your server answers and is up to date', fr: 'votre serveur répond et est à jour' }
    return [{ what, state: 'fine', said }, ...running, secrets, ...ofX, ofActors]
  } catch (error) {
    if (error instanceof StoreInUse)
      return [{ what, state: 'fine', said: error.words }, ...(await askRunning(config))]
    if (error instanceof StoreError) return [{ what, state: 'wrong', said: error.words }]
    throw error
  }
}

/** What the desk that runs on this folder wrote down about its hearing, and its secrets; its store answers beside it. */
async function askRunning(config: Config): Promise<Finding[]> {
  const beside = await openStore({
    ...storePlace('live', config),
    migrations: allMigrations,
    log: () => undefined,
    progress: () => undefined,
    joinRunning: true,
  })
  try {
    const secrets = await secretsFinding(beside, storePlace('live', config).dataDir)
    const ofX = await xFindings(beside, config)
    const ofActors = await federationFinding(beside, config)
    return [...(await hearingFindings(beside)), await sendingFinding(beside), secrets, ...ofX, ofActors]
  } finally {
    await beside.close()
  }
}

function port({ port: wanted, host }: Config): Promise<Finding> {
  const what = { en: 'Port', fr: 'Port' }
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () =>
      resolve({
        what,
        state: 'look',
        said: {
          en: `${wanted} is taken (perhaps by this desk); a start would use the next one`,
          fr: `${wanted} est occupé (peut-être par ce poste) ; un démarrage prendrait le suivant`,
        },
      }),
    )
    probe.listen(wanted, host, () => {
      probe.close()
      resolve({ what, state: 'fine', said: { en: `${wanted} is free`, fr: `${wanted} est libre` } })
    })
  })
}

async function sources(config: Config): Promise<Finding[]> {
  const asked = config.sources.flatMap((wish) => (wish.kind === 'jetstream' ? [wish.url] : []))
  const urls = config.sources.length === 0 ? [publicJetstream] : asked
  const bluesky = urls.map((url) => jetstream(url, config.sources.length > 0))
  return [...(await Promise.all(bluesky)), ...(await mastodonFindings(config))]
}

async function jetstream(url: string, asked: boolean): Promise<Finding> {
  const what = { en: 'Bluesky', fr: 'Bluesky' }
  const startedMs = wallClock.nowMs()
  const probe = await probeJetstream(url, probeMs)
  const tookMs = wallClock.nowMs() - startedMs
  if (probe.reachable)
    return {
      what,
      state: 'fine',
      said: { en: `${url} answers after ${tookMs} ms`, fr: `${url} répond après ${tookMs} ms` },
    }
  const then = asked
    ? { en: '', fr: '' }
    : { en: ' A start opens in the practice town.', fr: ' Un démarrage s’ouvre dans la ville d’exercice.' }
  return {
    what,
    state: asked ? 'wrong' : 'look',
    said: {
      en: `${url} cannot be reached: ${probe.why}.${then.en}`,
      fr: `${url} est injoignable : ${probe.why}.${then.fr}`,
    },
  }
}

function show(findings: readonly Finding[], out: Out): void {
  const rows = findings.map((finding) => ({
    what: finding.what[out.locale],
    state: out.isJson ? finding.state : stateWords[finding.state][out.locale],
    said: finding.said[out.locale],
  }))
  out.table(
    [
      { text: (row) => row.what, title: { en: 'What', fr: 'Quoi' } },
      { text: (row) => row.state, title: { en: 'State', fr: 'État' } },
      { text: (row) => row.said, title: { en: 'Found', fr: 'Constat' } },
    ],
    rows,
  )
}
