/** The style of the page: two schemes, any width, and paper. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fbfaf7;--card:#fff;--ink:#1d2430;--soft:#5b6472;--line:#dedbd3;--alerts:#b9c4d6;--tickets:#b4452a;--quiet:#2f7d5b}
@media(prefers-color-scheme:dark){:root{--paper:#12161c;--card:#1a2029;--ink:#e7e9ee;--soft:#a3adbb;--line:#313a47;--alerts:#4c5d78;--tickets:#f08a6a;--quiet:#5cc79a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:68rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.12rem;margin:0 0 .75rem}
p{margin:0 0 .75rem}
.period{color:var(--soft);overflow-wrap:anywhere}
.headline{font-size:1.15rem;max-width:60ch}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:1.5rem 0;padding:0;list-style:none}
.figures li{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.8rem .9rem}
.figures b{display:block;font-size:1.7rem;line-height:1.15;font-variant-numeric:tabular-nums}
.figures span{color:var(--soft);font-size:.9rem}
section{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1.1rem 1.2rem;margin:0 0 1rem}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));gap:1rem;align-items:start}
.two section{min-width:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.93rem}
th,td{text-align:left;padding:.35rem .8rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere;min-width:7.5rem}
th{color:var(--soft);font-weight:600}
th.n,td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;min-width:0;padding-right:.5rem}
tr:last-child td{border-bottom:0}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{fill:var(--soft);font-size:12px;font-family:inherit}
.two svg text{font-size:19px}
.two section>p{margin:.75rem 0 0}
.bar-alerts{fill:var(--alerts)}.bar-tickets{fill:var(--tickets)}.bar-quiet{fill:var(--quiet)}.axis{stroke:var(--line);stroke-width:1}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;color:var(--soft);font-size:.9rem;margin:.5rem 0 0;padding:0;list-style:none}
.legend i{display:inline-block;width:.75rem;height:.75rem;border-radius:.15rem;margin-right:.4rem;vertical-align:-.05rem}
.k-alerts{background:var(--alerts)}.k-tickets{background:var(--tickets)}.k-quiet{background:var(--quiet)}
.notes li{margin:0 0 .5rem;max-width:75ch}
.notes ul{padding-left:1.1rem;margin:0}
@media print{body{background:#fff}section,.figures li{break-inside:avoid}}
@media(max-width:48rem){svg text,.two svg text{font-size:22px}}
@media(max-width:30rem){main{padding:1.25rem .8rem 3rem}h1{font-size:1.4rem}.figures{grid-template-columns:repeat(2,1fr)}}
`;
