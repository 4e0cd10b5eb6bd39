// Unpacks the Chromium that comes from npm into the temporary folder (TMPDIR) and prints where it is.
// A process of its own, because the package takes its place from the environment of the whole process.
import chromium from '@sparticuz/chromium'

process.stdout.write(await chromium.executablePath())
