// Preloaded into peer servers: those that listen on a bare port would be open to the whole network; this keeps them on loopback.
import net from 'node:net'

const listen = net.Server.prototype.listen

net.Server.prototype.listen = function listenOnLoopback(...args) {
  const [first, second] = args
  if (typeof first === 'number' || /^\d+$/.test(String(first))) {
    if (typeof second !== 'string')
      args.splice(1, second === undefined && args.length > 1 ? 1 : 0, '127.0.0.1')
  } else if (first?.port !== undefined && !first.host) {
    args[0] = { ...first, host: '127.0.0.1' }
  }
  return listen.apply(this, args)
}
