"""The report's style sheet, and its digest for a content security policy that lets in nothing else."""

import base64
import hashlib

STYLE = """
:root{--ink:#1b2330;--soft:#5b6676;--paper:#fff;--wash:#f3f6fa;--line:#dde3ec;--blue:#0b5fd8;--sky:#8dbbf5;--red:#c92a2a;--amber:#e8890c;--green:#187a3d;--grey:#b9c2cf}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf5;--soft:#a6b1c2;--paper:#131922;--wash:#1c2430;--line:#2f3947;--blue:#6aa8ff;--sky:#31588f;--red:#ff8787;--amber:#ffb454;--green:#69db7c;--grey:#4d596b}}
*{box-sizing:border-box}
body{margin:0;background:var(--wash);color:var(--ink);font:16px/1.6 "Pretendard GOV",Pretendard,"Noto Sans KR","Apple SD Gothic Neo","Malgun Gothic",sans-serif}
main{max-width:960px;margin:0 auto;padding:16px}
header,section{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:20px;margin:0 0 16px}
h1{font-size:1.55rem;line-height:1.3;margin:0 0 4px}
h2{font-size:1.15rem;margin:0 0 2px}
h3{font-size:1rem;margin:18px 0 4px}
p{margin:0 0 12px}
.note,.figure,.facts dt{color:var(--soft)}
.note{font-size:.92rem}
.switch{position:absolute;opacity:0}
.languages{text-align:right;margin:0 0 8px;font-size:.92rem}
.languages label{display:inline-block;padding:6px 12px;border:1px solid var(--line);border-radius:8px;background:var(--paper);cursor:pointer}
body:has(#ko:checked) .en,body:has(#en:checked) .ko{display:none}
body:has(#ko:checked) label[for=ko],body:has(#en:checked) label[for=en]{border-color:var(--blue);color:var(--blue);font-weight:700}
body:has(#ko:focus-visible) label[for=ko],body:has(#en:focus-visible) label[for=en]{outline:3px solid var(--amber);outline-offset:2px}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:8px 0 0;font-size:.95rem}
.facts dd{margin:0;overflow-wrap:anywhere}
.verdict{display:flex;gap:12px;align-items:center;border-radius:10px;padding:12px 16px;margin:16px 0 0;font-weight:700;border:2px solid var(--green);color:var(--green)}
.verdict.broken{border-color:var(--red);color:var(--red)}
.verdict ul{margin:0;padding:0 0 0 18px;font-weight:400}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:10px;margin:12px 0 0}
.card{background:var(--wash);border-radius:10px;padding:12px}
.card b{display:block;font-size:1.3rem;line-height:1.3;font-variant-numeric:tabular-nums}
.card s{display:block;color:var(--soft);text-decoration:none;font-size:.9rem}
.row{display:grid;grid-template-columns:minmax(96px,22%) 1fr minmax(84px,auto);gap:10px;align-items:center;margin:5px 0;font-size:.93rem}
.row .name{overflow-wrap:anywhere}
.figure{text-align:right;font-variant-numeric:tabular-nums}
.bar{width:100%;height:16px;background:var(--wash);border-radius:4px;display:block}
.bar.thin{height:9px}.pair{display:grid;gap:2px}
.chart{width:100%;max-width:640px;display:block;margin:8px auto 0}
.chart text{font-size:12px;fill:var(--ink)}
.chart .tick{fill:var(--soft);font-size:11px}
.chart .strong{font-weight:700;font-size:14px;fill:var(--blue)}
.middle{text-anchor:middle}.end{text-anchor:end}
.grid{stroke:var(--line)}
.curve{fill:none;stroke:var(--sky);stroke-width:2.5}
.point{fill:var(--paper);stroke:var(--blue);stroke-width:2}
.chosen{fill:var(--blue)}
.blue{fill:var(--blue)}.sky{fill:var(--sky)}.red{fill:var(--red)}.amber{fill:var(--amber)}.green{fill:var(--green)}.grey{fill:var(--grey)}
.key{list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;margin:8px 0 0;padding:0;font-size:.88rem;color:var(--soft)}
.dot{width:12px;height:12px;margin-right:6px;vertical-align:-1px}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:3px solid var(--amber)}
table{border-collapse:collapse;width:100%;font-size:.93rem}
th,td{text-align:left;padding:8px 10px;border-bottom:1px solid var(--line);vertical-align:top}
table{min-width:520px}
td:first-child,th:first-child{padding-left:0}
th{color:var(--soft);font-weight:600}
footer{color:var(--soft);font-size:.85rem;padding:0 4px 24px}
@media (max-width:520px){main{padding:10px}header,section{padding:16px 14px}.row{grid-template-columns:1fr auto;gap:2px 10px}.row>.bar,.row>.pair{grid-column:1/-1;grid-row:2}h1{font-size:1.3rem}}
@media print{body{background:#fff}.languages{display:none}header,section{break-inside:avoid;border-color:#ccc}}
"""

STYLE_SOURCE = "'sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode() + "'"
POLICY = f"default-src 'none'; style-src {STYLE_SOURCE}; base-uri 'none'; form-action 'none'"
