import { expect, test } from 'vitest'
import { hmacSignature, oauth1Header, signatureBase } from '#networks/x/wire/oauth1.ts'

test('the text that is signed is that of RFC 5849, section 3.4.1.1', () => {
  const base = signatureBase(
    {
      method: 'post',
      url: 'http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b',
      form: [
        ['c2', ''],
        ['a3', '2 q'],
      ],
    },
    [
      ['oauth_consumer_key', '9djdj82h48djs9d2'],
      ['oauth_token', 'kkk9d7dh3k39sjv7'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131201'],
      ['oauth_nonce', '7d8f3e4a'],
    ],
  )
  expect(base).toBe(
    'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
  )
})

test('the signature is that of RFC 5849, section 1.2', () => {
  const base = signatureBase(
    { method: 'GET', url: 'http://photos.example.net/photos?file=vacation.jpg&size=original' },
    [
      ['oauth_consumer_key', 'dpf43f3p2l4k3l03'],
      ['oauth_token', 'nnch734d00sl2jdk'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131202'],
      ['oauth_nonce', 'chapoH'],
    ],
  )
  expect(hmacSignature(base, 'kd94hf93k423kf44', 'pfkkdhi9sl3r4s00')).toBe('MdpQcU8iPSUjWoN/UDMsK2sui9I=')
})

const keys = {
  apiKey: 'xvz1evFS4wEEPTGEFPHBog',
  apiSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
  accessToken: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
  accessTokenSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
}

test('the header is that of the example in X’s own documents', () => {
  const header = oauth1Header(
    {
      method: 'POST',
      url: 'https://api.twitter.com/1.1/statuses/update.json?include_entities=true',
      form: [['status', 'Hello Ladies + Gentlemen, a signed OAuth request!']],
    },
    keys,
    { nonce: 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg', timestampS: 1_318_622_958 },
  )
  expect(header).toContain('oauth_signature="hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D"')
  expect(header).not.toContain(keys.apiSecret)
  expect(header).not.toContain(keys.accessTokenSecret)
})

test('signs that encodeURIComponent leaves alone are encoded, half characters do not break it', () => {
  const base = signatureBase({ method: 'GET', url: "https://x.test/a?q=!*'()~\u{1F6B0}" }, [['n', '\uD800']])
  expect(base).toContain('%2521%252A%2527%2528%2529~%25F0%259F%259A%25B0')
  expect(base).toContain('n%3D%25EF%25BF%25BD')
})
