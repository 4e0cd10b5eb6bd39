import fc from 'fast-check'
import { expect, test } from 'vitest'
import { notableNetworks } from '#roles/faces/look-alikes/contract.ts'
import { formFor } from '#roles/faces/look-alikes/report-forms.ts'
import { networkName } from '#roles/faces/register/network-names.ts'

const searched = ['mastodon', 'bluesky', 'x', 'practice', 'activitypub']
const url = 'https://elsewhere.example/@thief'

function of(network: string, at = url) {
  return formFor({ network, networkName: networkName(network), url: at })
}

test('every network on which somebody can be found or noted says where to report, in both languages', () => {
  for (const network of new Set([...searched, ...notableNetworks, 'ask.fm'])) {
    const { words, url: at, checkedOn } = of(network)
    const isSaid = words.en.length > 20 && words.fr.length > 20 && words.en !== words.fr
    expect([network, isSaid]).toEqual([network, true])
    if (at === undefined) expect(checkedOn).toBeUndefined()
  }
})

test('an address is by https, at the network itself, and carries nothing that follows people', () => {
  const hosts: Record<string, string> = {
    ...{
      x: 'help.x.com',
      bluesky: 'bsky.social',
      youtube: 'support.google.com',
      tiktok: 'support.tiktok.com',
    },
    ...{ mastodon: 'elsewhere.example', activitypub: 'elsewhere.example' },
  }
  for (const network of [...searched, ...notableNetworks]) {
    const { url: at, checkedOn } = of(network)
    if (at === undefined) continue
    const { protocol, search, hash, username, hostname } = new URL(at)
    expect([network, protocol, search, hash, username]).toEqual([network, 'https:', '', '', ''])
    expect(hostname).toBe(hosts[network])
    // Each was looked at; a server of the fediverse is the look-alike's own.
    if (hostname !== 'elsewhere.example') expect(checkedOn).toMatch(/^20\d\d-\d\d-\d\d$/)
  }
})

test('where nobody could check, no address is given but what to look for', () => {
  for (const network of ['facebook', 'instagram', 'linkedin', 'threads']) {
    expect(of(network).url).toBeUndefined()
    expect(of(network).words.en).toContain(`look for “impersonation” in the help of ${networkName(network)}`)
    expect(of(network).words.fr).toContain('usurpation d’identité')
  }
})

test('whatever address a look-alike of the fediverse has, only its own server by https is linked', () => {
  for (const at of ['http://elsewhere.example/@x', 'javascript:alert(1)', 'no address', ''])
    expect(of('mastodon', at).url).toBeUndefined()
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['https', 'http'] }), (at) => {
      const { url: found } = of('mastodon', at)
      if (found !== undefined) expect(found).toBe(`${new URL(at).origin}/about`)
    }),
  )
})
