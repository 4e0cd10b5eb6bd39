import { fileURLToPath } from 'node:url'
import { runCommands } from '#cli/run.ts'
import { processTerminal } from '#cli/terminal.ts'
import { wallClock } from '#kernel/time.ts'
import { backupCommand, restoreCommand } from '#app/commands/backup.ts'
import { doctorCommand } from '#app/commands/doctor.ts'
import { evaluateCommand } from '#app/commands/evaluate.ts'
import { matchCommand } from '#app/commands/match.ts'
import { policyCheckCommand } from '#app/commands/policy.ts'
import { recordsVerifyCommand } from '#app/commands/records-verify.ts'
import { replayCommand } from '#app/commands/replay.ts'
import {
  listSecretsCommand,
  removeSecretCommand,
  rotateSecretsCommand,
  setSecretCommand,
} from '#app/commands/secrets.ts'
import { signInLinkCommand } from '#app/commands/sign-in-link.ts'
import { startCommand } from '#app/commands/start.ts'
import {
  addSubscribersCommand,
  listSubscribersCommand,
  removeSubscribersCommand,
} from '#app/commands/subscribers.ts'
import { watchCommand } from '#app/commands/watch.ts'

/** Every command, in the order of the help. */
export const commands = [
  startCommand,
  replayCommand,
  watchCommand,
  matchCommand,
  evaluateCommand,
  policyCheckCommand,
  doctorCommand,
  backupCommand,
  restoreCommand,
  recordsVerifyCommand,
  signInLinkCommand,
  listSecretsCommand,
  setSecretCommand,
  removeSecretCommand,
  rotateSecretsCommand,
  addSubscribersCommand,
  listSubscribersCommand,
  removeSubscribersCommand,
]

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const terminal = processTerminal(process, () => wallClock.nowMs())
  const isDebug = process.env['BELLWETHER_DEBUG'] !== undefined
  process.exitCode = await runCommands({
    program: 'bellwether',
    commands,
    words: process.argv.slice(2),
    terminal,
    isDebug,
  })
}
