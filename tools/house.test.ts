import { spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { root } from './tidy/files.ts'

// A small project with our own set-up tools, a stand-in for npm, and a server of a few lines.
const projects: string[] = []

afterEach(() => {
  for (const project of projects.splice(0)) rmSync(project, { recursive: true, force: true })
})

type Ended = { code: number | null; stdout: string; stderr: string }

const main = `
import { answer } from '#kernel/answer.ts'
import { readFileSync } from 'node:fs'
console.log(JSON.stringify({ args: process.argv.slice(2), answer, beside: readFileSync(new URL('./beside.txt', import.meta.url), 'utf8') }))
if (process.argv[2] === 'wait') {
  process.on('SIGTERM', () => { console.log('farewell'); process.exitCode = 9; clearInterval(timer) })
  const timer = setInterval(() => 0, 1000)
  process.stderr.write('waiting')
} else process.exitCode = 7
`

function newProject({ npm = `mkdirSync('node_modules/made', { recursive: true })` } = {}): string {
  const project = mkdtempSync(join(tmpdir(), 'bellwether house '))
  projects.push(project)
  for (const folder of ['src/app', 'src/kernel', 'node_modules'])
    mkdirSync(join(project, folder), { recursive: true })
  cpSync(join(root, 'tools/house'), join(project, 'tools/house'), { recursive: true })
  cpSync(join(root, 'tools/run.mjs'), join(project, 'tools/run.mjs'))
  for (const name of ['esbuild', '@esbuild'])
    symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name))
  write(project, 'package.json', JSON.stringify({ type: 'module', imports: { '#*': './src/*' } }))
  write(
    project,
    'package-lock.json',
    JSON.stringify({ packages: { '': {}, 'node_modules/made': { version: '1.0.0' } } }),
  )
  write(
    project,
    'npm.js',
    `import { appendFileSync, mkdirSync } from 'node:fs'\nappendFileSync('npm.log', process.argv.slice(2).join(' '))\n${npm}\n`,
  )
  write(project, 'src/app/main.ts', main)
  write(project, 'src/app/beside.txt', 'a file beside the code')
  write(project, 'src/kernel/answer.ts', 'export const answer: number = 42\n')
  return project
}

function write(project: string, path: string, text: string): void {
  writeFileSync(join(project, path), text)
}

function start(project: string, args: readonly string[]): ReturnType<typeof spawn> {
  const env = { ...process.env, npm_execpath: join(project, 'npm.js') }
  return spawn(process.execPath, [join(project, 'tools/run.mjs'), ...args], {
    cwd: project,
    env,
    stdio: 'pipe',
  })
}

function ended(child: ReturnType<typeof spawn>): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk) => (stdout += String(chunk)))
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })))
}

const run = (project: string, ...args: string[]): Promise<Ended> => ended(start(project, args))

test('a first start installs without scripts, builds, and passes arguments and the exit code on', async () => {
  const project = newProject()
  const { code, stdout, stderr } = await run(project, 'doctor', '--json')
  expect(JSON.parse(stdout)).toEqual({
    args: ['doctor', '--json'],
    answer: 42,
    beside: 'a file beside the code',
  })
  expect(code).toBe(7)
  expect(stderr).toContain('Installing packages')
  expect(stderr).toContain('Building the server')
  expect(readFileSync(join(project, 'npm.log'), 'utf8')).toMatch(/^ci --ignore-scripts /)
})

test('a second start does nothing again, and a changed source is built again', async () => {
  const project = newProject()
  await run(project, 'doctor')
  expect((await run(project, 'doctor')).stderr).toBe('')
  write(project, 'src/kernel/answer.ts', 'export const answer: number = 43\n')
  const { stdout, stderr } = await run(project, 'doctor')
  expect(stderr).toBe('Building the server …\n')
  expect(JSON.parse(stdout)).toMatchObject({ answer: 43 })
})

test('a source that cannot be built is told with its place, and what was built stays', async () => {
  const project = newProject()
  await run(project, 'doctor')
  write(project, 'src/kernel/answer.ts', 'export const answer = (\n')
  const { code, stdout, stderr } = await run(project, 'doctor')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('src/kernel/answer.ts:2:0')
  expect(stderr).not.toContain('node:internal')
  expect(existsSync(join(project, 'dist/server/main.js'))).toBe(true)
})

test('an install that fails is told in a sentence with what npm said', async () => {
  const project = newProject({ npm: `console.error('the registry did not answer'); process.exitCode = 1` })
  const { code, stderr } = await run(project, 'doctor')
  expect(code).toBe(2)
  expect(stderr).toContain('The packages could not be installed. npm said:\nthe registry did not answer')
  expect(stderr).not.toContain('node:internal')
})

test('a lock left by a killed start is taken over', async () => {
  const project = newProject()
  mkdirSync(join(project, 'dist'))
  const { pid, code } = await new Promise<{ pid: number | undefined; code: number | null }>((resolve) => {
    const dead = spawn(process.execPath, ['-e', ''])
    dead.once('close', (code) => resolve({ pid: dead.pid, code }))
  })
  expect(code).toBe(0)
  write(project, 'dist/.installing.lock', String(pid))
  expect((await run(project, 'doctor')).code).toBe(7)
})

test('packages that somebody installed by hand are not installed again', async () => {
  const project = newProject()
  mkdirSync(join(project, 'node_modules/made'))
  write(project, 'node_modules/.package-lock.json', readFileSync(join(project, 'package-lock.json'), 'utf8'))
  expect((await run(project, 'doctor')).stderr).not.toContain('Installing')
})

test('two first starts at once both work, and only one installs', async () => {
  const slowly = `mkdirSync('node_modules/made'); await new Promise((done) => setTimeout(done, 700))`
  const project = newProject({ npm: slowly })
  const both = await Promise.all([run(project, 'a'), run(project, 'b')])
  expect(both.map(({ code }) => code)).toEqual([7, 7])
  expect(both.filter(({ stderr }) => stderr.includes('Installing packages'))).toHaveLength(1)
  expect(both.filter(({ stderr }) => stderr.includes('is installing in this folder already'))).toHaveLength(1)
})

test('a signal reaches the desk, which ends in its own way', async () => {
  const child = start(newProject(), ['wait'])
  const end = ended(child)
  await new Promise<void>((resolve) =>
    child.stderr?.on('data', (chunk) => String(chunk).includes('waiting') && resolve()),
  )
  child.kill('SIGTERM')
  expect(await end).toMatchObject({ code: 9, stdout: expect.stringContaining('farewell') })
})

test('an old Node is told which one is needed', async () => {
  const check = (version: string): Promise<Ended> =>
    ended(
      spawn(process.execPath, [
        '--input-type=module',
        '-e',
        `const { requireNode } = await import(${JSON.stringify(join(root, 'tools/house/node-version.mjs'))}); requireNode('${version}')`,
      ]),
    )
  expect((await check('18.20.4')).stderr).toContain(
    'Bellwether needs Node 20.19 or later; this is Node 18.20.4.',
  )
  expect((await check('20.18.9')).code).not.toBe(0)
  expect((await check('20.19.0')).code).toBe(0)
  expect((await check('24.1.0')).code).toBe(0)
})

test('a folder that nobody may write in is said in a sentence, and one already installed and built just runs', async (context) => {
  if (process.getuid?.() === 0) return context.skip('root may write everywhere')
  const project = newProject()
  await run(project, 'doctor')
  rmSync(join(project, 'node_modules/.bellwether-stamp'))
  write(project, 'node_modules/.package-lock.json', readFileSync(join(project, 'package-lock.json'), 'utf8'))
  for (const folder of ['.', 'dist', 'node_modules']) chmodSync(join(project, folder), 0o555)
  expect(await run(project, 'doctor')).toMatchObject({ code: 7, stderr: '' })
  chmodSync(join(project, 'src/kernel/answer.ts'), 0o644)
  write(project, 'src/kernel/answer.ts', 'export const answer: number = 44\n')
  const { code, stderr } = await run(project, 'doctor')
  for (const folder of ['.', 'dist', 'node_modules']) chmodSync(join(project, folder), 0o755)
  expect(code).toBe(2)
  expect(stderr).toContain('cannot be written (EACCES)')
  expect(stderr).not.toContain('node:internal')
})
