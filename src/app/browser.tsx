// First, before any contract is built: see its own words.
import '#web/quiet-zod.ts'
import { areas, palette, routes, useLiveStories } from '#roles/early-warning/web/area.tsx'
import { startDesk } from '#web/start.tsx'

const page = document.getElementById('desk')
if (page) startDesk(page, { areas, palette, routes, useLive: useLiveStories })
