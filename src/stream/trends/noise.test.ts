import { expect, test } from 'vitest'
import { isNoise } from '#stream/trends/noise.ts'

test.each([
  'Line cook needed in Old Town #job #hiring https://jobs.example/1',
  'Oak table, as new $40.00 Riverside',
  'Wind 3 mph N. Barometer 1013 mb, rising slowly. Humidity 91%',
  'I liked a @YouTube video https://v.example/1',
  'follow me and I follow back',
])('"%s" is made by habit or machine', (text) => {
  expect(isNoise(text)).toBe(true)
})

test.each(['The job centre is flooded', 'They followed the evacuation order', 'Humid tonight, storm coming'])(
  '"%s" is somebody talking',
  (text) => {
    expect(isNoise(text)).toBe(false)
  },
)
