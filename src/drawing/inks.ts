import type { Ink } from '#drawing/picture.ts'

/**
 * The colours of the desk (`web/styles/tokens.css`), written out, because a file has no style sheet beside it. Feeling is orange,
 * grey and blue with its own shapes, never red and green. Lines and shapes stand out from their ground at 3:1, texts at 4.5:1.
 */
export const onPaper: Readonly<Record<Ink, string>> = {
  ink: '#16222b',
  muted: '#51606b',
  line: '#d5dad6',
  edge: '#7c8790',
  accent: '#0a5a73',
  usual: '#dde3dc',
  glad: '#1f5fa8',
  even: '#5f6b74',
  unhappy: '#a34400',
  on: '#ffffff',
  ground: '#ffffff',
}

/** The same on a dark screen. */
export const onDark: Readonly<Record<Ink, string>> = {
  ink: '#e9eff2',
  muted: '#a3b2bc',
  line: '#2b373e',
  edge: '#6c7b85',
  accent: '#7fcbe6',
  usual: '#2b373e',
  glad: '#8fc1ff',
  even: '#b4c0c8',
  unhappy: '#ffb37a',
  on: '#0f1417',
  ground: '#171e22',
}
