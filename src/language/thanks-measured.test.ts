import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { thanksIn, type Thanks } from '#language/thanks.ts'

// What the reader says of public posts with a labelled mood (SemEval-2017 task 4A), where they are: answers only, as the product asks. No
// post says of itself whether it thanks; people who thank are in a good mood, and irony is not. `npx vitest run src/language/thanks-measured`

const file = new URL('../../../shared/data/text/sentiment_en_train.jsonl.gz', import.meta.url)
const isThere = existsSync(file)
if (!isThere) console.warn('thanks are not measured: ../shared/data/text is missing')

const Line = z.object({ t: z.string(), y: z.number() })
const positive = 2

test.skipIf(!isThere)(
  'of answers it calls thanks five in six at least are in a good mood, and few of all are',
  () => {
    const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n')
    const answers = lines.map((line) => Line.parse(JSON.parse(line))).filter(({ t }) => t.startsWith('@'))
    const said: Record<Thanks, number> = { yes: 0, no: 0, unsure: 0, unread: 0 }
    let inGoodMood = 0
    for (const { t, y } of answers) {
      const thanks = thanksIn(t, 'en')
      said[thanks] += 1
      if (thanks === 'yes' && y === positive) inGoodMood += 1
    }
    expect(answers.length).toBeGreaterThan(9000)
    expect(said.yes).toBeGreaterThan(100)
    expect(said.yes).toBeLessThan(200)
    expect(said.unsure).toBeLessThan(150)
    expect(inGoodMood / said.yes).toBeGreaterThan(0.83)
  },
)
