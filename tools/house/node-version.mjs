// The oldest Node that can run this house. Written so that even a very old Node can read this file.
import { SetUpProblem } from './say.mjs'

/** Throws a worded SetUpProblem below Node 20.19. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new SetUpProblem(
    `Bellwether needs Node 20.19 or later; this is Node ${version}. Install Node 20, 22 or 24 (https://nodejs.org) and run the same command again.`,
  )
}
