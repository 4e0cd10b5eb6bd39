import type { Words } from '#kernel/words.ts'

/** What a browser says of itself. */
export type BrowserSaid = { browser: string | undefined; system: string | undefined }

// The order counts: most browsers also claim to be an older one.
const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?(iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bCriOS\/|\b(Headless)?Chrome\/|\bChromium\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** Browser and system out of a user agent line; missing where it names none we know. It is a claim, shown to its own person. */
export function browserSaid(userAgent: string): BrowserSaid {
  const found = (list: readonly [RegExp, string][]): string | undefined =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1]
  return { browser: found(browsers), system: found(systems) }
}

/** What a new passkey is called until its person says otherwise. */
export function passkeyName(userAgent: string, locale: 'en' | 'fr'): string {
  const { browser, system } = browserSaid(userAgent)
  if (browser === undefined || system === undefined) return browser ?? system ?? unnamed[locale]
  return locale === 'fr' ? `${browser} sur ${system}` : `${browser} on ${system}`
}

const unnamed: Words = { en: 'Passkey', fr: 'Clé d’accès' }
