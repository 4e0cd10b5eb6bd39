// A thread for tests: says numbers back, dies when told to, once or always.
import { existsSync, writeFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'

const greeted = []

parentPort.on('message', (message) => {
  if (message.greet !== undefined) return greeted.push(message.greet)
  if (message.die === 'always') process.exit(1)
  if (message.dieOnce !== undefined && !existsSync(message.dieOnce)) {
    writeFileSync(message.dieOnce, 'died')
    throw new Error('this thread broke')
  }
  parentPort.postMessage({ said: message.say, greeted: [...greeted] })
})
