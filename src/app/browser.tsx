// These two come first: one before any contract is built, one before any other style, since it orders the layers.
import '#web/quiet-zod.ts'
import '#web/styles/tokens.css'
import { areas, palette, routes, useLiveStories } from '#roles/early-warning/web/area.tsx'
import { startDesk } from '#web/start.tsx'

const page = document.getElementById('desk')
if (page) startDesk(page, { areas, palette, routes, useLive: useLiveStories })
