import type { Words } from '#kernel/words.ts'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { command } from '#cli/command.ts'
import type { Out } from '#cli/out.ts'
import { wallClock } from '#kernel/time.ts'
import type { OwnPolicy } from '#listening/policy/organization/own-policy.ts'
import type { Config } from '#app/config-schema.ts'
import { configFlags } from '#app/config-flags.ts'
import { openDesk, type Desk } from '#app/desk.ts'
import { xTermsOf } from '#app/live-networks.ts'
import { logTo } from '#app/log-lines.ts'
import { ownPolicyAt } from '#app/own-policy-file.ts'
import { readConfig } from '#app/read-config.ts'
import { planSources, type SourcePlan } from '#app/plan-sources.ts'

/** `bellwether start`: opens the desk and keeps it open. */
export const startCommand = command({
  name: 'start',
  summary: { en: 'Open the desk', fr: 'Ouvrir le poste' },
  arguments: z.object({}),
  flags: configFlags,
  examples: [
    'start',
    'start --source practice:flood --speed 60',
    'start --source replay:event.jsonl.gz --speed 600',
  ],
  run: async ({ flags, out }) => {
    const config = await readConfig(flags, out)
    if (config === undefined) return 2
    const ownPolicy = await ownPolicyAt(config.policyFile)
    const plan = await planSources({
      wishes: config.sources,
      speed: config.speed,
      clock: wallClock,
      allowPrivateNetworks: config.allowPrivateNetworks,
      blueskyApi: config.blueskyApi,
      dataDir: config.dataDir,
    })
    if (out.signal.aborted) return 0
    if (plan.note !== undefined) out.note(plan.note)
    const desk = await open({ config, plan, ownPolicy }, out)
    if (!out.signal.aborted) await greet(desk, plan, out)
    await untilStopped(out.signal)
    out.note({
      en: 'Closing: what was heard is being kept.',
      fr: 'Fermeture : ce qui a été entendu est conservé.',
    })
    await desk.close()
    return 0
  },
})

type Opening = { config: Config; plan: SourcePlan; ownPolicy: OwnPolicy | undefined }

async function open({ config, plan, ownPolicy }: Opening, out: Out): Promise<Desk> {
  return openDesk({
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    port: config.port,
    host: config.host,
    publicUrl: config.publicUrl,
    locale: config.locale,
    timeZone: config.timeZone,
    matchThreads: config.workers,
    plan,
    allowPrivateNetworks: config.allowPrivateNetworks,
    providers: config.providers,
    ownPolicy,
    mail: config.mail,
    reportAddresses: config.reportAddresses,
    webSubHub: config.webSubHub,
    onlineOnly: config.onlineOnly,
    x: xTermsOf(config),
    log: logTo(out),
    progress: (line) => out.note(line),
    scripts: new URL('./', import.meta.url),
    screens: fileURLToPath(new URL('../web/', import.meta.url)),
  })
}

async function greet(desk: Desk, plan: SourcePlan, out: Out): Promise<void> {
  const link = await desk.signInLink()
  if (desk.moved !== undefined) out.note(elsewhere(desk.moved))
  const heard = plan.readers.map((reader) => reader.label).join(', ')
  out.line({ en: `Listening to: ${heard}`, fr: `À l’écoute de : ${heard}` })
  out.line({
    en: `Open this link to sign in (it works once, for 15 minutes):\n\n  ${link}\n`,
    fr: `Ouvrez ce lien pour vous connecter (valable une fois, 15 minutes) :\n\n  ${link}\n`,
  })
  if (out.isJson) await out.json({ url: desk.url, signIn: link, mode: plan.mode })
}

function elsewhere({ from, to }: { from: number; to: number }): Words {
  return {
    en: `Port ${from} is taken by another program, so this desk is on port ${to}.`,
    fr: `Le port ${from} est occupé par un autre programme : ce poste est sur le port ${to}.`,
  }
}

function untilStopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
