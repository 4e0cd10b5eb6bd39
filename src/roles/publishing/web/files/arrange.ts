import type { DraftFile } from '#roles/publishing/web/draft.ts'

/** The files with one more at the end; one that is there already stays where it is. */
export function withFile(files: readonly DraftFile[], sha256: string): DraftFile[] {
  if (files.some((one) => one.sha256 === sha256)) return [...files]
  return [...files, { sha256, decorative: false, alts: {} }]
}

/** The files with one changed. */
export function changed(
  files: readonly DraftFile[],
  sha256: string,
  part: Partial<Omit<DraftFile, 'sha256'>>,
): DraftFile[] {
  return files.map((one) => (one.sha256 === sha256 ? { ...one, ...part } : one))
}

/** The files without one. */
export function without(files: readonly DraftFile[], sha256: string): DraftFile[] {
  return files.filter((one) => one.sha256 !== sha256)
}

/** The files with one moved by some places; at an end it stays. */
export function moved(files: readonly DraftFile[], sha256: string, by: -1 | 1): DraftFile[] {
  const at = files.findIndex((one) => one.sha256 === sha256)
  const [one, other] = [files[at], files[at + by]]
  if (one === undefined || other === undefined) return [...files]
  return files.with(at, other).with(at + by, one)
}

/** The files with one in the place of another, which keeps its words and captions; undefined where it is among them already. */
export function replaced(
  files: readonly DraftFile[],
  sha256: string,
  by: Pick<DraftFile, 'sha256' | 'focus'>,
): DraftFile[] | undefined {
  if (by.sha256 !== sha256 && files.some((one) => one.sha256 === by.sha256)) return undefined
  return files.map((one) => (one.sha256 === sha256 ? { ...one, ...by } : one))
}
