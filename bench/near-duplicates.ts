import { figure } from './support/measure.ts'
import { hasRealTexts } from './support/texts.ts'

/** How fast and how well copies are found; see `support/near-duplicates-run.ts`. Run: `npm run bench -- near-duplicates`. */
if (hasRealTexts()) await import('./support/near-duplicates-run.ts')
else figure({ bench: 'near-duplicates', what: 'skipped: ../shared/data/text is not beside the repository' })
