import type { VersionContent } from '#kernel/version-content.ts'
import type { Example } from '#web/example.ts'
import { VersionView } from '#web/parts/VersionView/VersionView.tsx'

const account = { name: 'City of Havre-Clair', handle: '@havre-clair.example', network: 'Practice' }

const english: VersionContent = {
  account: 'practice',
  language: 'en',
  parts: [
    'We know the tap water is brown on Rue des Tanneurs and Mill Street.\nCrews are on site. Next update by 16:00.',
  ],
  media: [],
}

const picture = {
  sha256: 'a'.repeat(64),
  mediaType: 'image/png',
  bytes: 84_213,
  alt: 'Map of Old Town: Mill Street shaded, the library marked',
  decorative: false,
}

/** Versions as they will go out. */
export const examples: readonly Example[] = [
  { name: 'One part', Draw: () => <VersionView content={english} account={account} /> },
  {
    name: 'A thread in French with a warning and a picture',
    Draw: () => (
      <VersionView
        account={account}
        content={{
          ...english,
          language: 'fr',
          contentWarning: 'Inondation',
          replyTo: 'practice:123',
          parts: ['L’eau est brune rue des Tanneurs.', 'Prochaine mise à jour à 16 h.'],
          media: [picture, { ...picture, sha256: 'b'.repeat(64), alt: '', decorative: true }],
        }}
      />
    ),
  },
  {
    name: 'A poll',
    Draw: () => (
      <VersionView
        account={account}
        content={{
          ...english,
          parts: ['When should the library open on Sundays?'],
          poll: {
            options: ['In the morning', 'In the afternoon', 'Not at all'],
            multiple: false,
            durationMin: 4320,
          },
        }}
      />
    ),
  },
  {
    name: 'Right to left, and characters nobody sees',
    Draw: () => (
      <VersionView
        content={{
          ...english,
          language: 'ar',
          parts: ['الماء بني اللون منذ الظهر', 'Pay at evil\u202Emoc.example', ''],
        }}
      />
    ),
  },
]
