import { parentPort, workerData } from 'node:worker_threads'
import { readPublicKeys } from '#records/signing.ts'
import { checkBlock, type BlockAsked } from '#records/verify/block.ts'
import { beginCheck, takeLines } from '#records/verify/check-lines.ts'

// A thread that verifies blocks of an export. It is told the first line of the export, and the keys to believe in.
const { header, pem } = workerData as { header: string; pem: string } // by `verify-in-threads.ts`
const base = beginCheck({ keys: readPublicKeys(pem) })
takeLines(base, [{ text: header }])
parentPort?.on('message', (asked: BlockAsked) => parentPort?.postMessage(checkBlock(base, asked)))
