import { availableParallelism } from 'node:os'
import type { z } from 'zod'
import type { Out } from '#cli/out.ts'
import type { Config } from '#app/config-schema.ts'
import { findConfigFile, loadConfig, type LoadedConfig } from '#app/config.ts'
import { typedSettings, type configFlags } from '#app/config-flags.ts'

/** The settings a command was given. */
export type ConfigFlags = Partial<z.output<typeof configFlags>>

/** Reads the settings of this machine: options, environment, file. */
export async function loadHere(flags: ConfigFlags, locale: 'en' | 'fr'): Promise<LoadedConfig> {
  const cwd = process.cwd()
  return loadConfig({
    env: process.env,
    file: await findConfigFile(cwd, process.env),
    flags: typedSettings({ source: [], ...flags }),
    machine: {
      cwd,
      cores: availableParallelism(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      locale,
    },
  })
}

/** The settings, or nothing after every wrong one was explained. */
export async function readConfig(flags: ConfigFlags, out: Out): Promise<Config | undefined> {
  const loaded = await loadHere(flags, out.locale)
  const said = loaded.ok ? loaded.remarks : [...loaded.problems, ...loaded.remarks]
  for (const problem of said)
    out.note(`${problem.where}${problem.value === '' ? '' : `=${problem.value}`}: ${problem[out.locale]}`)
  return loaded.ok ? loaded.config : undefined
}
