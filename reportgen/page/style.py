"""How the page looks: light, dark, narrow, on paper. Colours come from :mod:`reportgen.markup.colours`."""

from __future__ import annotations

from reportgen.markup.colours import CLASSES, DARK, LIGHT, variables

_BASE = """
*,*::before,*::after{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:1.5rem 1.25rem 3rem;max-width:76rem;background:var(--page);color:var(--ink);
 font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,"Liberation Sans",sans-serif;
 font-variant-numeric:tabular-nums;overflow-wrap:break-word}
p{margin:.25rem 0}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
section:focus{outline:none}
[hidden]{display:none!important}
.an{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.nhay{position:absolute;left:1rem;top:-4rem;z-index:2;padding:.6rem 1rem;background:var(--card);
 border:2px solid var(--link);border-radius:6px}
.nhay:focus{top:.5rem}
.phu,.ghi-chu{color:var(--muted);font-size:.875rem}
.ghi-chu{display:block}
.i{flex:none;vertical-align:-.15em}
"""

_HEAD = """
header{margin-bottom:1rem}
.co-quan{margin:0;color:var(--accent);font-weight:700;text-transform:uppercase;letter-spacing:.03em;font-size:.875rem}
h1{margin:.15rem 0 .1rem;font-size:clamp(1.45rem,1.1rem + 1.6vw,2.1rem);line-height:1.2;text-wrap:balance}
.ngay-xem{margin:0 0 .75rem;font-weight:600}
dl{margin:0 0 1rem;max-width:66rem}
dl div{display:flex;gap:.75rem;margin:.15rem 0}
dt{flex:0 0 5.2rem;color:var(--muted)}
dd{margin:0}
.the{display:grid;grid-template-columns:repeat(5,1fr);gap:.75rem;margin:0;padding:0;list-style:none}
.the li{display:flex;flex-direction:column;gap:.2rem;padding:.75rem .9rem .8rem;background:var(--card);
 border:1px solid var(--line);border-top:4px solid var(--muted);border-radius:8px}
.the li.tot{border-top-color:var(--good)}
.the li.luu-y{border-top-color:var(--warn)}
.the li.xau{border-top-color:var(--bad)}
.the .ten{font-size:.875rem;color:var(--muted)}
.the .lon{display:flex;align-items:center;gap:.4rem;font-size:1.2rem;line-height:1.25}
.the .lon b{font-weight:700}
.the .tot .i{color:var(--good)}
.the .luu-y .i{color:var(--warn)}
.the .xau .i{color:var(--bad)}
.the .xau .lon b{color:var(--bad)}
.the .thuong .i{color:var(--muted)}
nav ul{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin:0 0 1rem;padding:0;list-style:none}
nav a{display:inline-block;padding:.25rem 0}
footer{margin-top:1rem;color:var(--muted);font-size:.875rem}
"""

_PARTS = """
main>section{margin:0 0 1rem;padding:1.1rem 1.25rem 1.25rem;background:var(--card);border:1px solid var(--line);
 border-radius:10px;scroll-margin-top:.75rem}
h2{margin:0 0 .4rem;font-size:1.3rem;line-height:1.25}
h3{margin:1rem 0 .25rem;font-size:1rem}
table{width:100%;border-collapse:collapse;margin-top:.5rem;font-size:.9375rem}
caption{text-align:left;color:var(--muted);font-size:.875rem;padding-bottom:.35rem}
th,td{padding:.5rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);
 overflow-wrap:break-word}
thead th{background:var(--band);font-size:.8125rem;line-height:1.3;vertical-align:bottom;
 border-bottom:2px solid var(--muted)}
tbody th{font-weight:600}
tbody tr:last-child>*{border-bottom-color:var(--line)}
.nhan{display:inline-flex;align-items:flex-start;gap:.35rem;padding:.1rem .5rem .1rem .4rem;
 border:1px solid var(--line); border-radius:1rem;font-size:.875rem;line-height:1.35}
.nhan .i{margin-top:.12rem;width:.95rem;height:.95rem}
.nhan.tot{color:var(--good);background:var(--good-soft);border-color:transparent}
.nhan.luu-y{color:var(--warn);background:var(--warn-soft);border-color:transparent}
.nhan.xau{color:var(--bad);background:var(--bad-soft);border-color:transparent;font-weight:600}
.loai{display:inline-flex;align-items:flex-start;gap:.45rem}
.loai .i{margin-top:.25rem}
.loai a{color:inherit}
.thanh{display:block;margin:.25rem 0 .5rem;border-radius:6px}
.thanh rect{stroke:var(--card);stroke-width:2}
.thanh [fill="url(#soc)"]{stroke:none}
.thanh.nho{margin:.3rem 0;border-radius:4px;max-width:16rem}
.thanh.nho rect{stroke-width:1}
.trong{fill:var(--on-class);font-weight:700;font-size:.9375rem;text-anchor:middle}
.bang-loai tbody th{font-weight:400}
.bang-loai td,.bang-loai thead th+th{text-align:right}
.bang-loai .khong>*{color:var(--muted)}
.bang-loai th,.bang-loai td{padding-block:.35rem}
.bang-loai{max-width:46rem}
.bang-don-vi th[scope=row]{width:19%}
.bang-don-vi td:nth-child(6){width:12%}
.bang-don-vi td:nth-child(7){width:26%}
.bang-don-vi .nhan{white-space:nowrap}
.tong>*{font-weight:700!important;border-top:2px solid var(--muted)}
.chuyen ul{margin:.25rem 0;padding-left:1.2rem}
.chu-giai span{display:inline-flex;gap:.2rem;align-items:center;margin-left:.6rem;white-space:nowrap}
.bang-chi-tieu th[scope=row]{width:32%;font-weight:400}
.bang-chi-tieu .ma,.bang-nhiem-vu th[scope=row]{font-weight:700;white-space:nowrap}
.bang-chi-tieu .so{font-size:1.125rem}
.bang-chi-tieu td:nth-child(4){width:22%;min-width:9rem}
.so-muc{display:block;overflow:visible}
.ray{fill:var(--band);stroke:var(--muted);stroke-width:1}
.tri.tot{fill:var(--good)}
.tri.xau{fill:var(--bad)}
.tri.luu-y{fill:var(--warn)}
.so-muc .muc{stroke:var(--ink);stroke-width:2}
.i-muc{color:var(--ink)}
.i-truoc{color:var(--ink)}
.truc{display:block;margin:.5rem 0;width:calc(100% - 1.25rem);overflow:visible}
.truc text{fill:var(--ink);font-size:.8125rem;paint-order:stroke;stroke:var(--card);stroke-width:4px;
 stroke-linejoin:round}
.truc .qua{fill:var(--band)}
.truc .thang line{stroke:var(--line);stroke-width:1}
.truc .thang text{fill:var(--muted)}
.truc line.hom-nay{stroke:var(--accent);stroke-width:2;stroke-dasharray:5 3}
.truc .hom-nay circle{fill:var(--accent)}
.truc .hom-nay text{fill:var(--accent);font-weight:700}
.truc .moc{color:var(--link)}
.truc .ngay{color:var(--muted)}
.truc .ngay text{font-weight:700}
.truc .qua-han{color:var(--bad)}
.truc .sap-den{color:var(--warn)}
.truc .dat{color:var(--good)}
.bang-thoi-han{max-width:54rem}
.bang-thoi-han th[scope=row]{white-space:nowrap}
"""

_TASKS = """
#loc{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:.6rem .75rem;margin:.6rem 0;padding:.75rem;
 background:var(--band);border-radius:8px}
#loc label{display:block;font-size:.8125rem;color:var(--muted)}
select,input,button{width:100%;min-height:2.5rem;padding:.35rem .5rem;font:inherit;font-size:.9375rem;color:var(--ink);
 background:var(--card);border:1px solid var(--muted);border-radius:6px}
#loc .nut{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:.5rem}
button{width:auto;padding:.35rem 1rem;cursor:pointer}
button[aria-pressed=true]{background:var(--ink);color:var(--card)}
#so-dong{font-weight:600}
.nhom th{background:var(--band);font-weight:400;padding-top:.6rem}
.phan{display:block;font-weight:400;font-size:.8125rem;color:var(--muted)}
.bang-nhiem-vu td:nth-child(2){width:40%}
.bang-nhiem-vu td:nth-child(3){width:16%}
.bang-nhiem-vu td:nth-child(4){width:14%}
.bang-nhiem-vu td:nth-child(5){width:24%}
.han{display:block;margin-top:.2rem}
tr.qua-han>th:first-child{box-shadow:inset 5px 0 0 var(--bad)}
tr.sap-den>th:first-child{box-shadow:inset 5px 0 0 var(--warn)}
tr:target>*{background:var(--warn-soft);color:var(--ink)}
tr:target .ghi-chu,tr:target .phu{color:var(--ink)}
summary{cursor:pointer}
details[open]>summary{font-weight:600}
details>p,.ket-qua{margin:.4rem 0 .4rem .9rem}
.ket-qua{padding-left:.75rem;border-left:3px solid var(--line)}
"""

_NARROW = """
@media screen and (max-width:66rem){
.the{grid-template-columns:repeat(auto-fit,minmax(13rem,1fr))}
#loc{grid-template-columns:repeat(2,minmax(0,1fr))}
}
@media screen and (max-width:54rem){
body{padding:1rem .75rem 2rem}
main>section{padding:.9rem .85rem 1rem}
.the{grid-template-columns:repeat(2,minmax(0,1fr))}
.the li:first-child:nth-last-child(odd){grid-column:1/-1}
dl div{display:block}
.xep thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.xep,.xep tbody,.xep tr,.xep th,.xep td,.xep caption{display:block;width:auto!important;text-align:left!important}
.xep tbody tr{padding:.6rem 0;border-bottom:1px solid var(--line)}
.xep tbody tr>*{border:0;padding:.1rem 0}
.xep th[scope=row]{padding-bottom:.25rem;white-space:normal}
.xep td{display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:0 .6rem}
.xep td::before{content:attr(data-cot);color:var(--muted);font-size:.8125rem;line-height:1.75}
.xep .khong-co{display:none}
.bang-loai th,.bang-loai td{padding-inline:.3rem}
.bang-nhiem-vu td:nth-child(2){display:block}
.bang-nhiem-vu td:nth-child(2)::before{content:none}
.xep .nhom{padding:0}
.xep tr.nhom>th{padding:.5rem .6rem}
tr.qua-han,tr.sap-den{padding-left:.75rem;box-shadow:inset 5px 0 0 var(--warn)}
tr.qua-han{box-shadow:inset 5px 0 0 var(--bad)}
tr>th:first-child{box-shadow:none!important}
}
@media screen and (max-width:30rem){#loc{grid-template-columns:minmax(0,1fr)}.truc .le text{display:none}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
"""

_PAPER = """
@page{size:A4;margin:14mm 12mm 15mm 16mm}
@media print{
html{font-size:10.5pt}
body{max-width:none;padding:0;background:none}
nav,#loc,.nhay,footer{display:none!important}
a{color:inherit;text-decoration:none}
main>section{margin:0 0 1rem;padding:0;background:none;border:0}
#nhiem-vu{break-before:page}
.the{grid-template-columns:repeat(5,1fr);gap:.4rem}
.the li{padding:.4rem .5rem}
.the .lon{font-size:1.05rem}
h2,h3,h2+.phu,caption,.nhom,.thanh,.chu-giai,#so-dong{break-after:avoid}
thead{display:table-header-group}
tr,svg,.the,.bang-loai,.chuyen li{break-inside:avoid}
th,td{padding:.3rem .4rem}
thead th,.nhom th{background:none}
.nhan{padding:0;border:0;background:none!important}
table{font-size:9pt}
summary{list-style:none}
summary::-webkit-details-marker{display:none}
rect,use,line{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
"""


def _class_colours() -> str:
    return (
        "".join(f".l-{name}{{fill:var(--{name})}}.i-{name}{{color:var(--{name})}}" for name in CLASSES)
        + ".i-qua-han,.i-con-loi{color:var(--bad)}.nhan .i{color:inherit}"
    )


STYLE = (
    f"\n:root{{color-scheme:light dark;{variables(LIGHT)}}}\n"
    # paper stays light, whatever the screen
    f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}\n"
    f"{_BASE}{_HEAD}{_PARTS}{_TASKS}{_class_colours()}\n{_NARROW}{_PAPER}"
)
"""The style sheet."""
