// Where each route that asks for a session stands in the walk of `nobody-without-the-right.test.ts`. A new route has to be
// written into one of these lists: that is the decision who reaches what by it.

/** What the walk expects of a shot that is not the caller's to make; missing: a refusal. */
export type Expected = { says?: number }

/** About one account, language and lane: whoever holds the verb for another place only is refused. */
export const ofOnePlace: Readonly<Record<string, Expected>> = {
  'post /api/messages': {},
  // A file is answered row by row: each row is refused, and nothing of it is kept.
  'post /api/messages/import': { says: 200 },
  'put /api/messages/{id}': {},
  'delete /api/messages/{id}': {},
  'post /api/messages/{id}/ask': {},
  'post /api/messages/{id}/take-back': {},
  'get /api/messages/{id}/text': {},
  'post /api/messages/{id}/published': {},
  'post /api/messages/{id}/taken-down': {},
  'post /api/messages/{id}/send': {},
  'put /api/messages/{id}/correction': {},
  'post /api/messages/{id}/correction/end': {},
  'post /api/deliveries/{id}/acts': {},
  'post /api/deliveries/{id}/reach': {},
  // Private mail of people: whoever works on messages there, or reads the archive.
  'get /api/deliveries/{id}/answers': {},
  'post /api/pauses': {},
  'delete /api/pauses/{id}': {},
  'post /api/approvals/{item}/approve': {},
  'post /api/approvals/{item}/return': {},
  'post /api/approvals/{item}/revoke': {},
  'post /api/approvals/{item}/withdraw': {},
  'post /api/approvals/{item}/break-glass': {},
  'post /api/glass-reviews/{id}': {},
  'post /api/delegations': {},
}

/** About what is one person's own, or theirs to decide: a colleague with every verb does not reach it. */
export const ofOnePerson: Readonly<Record<string, Expected>> = {
  'delete /api/devices/{id}': {},
  'patch /api/passkeys/{id}': {},
  'delete /api/passkeys/{id}': {},
  'delete /api/identities/{id}': {},
  // Marks what is the caller's own among the numbers sent, which is nothing.
  'post /api/notices/seen': { says: 204 },
  'delete /api/delegations/{id}': {},
  'post /api/permissions/proposals/{id}/withdraw': {},
  'post /api/permissions/proposals/{id}/confirm': {},
  'post /api/watch-exceptions/{id}/withdraw': {},
}

/** Answer to everybody who is signed in, by design, and why that is so. */
export const everybodySignedIn: Readonly<Record<string, string>> = {
  'get /api/session': 'who one is, and what one may do',
  'patch /api/session': 'one’s own name and language; what is the desk’s is asked for inside',
  'delete /api/session': 'everybody may leave',
  'get /api/devices': 'one’s own devices',
  'delete /api/devices': 'signs oneself out elsewhere',
  'get /api/passkeys': 'one’s own passkeys',
  'post /api/passkeys/options': 'begins to add a passkey to oneself',
  'post /api/passkeys': 'adds a passkey to oneself',
  'get /api/identities': 'one’s own accounts elsewhere',
  'post /api/step-up/options': 'begins to prove oneself',
  'post /api/step-up': 'proves oneself',
  'get /api/notices': 'one’s own notices',
  'get /api/places': 'names of towns, from a public list',
}

/** Opened by a verb that is about the whole desk: what it opens is everybody's who holds it. */
export const wholeDesk: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    'what is heard, and work on it': [
      ...[
        'get /api/coverage',
        'get /api/live',
        'get /api/posts',
        'get /api/stories',
        'get /api/stories/{id}',
      ],
      ...['get /api/stories/{id}/posts', 'post /api/stories/{id}/take-on', 'get /api/issues'],
      ...['post /api/stories/{id}/not-important', 'delete /api/stories/{id}/not-important'],
      ...['patch /api/issues/{id}', 'post /api/issues', 'get /api/issues/{id}'],
      ...['post /api/issues/{id}/facts', 'patch /api/issues/{id}/facts/{fact}'],
      ...['post /api/issues/{id}/decisions', 'post /api/issues/{id}/response'],
      ...['post /api/issues/{id}/posts', 'delete /api/issues/{id}/posts'],
      ...['get /api/issues/{id}/messages', 'post /api/issues/{id}/messages'],
      'delete /api/issues/{id}/messages',
      ...['get /api/issue-people', 'get /api/issue-rota', 'put /api/issue-rota'],
      ...['get /api/ledger', 'get /api/ledger/export', 'post /api/ledger/news'],
      ...['post /api/stories/{id}/seen', 'get /api/stories/{id}/news', 'get /api/stories/{id}/explained'],
      ...['get /api/attention', 'put /api/attention/settings', 'post /api/attention/try'],
      ...['post /api/attention/lessons', 'delete /api/attention/lessons/{id}'],
    ],
    'how announcements landed, which the team follows together': [
      ...['get /api/announcements', 'post /api/announcements', 'get /api/announcements/{id}'],
      ...['patch /api/announcements/{id}', 'delete /api/announcements/{id}'],
      ...['get /api/announcements/{id}/analysis', 'get /api/announcements/offers'],
      ...['post /api/announcements/offers/{id}/not-needed'],
      ...['post /api/announcements/{id}/questions/{question}/answered'],
      ...['delete /api/announcements/{id}/questions/{question}/answered'],
      ...['post /api/announcements/{id}/annotations', 'get /api/announcements/{id}/evidence'],
      ...['delete /api/announcements/{id}/annotations/{annotation}'],
      ...['post /api/announcements/{id}/evidence', 'get /api/evidence/{id}'],
      ...['get /api/announcements/{id}/reports', 'post /api/announcements/{id}/reports'],
      ...['get /api/reports/{id}/page', 'get /api/reports/{id}/pdf', 'get /api/reports/{id}/table.csv'],
      ...['get /api/reports/{id}/pictures/{picture}'],
      ...['get /api/announcements/{id}/report-schedules', 'post /api/announcements/{id}/report-schedules'],
      ...['delete /api/report-schedules/{id}'],
      ...['get /api/dashboards', 'post /api/dashboards', 'get /api/dashboards/{id}'],
      ...['put /api/dashboards/{id}', 'delete /api/dashboards/{id}'],
      ...['post /api/dashboards/{id}/annotations'],
      ...['delete /api/dashboards/{id}/annotations/{annotation}', 'get /api/series'],
      ...['get /api/reactions/posts', 'get /api/coding', 'get /api/coding/items'],
      ...['put /api/coding/items/{id}'],
    ],
    'searches are the team’s, and on record': [
      ...['get /api/watches', 'post /api/watches', 'put /api/watches/{id}', 'delete /api/watches/{id}'],
      ...['get /api/watches/{id}/posts', 'get /api/watches/{id}/tone', 'post /api/watches/check'],
      ...['post /api/watches/try', 'get /api/watch-exceptions', 'post /api/watch-exceptions'],
      ...['post /api/watch-exceptions/{id}/allow', 'post /api/watch-exceptions/{id}/decline'],
      ...['post /api/watch-trials', 'get /api/watch-trials/{id}', 'delete /api/watch-trials/{id}'],
    ],
    'whoever may read sees what the desk drafts and decides, in every language': [
      ...['get /api/messages', 'get /api/messages/{id}', 'get /api/approvals', 'get /api/approvals/{item}'],
      ...['get /api/messages/{id}/corrections'],
      ...['get /api/accounts', 'post /api/accounts'],
      ...['get /api/sending', 'get /api/deliveries', 'get /api/deliveries/{id}/steps'],
      ...['get /api/polls'],
      ...['get /api/deliveries/{id}/reach'],
    ],
    'accounts of the desk and their sign-ins, whose secrets nobody reads': [
      ...['get /api/connections', 'put /api/connections/{id}', 'post /api/connections/{id}/check'],
      ...['get /api/barred', 'post /api/barred', 'post /api/barred/{id}/lift'],
      ...['delete /api/connections/{id}', 'post /api/connections/{id}/sign-in'],
      ...['post /api/connections/{id}/sign-in/finish'],
    ],
    'files that go out, by their hash: whoever drafts anywhere gives them in, whoever reads the desk sees them':
      [...['post /api/files', 'get /api/files/{sha256}']],
    'one’s own delegations; for an owner all': ['get /api/delegations'],
    'hints about a text that is sent along; nothing is kept': [
      ...['post /api/messages/plain', 'post /api/messages/check'],
    ],
    'people and programs': [
      ...['get /api/people', 'get /api/people/{id}', 'post /api/people', 'post /api/people/{id}/link'],
      ...['post /api/people/{id}/leave', 'get /api/teams', 'get /api/who-may', 'post /api/permissions/look'],
      ...['post /api/permissions/changes', 'get /api/permissions/proposals', 'get /api/programs'],
      ...['post /api/programs/keys', 'delete /api/programs/keys/{id}', 'post /api/programs/hooks'],
      ...['delete /api/programs/hooks/{id}'],
    ],
    'the archive is one': [
      ...['get /api/records', 'get /api/records/entries/{seq}', 'get /api/records/state'],
      ...['post /api/records/check', 'get /api/records/exports', 'post /api/records/exports'],
      ...['get /api/records/exports/{id}', 'get /api/records/exports/{id}/entries'],
      ...['post /api/records/exports/{id}/redactions', 'delete /api/records/exports/{id}/redactions/{of}'],
      ...['post /api/records/exports/{id}/make', 'get /api/records/exports/{id}/bundle'],
      ...['get /api/records/retention', 'get /api/records/next-night', 'put /api/records/schedules/{kind}'],
      ...['put /api/records/clocks/listening', 'put /api/records/clocks/conversations'],
      ...['post /api/records/disposal/pause'],
      ...['post /api/records/disposal/resume', 'get /api/records/holds', 'post /api/records/holds'],
      ...['post /api/records/holds/preview', 'post /api/records/holds/{id}/lift'],
    ],
  }).flatMap(([why, routes]) => routes.map((one) => [one, why])),
)
