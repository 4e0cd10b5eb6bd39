import { Problem } from '#api/contract.ts'
import { KeptFile } from '#sending/files/contract.ts'
import { ProblemError } from '#web/client.ts'

/** How an upload is followed: how much of it the desk has, from 0 to 1, and a way to give it up. */
type Following = {
  signal: AbortSignal
  onShare: (shareOf1: number) => void
  /** Where it is given; missing: where pictures, films and sounds are. */
  path?: string
}

/**
 * Gives the desk a file and reads what it kept. `fetch` does not tell how far an upload is, so this is the older way.
 *
 * @throws ProblemError when it is refused or the desk cannot be reached; DOMException when it was given up
 */
export function uploadFile(
  file: Blob,
  { signal, onShare, path = '/api/files' }: Following,
): Promise<KeptFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('x-bellwether', '1')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) onShare(loaded / total)
    })
    request.addEventListener('error', () => reject(new ProblemError(0, unreachable)))
    request.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')))
    request.addEventListener('load', () => {
      const read = KeptFile.safeParse(jsonOf(request.responseText))
      if (request.status < 300 && read.success) resolve(read.data)
      else reject(new ProblemError(request.status, problemOf(request)))
    })
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

const unreachable: Problem = {
  error: 'unreachable',
  en: 'The desk does not answer, so the file was not kept. Check the connection, then choose the file again.',
  fr: 'Le bureau ne répond pas : le fichier n’a pas été conservé. Vérifiez la connexion, puis choisissez le fichier de nouveau.',
}

const unreadable: Problem = {
  error: 'unreadable-answer',
  en: 'The desk answered in a way this page does not understand, so the file may not be kept. Reload the page and choose the file again.',
  fr: 'Le bureau a répondu d’une manière que cette page ne comprend pas : le fichier n’est peut-être pas conservé. Rechargez la page, puis choisissez le fichier de nouveau.',
}

function problemOf({ responseText }: XMLHttpRequest): Problem {
  const read = Problem.safeParse(jsonOf(responseText))
  return read.success ? read.data : unreadable
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy in between may answer with a page of its own: it is told as unreadable.
    return undefined
  }
}
