import { existsSync } from 'node:fs'
import { evaluateEarlyWarning } from '#roles/early-warning/evaluate.ts'

/**
 * Early warning on the open recorded events, one JSON line each. The onset is the first on-topic post unless one is given here.
 *
 * Run: `npm run bench -- early-warning`, or `npx tsx bench/early-warning.ts [name ...]`.
 */
const folder = new URL('../../shared/data/replay/', import.meta.url).pathname
const open = [
  't6_2013_Alberta_Floods',
  't6_2013_Queensland_Floods',
  'geo_iowa_stf',
  'geo_iowa_stf_2',
  'geo_iowa_storm',
  'geo_texas_storm',
  'geo_washington_mudslide',
  't26_2013_Lac_Megantic_train_crash',
  't26_2013_Singapore_haze',
  't26_2013_Glasgow_helicopter_crash',
  't26_2012_Colorado_wildfires',
  't26_2012_Italy_earthquakes',
  't26_2013_Manila_floods',
  't26_2013_Alberta_floods',
  't26_2013_Queensland_floods',
]
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'))

for (const name of open.filter((one) => wanted.length === 0 || wanted.some((word) => one.includes(word)))) {
  const file = `${folder}${name}.jsonl.gz`
  if (existsSync(file)) {
    const figures = await evaluateEarlyWarning({ file })
    console.log(JSON.stringify({ bench: 'early-warning', event: name, ...figures }))
  } else
    console.warn(
      `${name} is skipped: ${file} is not there. The recorded events are in ../shared/data/replay.`,
    )
}
