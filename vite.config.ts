import react from '@vitejs/plugin-react'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { deskWorker } from './tools/house/desk-worker.mjs'

/** Where `npm run dev` finds the desk's own server; `tools/house/dev.mjs` sets it. */
const server = process.env['BELLWETHER_DEV_SERVER'] ?? 'http://127.0.0.1:8080'

// The server takes changes from its own pages only, so it sees its own name as their origin.
const toServer = { target: server, changeOrigin: true, headers: { origin: server } }

/**
 * What every page needs, in two files. Left alone, each little piece that a lazy page shares with the first one becomes a file
 * of its own, and thirty small files compress worse than two.
 */
const frame = [
  {
    name: 'libraries',
    test: /node_modules[\\/](?:react|react-dom|scheduler|use-sync-external-store|zod|intl-messageformat|@formatjs|@tanstack)[\\/]/,
  },
  {
    name: 'frame',
    test: /src[\\/](?:kernel[\\/](?:own-path|permission|post|time)\.ts|web[\\/]parts[\\/](?:Badge|Button|Notice|Time|Toast)[\\/](?!examples)|web[\\/](?!word-diff)[^\\/]+\.tsx?$)/,
  },
]

export default defineConfig({
  root: fileURLToPath(new URL('./src/web', import.meta.url)),
  plugins: [
    // React Aria carries its own words in 34 languages; the desk speaks two.
    { ...optimizeLocales.vite({ locales: ['en-CA', 'en-US', 'fr-CA', 'fr-FR'] }), enforce: 'pre' },
    react(),
    deskWorker(),
  ],
  // Nothing is inlined: the content security policy forbids inline scripts and data: fonts.
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: frame } } },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': toServer,
      '/sign-in': toServer,
      '/openapi.json': toServer,
      '/desk.webmanifest': toServer,
    },
  },
  clearScreen: false,
})
