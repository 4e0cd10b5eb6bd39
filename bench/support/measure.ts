import { cpus } from 'node:os'

/** What a piece of work cost: CPU seconds of this process (user and system) and seconds on the wall. */
export type Cost = { cpuS: number; wallS: number }

/** Runs work and says what it cost. Rates are given per CPU second, because these machines are shared. */
export async function costOf(work: () => unknown): Promise<Cost> {
  const before = process.cpuUsage()
  const began = performance.now()
  await work()
  const wallS = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  return { cpuS: (user + system) / 1e6, wallS }
}

/** How many a CPU second, three digits. */
export function perCpuS(count: number, { cpuS }: Cost): number {
  return Number((count / Math.max(cpuS, 1e-6)).toPrecision(3))
}

/** One figure of a benchmark as one JSON line; `bench` names the file, `what` what was measured. */
export function figure(line: { bench: string; what: string } & Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** The middle of several runs: one run on a shared machine says little. */
export function median(values: readonly number[]): number {
  return [...values].toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/** Megabytes held now, after a collection where Node was started with `--expose-gc`. */
export function heldMb(): { rss: number; heap: number; arrays: number } {
  globalThis.gc?.()
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
  const mb = (bytes: number): number => Math.round(bytes / 1024 / 1024)
  return { rss: mb(rss), heap: mb(heapUsed), arrays: mb(arrayBuffers) }
}

/** What the figures were measured on, for the line that begins a run. */
export function machine(): { cores: number; cpu: string; node: string } {
  return { cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown', node: process.version }
}
