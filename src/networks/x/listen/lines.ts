/** Splits bytes into lines, remembering at most one line of a limited length. Longer lines are left out and counted. */
export type Lines = { push(bytes: Buffer): { lines: string[]; tooLong: number } }

const newline = 0x0a

/** Lines end with LF or CRLF; an empty line is a line too. @param bytesMax longest line kept */
export function lines(bytesMax: number): Lines {
  let begun: Buffer[] = []
  let begunBytes = 0
  let isTooLong = false
  const add = (piece: Buffer): void => {
    isTooLong ||= begunBytes + piece.length > bytesMax
    begunBytes += piece.length
    if (isTooLong) begun = []
    else begun.push(piece)
  }
  return {
    push(bytes) {
      const found = { lines: [] as string[], tooLong: 0 }
      let from = 0
      for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, from)) {
        add(bytes.subarray(from, at))
        if (isTooLong) found.tooLong += 1
        else found.lines.push(Buffer.concat(begun).toString('utf8').replace(/\r$/, ''))
        begun = []
        begunBytes = 0
        isTooLong = false
        from = at + 1
      }
      if (from < bytes.length) add(bytes.subarray(from))
      return found
    },
  }
}
