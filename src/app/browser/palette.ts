import { palette as approvals } from '#access/web/approvals/palette.ts'
import { palette as people } from '#access/web/people/palette.ts'
import { palette as programs } from '#access/web/programs/palette.ts'
import { palette as signIn } from '#access/web/sign-in/palette.ts'
import { palette as earlyWarning } from '#roles/early-warning/web/palette.ts'
import { officialPalette } from '#roles/faces/web/register/palette.ts'
import { palette as faces } from '#roles/faces/web/palette.ts'
import { palette as publishing } from '#roles/publishing/web/palette.ts'
import { palette as reactions } from '#roles/reactions/web/palette.ts'
import { palette as sending } from '#sending/web/palette.ts'
import type { PaletteGroup } from '#web/desk.ts'

/** What the palette finds in every room, in work order; loaded when it is opened first. */
export const palette: readonly PaletteGroup[] = [
  ...earlyWarning,
  ...reactions,
  ...publishing,
  ...officialPalette,
  ...sending,
  ...approvals,
  ...faces,
  ...signIn,
  ...people,
  ...programs,
]
