/** Returns text as text of a page: nothing in it is markup. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Returns a heading of a section. */
export function heading(text: string): string {
  return `<h2>${escaped(text)}</h2>`;
}

/** Returns a paragraph. */
export function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

/** Returns a paragraph in small letters that says what a figure means. */
export function note(text: string): string {
  return `<p class="note">${escaped(text)}</p>`;
}

/** Returns a table; the first column is text, the others are numbers. Every cell is escaped. */
export function htmlTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    row
      .map((cell, index) => (index === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td>${escaped(cell)}</td>`))
      .join('');
  const top = head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
  return `<table><thead><tr>${top}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table>`;
}

/** The look of a printed page. Its hash is in the page's policy, so no other style is applied. */
export const PAGE_STYLE = `
:root{color-scheme:light}
body{font:15px/1.45 system-ui,sans-serif;color:#1b1f24;background:#fff;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:1.8rem 0 .4rem;break-after:avoid}
p{margin:.3rem 0}.note{color:#57606a;font-size:.87rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;break-inside:auto}
tr{break-inside:avoid}th,td{padding:.3rem .5rem;border-bottom:1px solid #d0d7de;text-align:right;vertical-align:top}
th:first-child{text-align:left;font-weight:500;overflow-wrap:anywhere}thead th{font-weight:600;border-bottom:2px solid #57606a}
svg{display:block;width:100%;height:auto;break-inside:avoid}svg text{fill:#57606a;font-size:12px}svg line{stroke:#d0d7de}
.b-alerts{fill:#c3d0de}.b-takenUp{fill:#5f8fc0}.b-ticketed{fill:#a63c23}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:.3rem 0;padding:0;list-style:none;font-size:.87rem}
.legend i{display:inline-block;width:.7rem;height:.7rem;margin-right:.4rem;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.k-alerts{background:#c3d0de}.k-takenUp{background:#5f8fc0}.k-ticketed{background:#a63c23}
@media print{body{margin:0;max-width:none;font-size:11pt}}
`;
