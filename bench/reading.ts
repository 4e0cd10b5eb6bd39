import { hasRealTexts } from './support/texts.ts'

/** What reading a post costs, and what others cost; see `support/reading-run.ts`. Run: `npm run bench -- reading`. */
if (hasRealTexts()) await import('./support/reading-run.ts')
else process.stderr.write('The texts in ../shared/data/text are missing, so reading cannot be measured.\n')
