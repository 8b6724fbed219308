import Crypto
import Foundation

/// The style of the report. The page allows this text by its hash and nothing else: no other style, no script,
/// no image, no address.
enum ReportStyle {
  static let sheet = """
    :root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#57606a;--line:#d0d7de;--soft:#f4f6f8;\
    --accent:#0072b2;--second:#b84a00;--add:#dff3e4;--del:#fde4dc;--track:#eef1f4;--loss:#c8590a}
    @media(prefers-color-scheme:dark){:root{--bg:#12161b;--fg:#e4e8ec;--dim:#9aa5b1;--line:#343c46;--soft:#1a2027;\
    --accent:#56b4e9;--second:#e69f00;--add:#12351f;--del:#44211a;--track:#20262e;--loss:#d9772b}}
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem}
    body{margin:0 auto;max-width:76rem;padding:1rem clamp(.75rem,3vw,2rem) 4rem;background:var(--bg);color:var(--fg);\
    font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
    h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0 .25rem;overflow-wrap:anywhere}
    h2{font-size:1.2rem;margin:2.2rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--line)}
    h3{font-size:.95rem;margin:1.1rem 0 .35rem}
    h4{font-size:.85rem;margin:.7rem 0 .25rem;color:var(--dim);font-weight:600}
    p{margin:.35rem 0;max-width:70ch}
    a{color:var(--accent)}
    a:focus-visible,summary:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);\
    outline-offset:2px}
    .dim,figcaption{color:var(--dim);font-size:.85rem}
    .note{border-left:4px solid var(--second);background:var(--soft);padding:.5rem .8rem;max-width:none}
    code,pre{font:12.5px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    pre{margin:.2rem 0;padding:.6rem .7rem;background:var(--soft);border:1px solid var(--line);border-radius:6px;\
    overflow:auto;max-height:32rem;tab-size:4}
    pre.wrap{white-space:pre-wrap;overflow-wrap:anywhere}
    .scroll{overflow-x:auto;max-width:100%}
    table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}
    th,td{padding:.2rem .6rem;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
    th{font-weight:600}
    td.n,th.n{text-align:right}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.6rem;margin:.8rem 0;padding:0;\
    list-style:none}
    .cards li{border:1px solid var(--line);border-radius:8px;padding:.55rem .75rem;background:var(--soft)}
    .cards b{display:block;font-size:1.45rem;line-height:1.25;font-weight:650;font-variant-numeric:tabular-nums}
    .cards span{display:block;color:var(--dim);font-size:.8rem;line-height:1.35}
    .cards .head{border-color:var(--accent);border-width:2px}
    .strip{display:flex;flex-wrap:wrap;gap:3px;margin:.6rem 0}
    .mark{display:inline-block;min-width:1.35rem;height:1.35rem;line-height:1.35rem;text-align:center;border-radius:3px;\
    font-size:.85rem;font-weight:700;text-decoration:none}
    .ok{background:#0072b2;color:#fff}.pub{background:#e69f00;color:#111}.bad{background:#b84a00;color:#fff}
    .non{background:#8b949e;color:#111}.unk{background:transparent;color:var(--fg);box-shadow:inset 0 0 0 1px var(--dim)}
    .err{background:#cc79a7;color:#111}
    .legend{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;list-style:none;margin:.4rem 0;padding:0;font-size:.85rem}
    .legend .mark{margin-right:.4rem}
    .verdict{font-size:1.15rem;margin:.4rem 0 .5rem}
    .plots,.losses{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1rem;\
    align-items:start}
    .plots{align-items:stretch}
    dl{margin:.2rem 0}dt{font-weight:600;margin-top:.7rem}dd{margin:0}dd a{margin-right:.5rem;overflow-wrap:anywhere}
    figure{margin:0;border:1px solid var(--line);border-radius:8px;padding:.3rem .9rem .7rem;min-width:0}
    figure h3{margin:.5rem 0 .3rem}
    svg{display:block;width:100%;height:auto;overflow:visible}
    figure svg{max-width:28rem;margin:0 auto}
    svg text{font-size:12px;fill:var(--dim)}
    svg .title,svg .value{fill:var(--fg)}
    @media(max-width:30rem){svg text{font-size:14.5px}}
    .grid{stroke:var(--line);stroke-width:.7}.axis{stroke:var(--dim)}
    .line{fill:none;stroke-width:2.4;stroke-linejoin:round}
    .line.c1{stroke:var(--accent)}.line.c2{stroke:var(--second);stroke-dasharray:7 4}.line.c3{stroke:var(--dim);\
    stroke-dasharray:2 4}
    .dot.c1{fill:var(--accent)}.dot.c2{fill:var(--second)}.dot.c3{fill:none}
    .band{opacity:.16}.band.c1{fill:var(--accent)}.band.c2{fill:var(--second)}.band.c3{fill:none}
    .diagonal{stroke:var(--dim);stroke-dasharray:5 4}.whisker{stroke:var(--accent);stroke-width:1.5}
    .track{fill:var(--track)}.sum,.bar{fill:var(--accent)}.loss{fill:var(--loss)}
    .key{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;margin:.1rem 0 .4rem;padding:0;font-size:.85rem}
    .key li::before{content:"";display:inline-block;width:1.6rem;margin-right:.4rem;vertical-align:middle;\
    border-top:3px solid var(--accent)}
    .key .k2::before{border-top:3px dashed var(--second)}.key .k3::before{border-top:3px dotted var(--dim)}
    .matrix{max-height:36rem;width:fit-content;max-width:100%;overflow:auto;border:1px solid var(--line);\
    border-radius:8px;padding:.2rem}
    .matrix table{border-collapse:separate;border-spacing:2px}
    .matrix th,.matrix td{border:0;padding:0 .1rem;text-align:center}
    .matrix thead th{position:sticky;top:0;background:var(--bg);z-index:1;font-size:.75rem;color:var(--dim)}
    .matrix tbody th{position:sticky;left:0;background:var(--bg);text-align:left;font-weight:400;padding:0 .5rem;\
    max-width:min(15rem,42vw);overflow:hidden;text-overflow:ellipsis}
    .matrix td{min-width:1.5rem;height:1.45rem;border-radius:3px;font-weight:700}
    .matrix td.win{outline:2px solid var(--fg);outline-offset:0;border-radius:1px}
    .filter{border:0;padding:0;margin:.5rem 0;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;font-size:.9rem}
    .filter legend{float:left;margin-right:1rem;color:var(--dim)}
    .unit{border:1px solid var(--line);border-radius:8px;margin:.4rem 0;overflow-wrap:anywhere;overflow:clip;\
    content-visibility:auto;contain-intrinsic-size:auto 2.4rem}
    .unit>summary{padding:.45rem .7rem;cursor:pointer}
    .unit>summary .name{font-weight:600}
    .unit[open]>summary{background:var(--soft);border-bottom:1px solid var(--line)}
    .unit>div{padding:.2rem .9rem .9rem;scroll-margin-top:4rem}
    .why{font-size:1.02rem}
    .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:.2rem .8rem}
    .pair>*{min-width:0}
    .diff .a,.diff .d{display:block;min-width:max-content}
    .diff .a{background:var(--add)}.diff .d{background:var(--del)}.diff .s{color:var(--dim)}
    details>summary{cursor:pointer}
    td svg{width:7rem;height:.7rem;background:var(--track)}
    """
    + filters

  /// Which units are shown, without a script.
  private static let filters = UnitVerdict.allCases.map {
    "\nbody:has(#only-\($0.rawValue):checked) .unit:not(.v-\($0.rawValue)){display:none}"
  }.joined()

  /// Content of the page's policy.
  static var policy: String {
    let digest = Data(SHA256.hash(data: Data(sheet.utf8))).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"
  }
}
