// First, before any contract is built: see its own words.
import '#web/quiet-zod.ts'
import * as approvals from '#access/web/approvals/area.tsx'
import * as people from '#access/web/people/area.tsx'
import * as programs from '#access/web/programs/area.tsx'
import * as signIn from '#access/web/sign-in/area.tsx'
import * as records from '#records/web/area.tsx'
import * as earlyWarning from '#roles/early-warning/web/area.tsx'
import * as faces from '#roles/faces/web/area.tsx'
import * as publishing from '#roles/publishing/web/area.tsx'
import * as reactions from '#roles/reactions/web/area.tsx'
import * as sending from '#sending/web/area.tsx'
import { startDesk } from '#web/start.tsx'

/** In work order: the rail and the settings page show them so. */
const rooms = [
  earlyWarning,
  reactions,
  publishing,
  sending,
  approvals,
  faces,
  signIn,
  people,
  programs,
  records,
]

const page = document.getElementById('desk')
if (page)
  startDesk(page, {
    areas: rooms.flatMap((room) => room.areas),
    loadPalette: async () => (await import('#app/browser/palette.ts')).palette,
    routes: rooms.flatMap((room) => room.routes),
    useLive: earlyWarning.useLiveStories,
    Above: sending.Above,
    Waiting: publishing.Waiting,
  })
