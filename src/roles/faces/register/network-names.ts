/** Networks as they call themselves, also those the desk cannot speak on: somebody may look after an account there by hand. */
const names: Readonly<Record<string, string>> = {
  ...{ bluesky: 'Bluesky', mastodon: 'Mastodon', x: 'X', activitypub: 'Fediverse', facebook: 'Facebook' },
  ...{
    instagram: 'Instagram',
    linkedin: 'LinkedIn',
    youtube: 'YouTube',
    threads: 'Threads',
    tiktok: 'TikTok',
  },
  ...{ whatsapp: 'WhatsApp', nextdoor: 'Nextdoor', practice: 'Havre-Clair', email: 'E-mail', pages: 'Web' },
}

/** What a network is called. One we do not know keeps the word it was noted with. */
export function networkName(network: string): string {
  return names[network.toLowerCase()] ?? network
}
