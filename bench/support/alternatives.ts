import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../alternatives/', import.meta.url))

/**
 * A package that users might pick instead, from `bench/alternatives`; installed at the first call (about a minute, `re2` is
 * compiled), never with the product. What is not there or does not build gives undefined, and the bench says so out loud.
 */
export function alternative(name: string): unknown {
  try {
    install()
    return createRequire(`${folder}package.json`)(name)
  } catch (error) {
    process.stderr.write(`${name} could not be had, so it is not compared with: ${String(error)}\n`)
    return undefined
  }
}

function install(): void {
  if (existsSync(`${folder}node_modules/.package-lock.json`)) return
  process.stderr.write('Installing the packages to compare with: about a minute the first time.\n')
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'ignore',
  })
}
