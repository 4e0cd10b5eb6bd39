// Property tests draw new examples at every run, except where a run has to give the same answer for the same tree: the gate.
// A failure there is then a failure at every desk, and `BELLWETHER_TEST_SEED=N npm test` plays it again.
const seed = process.env['BELLWETHER_TEST_SEED']
if (seed !== undefined) (await import('fast-check')).configureGlobal({ seed: Number(seed) })
