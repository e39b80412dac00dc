"""How the page of `aroma who --html` looks: on a phone, on a wide screen, by day, by night and on paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --ink: #22262a; --soft: #5c6670; --paper: #fffdf8; --desk: #f1ece2;
  --line: #ddd5c6; --mark: #245a4e }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece7dc; --soft: #a9a79d; --paper: #23262a; --desk: #17191c; --line: #3c4046;
    --mark: #8cc9b5 }
}
* { box-sizing: border-box }
body { margin: 0; padding: 1rem; background: var(--desk); color: var(--ink);
  font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif }
article { max-width: 42rem; margin: 0 auto 1.5rem; padding: 1.25rem 1.25rem .75rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: .75rem; overflow-wrap: anywhere }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; text-wrap: balance }
h2 { margin: 0 0 .5rem; font-size: .8rem; letter-spacing: .06em; color: var(--mark) }
p { margin: 0 0 .5rem }
.role { margin-top: .25rem; color: var(--soft) }
.note { padding-left: .75rem; border-left: 3px solid var(--mark); color: var(--soft) }
img { display: block; width: 100%; height: auto; max-height: 26rem; object-fit: contain;
  object-position: left; margin: .75rem 0; border-radius: .5rem }
section { padding: 1rem 0 .5rem; border-top: 1px solid var(--line) }
b { display: block; font-size: .85rem; font-weight: 400; color: var(--soft) }
.be p:first-of-type { font-size: 1.2rem }
a { color: var(--mark) }
.have a { display: inline-block; padding: .3rem 0 }
footer { max-width: 42rem; margin: 0 auto; font-size: .85rem; color: var(--soft) }
@media (min-width: 40rem) {
  body { padding: 2rem }
  article { padding: 2rem 2rem 1rem }
  section p:has(> b) { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1rem }
  section b { padding-top: .15rem }
  .have b { padding-top: .4rem }
  .have p:not(:has(a)) b { padding-top: .15rem }
  img { width: auto; max-width: min(100%, 26rem) }
}
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --desk: #fff; --line: #bbb;
    --mark: #000 }
  @page { margin: 18mm }
  body { padding: 0; font-size: 11pt }
  article { max-width: none; margin: 0; padding: 0; border: 0; border-radius: 0 }
  article + article { break-before: page }
  section, img { break-inside: avoid }
  img { width: 85mm; max-width: none; max-height: 85mm }
  a { color: inherit; text-decoration: none }
  h1, h2 { break-after: avoid }
  .have a { padding: 0 }
  .have b { padding-top: .15rem }
}
"""
