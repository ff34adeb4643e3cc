// How long a post is by X's own count. The server counts the same in src/Kith.Channels/X/XText.cs, where the rules are explained.

const link = 23;

const endings = new Set((
  "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu " +
  "fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly " +
  "ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so " +
  "sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw " +
  "com net org info biz app dev edu gov mil int name pro mobi jobs tel travel museum coop aero cat asia post africa online site shop store blog cloud tech live life world today news media agency company " +
  "email support help care insurance health bank money credit finance group team club space website digital solutions services systems network link page click xyz top icu art design studio one day you next").split(" "));

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const names = /^(?:\s*@[A-Za-z0-9_]{1,15}(?:\s+|$)){1,50}/;
const host = /[A-Za-z0-9\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F][A-Za-z0-9\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F_.-]*/y;
const hostLetter = /[A-Za-z0-9\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F]/;
const notBefore = /[A-Za-z0-9@＠$#＃\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F]/;
const pathLetter = /[!#-;=?-[\]_a-z|~\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F]/;

export function xWeight(text: string): number {
  const normal = text.normalize("NFC");
  let at = names.exec(normal)?.[0].length ?? 0;
  let weight = 0;
  for (const [start, end] of links(normal)) {
    if (start < at) continue;
    weight += weightOf(normal.slice(at, start)) + link;
    at = end;
  }
  return weight + weightOf(normal.slice(at));
}

function weightOf(text: string): number {
  if (/^[\0-\x7f]*$/.test(text)) return text.length;
  let weight = 0;
  for (const { segment } of segmenter.segment(text)) weight += clusterWeight([...segment].map((letter) => letter.codePointAt(0)!));
  return weight;
}

function clusterWeight(runes: number[]): number {
  if (mayBegin(runes[0]!) && runes.slice(1).some(makesAPicture)) return 2;
  return runes.reduce((sum, rune) => sum + (rune <= 0x10ff || between(rune, 0x2000, 0x200d) || between(rune, 0x2010, 0x201f) || between(rune, 0x2032, 0x2037) ? 1 : 2), 0);
}

function mayBegin(rune: number): boolean {
  return rune === 0x23 || rune === 0x2a || between(rune, 0x30, 0x39) || rune === 0xa9 || rune === 0xae || between(rune, 0x203c, 0x3299) || between(rune, 0x1f000, 0x1faff);
}

function makesAPicture(rune: number): boolean {
  return rune === 0xfe0f || rune === 0x20e3 || rune === 0x200d || between(rune, 0x1f1e6, 0x1f1ff) || between(rune, 0x1f3fb, 0x1f3ff) || between(rune, 0xe0020, 0xe007f);
}

function between(rune: number, first: number, last: number): boolean {
  return rune >= first && rune <= last;
}

function* links(text: string): Generator<[number, number]> {
  for (let at = 0; at < text.length;) {
    const end = hostLetter.test(text[at]!) && !notBefore.test(text[at - 1] ?? "") ? endOfLink(text, at) : -1;
    if (end > at) yield [at, end];
    at = end > at ? end : at + 1;
  }
}

function endOfLink(text: string, at: number): number {
  const scheme = /^https?:\/\//i.exec(text.slice(at, at + 8))?.[0].length ?? 0;
  if (scheme === 0 && /[-_./]/.test(text[at - 1] ?? "")) return -1;
  host.lastIndex = at + scheme;
  const found = host.exec(text)?.[0];
  if (!found) return -1;
  const end = endOfHost(text, at + scheme, found, scheme > 0);
  if (end < 0) return -1;
  const port = /^:\d+/.exec(text.slice(end, end + 12))?.[0].length ?? 0;
  return endOfPath(text, end + port);
}

function endOfHost(text: string, at: number, hosts: string, anyEnding: boolean): number {
  let found = -1;
  let labels = 0;
  for (const label of hosts.split(".")) {
    if (!label || /^[-_]|[-_]$/.test(label)) return found;
    at += label.length;
    const isEnding = anyEnding ? /^[A-Za-z]{2,}$/.test(label) : endings.has(label.toLowerCase());
    if (++labels > 1 && isEnding && !/[@+]/.test(text[at] ?? "")) found = at;
    at++;
  }
  return found;
}

function endOfPath(text: string, start: number): number {
  if (text[start] !== "/" && text[start] !== "?") return start;
  let end = start;
  let open = 0;
  for (let at = start; at < text.length && pathLetter.test(text[at]!); at++) {
    const letter = text[at]!;
    if (letter === "(") open++;
    if ((letter === ")" && open-- > 0) || hostLetter.test(letter) || "=_#/+-&".includes(letter)) end = at + 1;
    if (open < 0) break;
  }
  return end;
}
