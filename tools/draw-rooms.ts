import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rooms } from './rooms.ts'
import { withPicture } from './rooms-picture.ts'
import { root } from './tidy/files.ts'

// Draws the law of rooms into ARCHITECTURE.md: npx tsx tools/draw-rooms.ts
const page = join(root, 'ARCHITECTURE.md')
writeFileSync(page, withPicture(readFileSync(page, 'utf8'), rooms))
