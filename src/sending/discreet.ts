import type { ConnectField, Credentials, Sender } from '#networks/sender.ts'
import { unsaid } from '#sending/unsaid.ts'

/** What networks answer, as far as it is kept. */
type Said = { detail?: string; returned?: unknown }

/**
 * A sender whose answers repeat no secret of the account: what a network says is kept in rows, records and logs, and some networks
 * say back what they were sent.
 */
export function discreet(sender: Sender, credentials: Credentials, fields: readonly ConnectField[]): Sender {
  const clean = async <T extends object>(answer: T): Promise<T> => {
    const { detail, returned }: Said = answer
    if ((detail === undefined || detail === '') && returned === undefined) return answer
    const secrets = await credentials.read()
    return {
      ...answer,
      ...(detail === undefined ? {} : { detail: unsaid(detail, secrets, fields) }),
      ...(returned === undefined
        ? {}
        : { returned: cleanJson(returned, (text) => unsaid(text, secrets, fields)) }),
    }
  }
  const { edit, remove, readPoll, readCounts, readPrivate } = sender
  return {
    ...sender,
    send: async (part, needs) => clean(await sender.send(part, needs)),
    readBack: async (part, needs) => clean(await sender.readBack(part, needs)),
    ...(edit === undefined
      ? {}
      : { edit: async (posted, part, needs) => clean(await edit(posted, part, needs)) }),
    ...(remove === undefined ? {} : { remove: async (posted, needs) => clean(await remove(posted, needs)) }),
    ...(readPoll === undefined
      ? {}
      : { readPoll: async (posted, poll, needs) => clean(await readPoll(posted, poll, needs)) }),
    ...(readCounts === undefined
      ? {}
      : { readCounts: async (posted, needs) => clean(await readCounts(posted, needs)) }),
    ...(readPrivate === undefined
      ? {}
      : {
          async readPrivate(asked, needs) {
            const read = await clean(await readPrivate(asked, needs))
            if (read.kind !== 'read' || read.stopped === undefined) return read
            return { ...read, stopped: await clean(read.stopped) }
          },
        }),
    health: async (needs) => clean(await sender.health(needs)),
  }
}

/** JSON with every text in it cleaned. */
function cleanJson(value: unknown, clean: (text: string) => string): unknown {
  const text = JSON.stringify(value)
  return text === undefined ? value : (JSON.parse(clean(text)) as unknown)
}
