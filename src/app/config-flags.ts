import { z } from 'zod'
import { settings, type SettingName } from '#app/config-schema.ts'

/** The settings as options of a command. They are read as text here; `loadConfig` says what is wrong with one. */
export const configFlags = z.object({
  source: z.array(z.string()).default([]).meta(settings.sources.about),
  speed: typed('speed'),
  port: typed('port'),
  host: typed('host'),
  publicUrl: typed('publicUrl'),
  dataDir: typed('dataDir'),
  databaseUrl: typed('databaseUrl'),
  locale: typed('locale'),
  timeZone: typed('timeZone'),
  workers: typed('workers'),
  blueskyApi: typed('blueskyApi'),
  providers: typed('providers'),
  policyFile: typed('policyFile'),
  mail: typed('mail'),
  reportAddresses: typed('reportAddresses'),
  webSubHub: typed('webSubHub'),
  xBudgetCents: typed('xBudgetCents'),
  xApproval: typed('xApproval'),
  xClientId: typed('xClientId'),
  xReserveCents: typed('xReserveCents'),
  onlineOnly: z.boolean().optional().meta(settings.onlineOnly.about),
  xEnterprise: z.boolean().optional().meta(settings.xEnterprise.about),
  allowPrivateNetworks: z.boolean().optional().meta(settings.allowPrivateNetworks.about),
})

function typed(name: SettingName): z.ZodOptional<z.ZodString> {
  return z.string().optional().meta(settings[name].about)
}

/** What was typed, by setting name, as `loadConfig` takes it. */
export function typedSettings(flags: z.output<typeof configFlags>): Partial<Record<SettingName, unknown>> {
  const { source, ...rest } = flags
  return { ...rest, sources: source }
}
