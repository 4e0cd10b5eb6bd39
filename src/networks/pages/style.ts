/** The colours of the desk (`web/styles/tokens.css`), written out: a page has no file beside it, and prints in black. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:#16222b;--soft:#51606b;--line:#d5dad6;--ground:#f5f6f3;--card:#fff;--link:#0a5a73;--note:#fbeadf}
@media(prefers-color-scheme:dark){:root{--ink:#e9eff2;--soft:#a3b2bc;--line:#2b373e;--ground:#0f1417;--card:#171e22;--link:#7fcbe6;--note:#3a2416}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:42rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.25;margin:.25rem 0 .75rem}
h2{font-size:1.125rem;line-height:1.35;margin:2rem 0 .5rem}
p{margin:0 0 .875rem}
a{color:var(--link);text-underline-offset:3px}
nav a,.more a{display:inline-block;padding:.375rem 0;margin-inline-end:1.25rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
nav ul,.list{list-style:none;margin:0;padding:0}nav li{display:inline}
article,.list li{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.25rem 1.375rem;margin:0 0 1rem}
.list h2{margin:0 0 .25rem}.list p{margin:0}
.times{color:var(--soft);font-size:.9375rem;margin:0 0 1rem}.times span{display:inline-block;margin-inline-end:1rem}
.note{background:var(--note);border-radius:10px;padding:.75rem 1rem;margin:0 0 1rem}.note p:last-child{margin:0}.note h2{margin:0 0 .25rem}.note ul{margin:0;padding-inline-start:1.25rem}
.from{color:var(--soft);font-weight:600;margin:0}
summary{cursor:pointer;padding:.625rem 0;font-weight:600}
figure{margin:1rem 0}img,video{max-width:100%;height:auto;border-radius:6px}audio{width:100%}figcaption{color:var(--soft);font-size:.9375rem}
table{border-collapse:collapse;width:100%;margin:0 0 .5rem}th,td{padding:.375rem .5rem;border-bottom:1px solid var(--line);text-align:start;font-weight:400}thead th{color:var(--soft);font-size:.9375rem}td{text-align:end;font-variant-numeric:tabular-nums}thead th+th{text-align:end}
h3{font-size:1rem;margin:1.25rem 0 .25rem}.small{color:var(--soft);font-size:.9375rem}.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.find{display:flex;flex-wrap:wrap;gap:.5rem;margin:0 0 1.25rem}.find label{flex:1 0 100%;font-weight:600}.find input{flex:1 1 12rem;min-inline-size:0;font:inherit;min-block-size:2.75rem;padding:.375rem .75rem;border:2px solid var(--soft);border-radius:6px;background:var(--card);color:var(--ink)}.find button{font:inherit;font-weight:600;min-block-size:2.75rem;padding:.375rem 1.25rem;border:2px solid var(--link);border-radius:8px;background:var(--link);color:var(--ground);cursor:pointer}
.months ul ul{margin:0 0 .75rem}.months li li{display:inline-block;margin-inline-end:1.25rem}.months>ul>li{display:block}
a.link{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:center;border:1px solid var(--line);border-radius:10px;padding:.75rem;margin:1rem 0;text-decoration:none;color:var(--ink)}a.link:hover strong{text-decoration:underline}a.link>img{flex:0 0 auto;max-width:7.5rem;max-height:6rem}a.link>span{flex:1 1 12rem}a.link strong,a.link span span,a.link small{display:block}a.link strong{color:var(--link)}a.link small{color:var(--soft);font-size:.9375rem}
@media print{:root{color-scheme:light;--ink:#000;--soft:#333;--line:#999;--ground:#fff;--card:#fff;--link:#000;--note:#fff}
nav,.more,.find,audio{display:none}main{max-width:none;padding:0}article,.list li{border:0;padding:0;break-inside:avoid-page}.note{border:1px solid #000}
details::details-content{content-visibility:visible;height:auto}article a[href]::after{content:" (" attr(href) ")";font-size:.875em}}`
