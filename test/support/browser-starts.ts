import { BrowserMissing, launchBrowser } from './browser.ts'

// For .ci/run: ends with 0 where a browser for tests starts, with 1 and the reasons where none does.
try {
  const browser = await launchBrowser()
  console.log(`A browser for tests starts: Chromium ${browser.version()}`)
  await browser.close()
} catch (error) {
  if (!(error instanceof BrowserMissing)) throw error
  console.error(error.message)
  process.exitCode = 1
}
