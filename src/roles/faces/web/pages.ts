import { lazyRouteComponent } from '@tanstack/react-router'

// Each page is a file of its own, named here and not in `area.tsx`, so that every page of the desk carries one name and not many.

/** The page of `/directory`: who shows what to the public. */
export const TeamPage = lazyRouteComponent(() => import('#roles/faces/web/people/TeamPage.tsx'), 'TeamPage')

/** The page of `/directory/me`: what one shows, and one’s consent. */
export const MePage = lazyRouteComponent(() => import('#roles/faces/web/people/MePage.tsx'), 'MePage')

/** The page of `/directory/rota`. */
export const RotaPage = lazyRouteComponent(() => import('#roles/faces/web/rota/RotaPage.tsx'), 'RotaPage')

/** The page of `/directory/settings`. */
export const SettingsPage = lazyRouteComponent(
  () => import('#roles/faces/web/settings/SettingsPage.tsx'),
  'SettingsPage',
)

/** The page of `/directory/accounts`: every account of ours, and how it stands. */
export const OfficialPage = lazyRouteComponent(
  () => import('#roles/faces/web/register/OfficialPage.tsx'),
  'OfficialPage',
)

/** The page of `/directory/accounts/new`: asking for an account. */
export const AskPage = lazyRouteComponent(() => import('#roles/faces/web/register/AskPage.tsx'), 'AskPage')

/** The page of `/directory/accounts/{id}`. */
export const AccountPage = lazyRouteComponent(
  () => import('#roles/faces/web/register/AccountPage.tsx'),
  'AccountPage',
)

/** The page of `/directory/look-alikes`: accounts that imitate ours. */
export const LookAlikesPage = lazyRouteComponent(
  () => import('#roles/faces/web/register/LookAlikesPage.tsx'),
  'LookAlikesPage',
)

/** The page of `/directory/look-alikes/{id}`. */
export const LookAlikePage = lazyRouteComponent(
  () => import('#roles/faces/web/register/LookAlikePage.tsx'),
  'LookAlikePage',
)

/** The page of `/directory/voice`: how we sound. */
export const VoicePage = lazyRouteComponent(() => import('#roles/faces/web/voice/VoicePage.tsx'), 'VoicePage')

/** The page of `/directory/questions`: sessions of questions and answers. */
export const SessionsPage = lazyRouteComponent(
  () => import('#roles/faces/web/questions/SessionsPage.tsx'),
  'SessionsPage',
)

/** The page of `/directory/questions/{id}`. */
export const SessionPage = lazyRouteComponent(
  () => import('#roles/faces/web/questions/SessionPage.tsx'),
  'SessionPage',
)
