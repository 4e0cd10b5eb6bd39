// twitter-text 3.1.0 has no types. Two of its files are used, and not its door: that loads four times as much.
declare module 'twitter-text/dist/parseTweet.js' {
  function parseTweet(text: string): { weightedLength: number; valid: boolean; permillage: number }
  export = parseTweet
}
declare module 'twitter-text/dist/extractUrls.js' {
  function extractUrls(text: string): string[]
  export = extractUrls
}
