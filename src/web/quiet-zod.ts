import { z } from 'zod'

// Zod tries `new Function` while schemas are being built, which our Content-Security-Policy reports as an error.
// This file must be the first import of the web entry, before any contract.
z.config({ jitless: true })
