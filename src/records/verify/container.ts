/**
 * The zip around a bundle, byte for byte. It is written by our own hand so that there is one way only to pack the same
 * files: then a verifier can tell that not one byte of the container, which nobody reads, was changed either.
 */

/** A file's place in the zip. */
export type PackedFile = {
  name: string
  crc32: number
  /** Bytes unpacked, and as they stand in the zip. */
  bytes: number
  packedBytes: number
  /** 0: as it is; 8: deflated. */
  method: 0 | 8
}

/** The form with 32-bit sizes ends here. */
export const containerBytesMax = 2 ** 32 - 1

/** Text in UTF-8 (bit 11). */
const flags = 0x0800
const versionNeeded = 20
const sizes = { local: 30, central: 46, end: 22 } as const

/** Bytes a file takes in the zip, with the header in front of it. */
export function placeBytes({ name, packedBytes }: Pick<PackedFile, 'name' | 'packedBytes'>): number {
  return sizes.local + Buffer.byteLength(name) + packedBytes
}

/** What stands in front of a file's bytes. */
export function localHeader(file: PackedFile, atMs: number): Buffer {
  const name = Buffer.from(file.name)
  const header = Buffer.alloc(sizes.local)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(versionNeeded, 4)
  writeCommon(header, 6, file, atMs)
  return Buffer.concat([header, name])
}

/** What stands after the last file: the list of all, and the end. */
export function directory(files: readonly PackedFile[], atMs: number): Buffer {
  let offset = 0
  const entries = files.map((file) => {
    const entry = directoryEntry(file, offset, atMs)
    offset += placeBytes(file)
    return entry
  })
  const list = Buffer.concat(entries)
  const end = Buffer.alloc(sizes.end)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([list, end])
}

function directoryEntry(file: PackedFile, offset: number, atMs: number): Buffer {
  const name = Buffer.from(file.name)
  const entry = Buffer.alloc(sizes.central)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(0x0300 | versionNeeded, 4) // made on Unix, so that the rights below are read
  entry.writeUInt16LE(versionNeeded, 6)
  writeCommon(entry, 8, file, atMs)
  entry.writeUInt32LE(0o100644 * 2 ** 16, 38)
  entry.writeUInt32LE(offset, 42)
  return Buffer.concat([entry, name])
}

/** Flags, method, time, checksum, sizes and the length of the name stand the same way in both places. */
function writeCommon(into: Buffer, at: number, file: PackedFile, atMs: number): void {
  const { time, date } = dosTime(atMs)
  into.writeUInt16LE(flags, at)
  into.writeUInt16LE(file.method, at + 2)
  into.writeUInt16LE(time, at + 4)
  into.writeUInt16LE(date, at + 6)
  into.writeUInt32LE(file.crc32, at + 8)
  into.writeUInt32LE(file.packedBytes, at + 12)
  into.writeUInt32LE(file.bytes, at + 16)
  into.writeUInt16LE(Buffer.byteLength(file.name), at + 20)
}

/** A zip tells time in steps of two seconds, from 1980 to 2107, without a zone: UTC here. */
function dosTime(atMs: number): { time: number; date: number } {
  const at = new Date(atMs)
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  const year = Math.min(Math.max(at.getUTCFullYear() - 1980, 0), 127)
  return { time, date: (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate() }
}
