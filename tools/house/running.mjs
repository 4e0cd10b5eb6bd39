// Whether a process is there.

/** Whether a process of that number runs, ours or not. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
