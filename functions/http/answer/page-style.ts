import { markup } from '../../../shared/backtest/html/markup.ts';

/**
 * The page's only style, in the colours of the dashboard (web/styles/tokens.css). A page without
 * script, files or a network: it must be read on a phone, in a mail program's browser.
 */
export const PAGE_STYLE = markup`
:root{color-scheme:light dark;--page:#f4f6f8;--card:#fff;--raised:#f8fafb;--ink:#17212d;--muted:#566476;--line:#dde3ea;--edge:#8492a3;--accent:#0f766e;--on-accent:#fff;--good:#166534;--bad:#b91c1c;--on-bad:#fff;--warn:#854d0e;--warn-soft:#fef3c7;--shadow:0 1px 2px rgb(15 30 50/6%),0 4px 14px rgb(15 30 50/5%)}
@media (prefers-color-scheme:dark){:root{--page:#0d131a;--card:#151d27;--raised:#1a2430;--ink:#e7edf3;--muted:#9dabbb;--line:#283442;--edge:#64748b;--accent:#2dd4bf;--on-accent:#05211d;--good:#6ee7a0;--bad:#fca5a5;--on-bad:#2a0708;--warn:#fcd34d;--warn-soft:#3a2c0a;--shadow:0 1px 2px rgb(0 0 0/40%)}}
*,*::before,*::after{box-sizing:border-box}
html{background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;padding:20px 16px 40px}
main,header,footer{max-width:640px;margin:0 auto}
h1,h2,p,dl,dd{margin:0}
h1{font-size:1.45rem;line-height:1.25;letter-spacing:-.01em}
h2{font-size:1.02rem}
header{display:flex;align-items:center;gap:10px;margin-bottom:14px;font-weight:600}
header svg{flex:none;width:30px;height:30px}
.card{padding:18px;border:1px solid var(--line);border-radius:12px;background:var(--card);box-shadow:var(--shadow)}
.card+.card{margin-top:14px}
.card>*+*{margin-top:12px}
.muted{color:var(--muted);font-size:.9rem}
.note{padding:10px 12px;border-radius:8px;background:var(--warn-soft);color:var(--warn)}
.text{overflow-wrap:anywhere}
.asks{padding-left:12px;border-left:3px solid var(--accent);font-size:1.05rem}
dl{display:grid;grid-template-columns:10rem 1fr;gap:4px 16px}
dt{color:var(--muted)}
dd{overflow-wrap:anywhere}
form>p+p{margin-top:14px}
label{display:block;font-weight:600;font-size:.9rem}
label span{font-weight:400;color:var(--muted)}
input{display:block;width:100%;min-height:44px;margin-top:4px;padding:8px 12px;border:1px solid var(--edge);border-radius:8px;background:var(--raised);color:inherit;font:inherit;font-weight:400}
button,.button{display:inline-flex;align-items:center;justify-content:center;min-height:44px;padding:8px 20px;border:1px solid var(--accent);border-radius:8px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.no button{border-color:var(--bad);background:transparent;color:var(--bad)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
a{color:var(--accent);text-underline-offset:3px}
footer{margin-top:16px}
@media (max-width:480px){button,.button{width:100%}dl{grid-template-columns:1fr;gap:0}dd+dt{margin-top:8px}}
@media (forced-colors:active){button,.button,.card{border:1px solid}}
`;
