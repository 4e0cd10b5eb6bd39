import { pageStyle } from '#networks/pages/style.ts'

/** The style of pages about people: that of our own pages, and cards. */
export const whoStyle = `${pageStyle}
.people{list-style:none;margin:0 0 1rem;padding:0;display:grid;gap:1rem}
.face{display:flex;flex-wrap:wrap;gap:1.25rem;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.25rem 1.375rem;break-inside:avoid}
.face>div{flex:1 1 14rem;min-width:0}.face img{width:112px;height:112px;border-radius:50%;object-fit:cover;flex:none}
.face h2,.face h1{margin:0;font-size:1.375rem}.face p{margin:0}.role{color:var(--soft);font-weight:600}
.face dl{margin:.75rem 0 0;display:grid;gap:.25rem}.face dl div{display:flex;flex-wrap:wrap;gap:0 .5rem}.face dt{color:var(--soft)}.face dd{margin:0}
.face .go{margin-top:.5rem}
.state{display:inline-block;border-radius:999px;padding:.125rem .75rem;font-weight:650;margin:0 0 .75rem;background:#e2f1e8;color:#1f6b45}
.closed{background:var(--card);border:1px solid var(--line);border-inline-start:4px solid var(--soft);border-radius:10px;padding:1.25rem 1.375rem;margin:0 0 1rem}.closed h2{margin:0 0 .25rem}.closed p:last-child{margin:0}
.names{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}.names a{display:inline-block;padding:.375rem 0}
footer{color:var(--soft);font-size:.9375rem;margin-top:2rem}footer p{margin:0 0 .25rem}footer a{display:inline-block;padding:.25rem 0}
.embed main{padding:1rem;max-width:none}.embed h1{font-size:1.125rem}.embed .face img{width:72px;height:72px}
@media(prefers-color-scheme:dark){.state{background:#14301f;color:#7fd3a4}}
@media print{.state{background:none;border:1px solid #000;color:#000}.face,.closed{border:1px solid #999}.names a[href]::after{content:" (" attr(href) ")"}}`
