// What LaTeX's commands for text stand for; what is none of them is shown as it is.

export const STYLES: Record<string, "em" | "strong" | "code" | "span" | "u"> = table({
  emph: "em", textit: "em", textsl: "em", textbf: "strong", texttt: "code", underline: "u", text: "span", textrm: "span",
  textsc: "span", textsf: "span", textup: "span", textnormal: "span", textmd: "span", mbox: "span", lowercase: "span",
  ensuremath: "span", todo: "span",
});

/** Commands that change the style of what follows in their group. */
export const SWITCHES: Record<string, "em" | "strong" | "code"> = table({
  em: "em", it: "em", itshape: "em", sl: "em", slshape: "em", bf: "strong", bfseries: "strong", tt: "code", ttfamily: "code",
});

export const LISTS: Record<string, "ul" | "ol" | "dl"> = table({ itemize: "ul", enumerate: "ol", description: "dl" });

/** Combining signs, which come after the letter. */
export const ACCENTS: Record<string, string> = table({
  "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", u: "\u0306", v: "\u030c",
  H: "\u030b", c: "\u0327", k: "\u0328", r: "\u030a", d: "\u0323", b: "\u0331",
});

export const SPECIAL: Record<string, string> = table({
  "%": "%", "&": "&", "#": "#", _: "_", $: "$", "{": "{", "}": "}", " ": " ", "\n": " ", ",": "\u202f", ";": " ", "@": "", "-": "\u00ad", "/": "",
  ldots: "…", dots: "…", textellipsis: "…", S: "§", P: "¶", ss: "ß", o: "ø", O: "Ø", ae: "æ", AE: "Æ", oe: "œ", OE: "Œ", aa: "å", AA: "Å",
  l: "ł", L: "Ł", i: "ı", j: "ȷ", LaTeX: "LaTeX", TeX: "TeX", textbackslash: "\\", textasciitilde: "~", textasciicircum: "^",
  textunderscore: "_", textendash: "–", textemdash: "—", textquoteleft: "‘", textquoteright: "’", quad: "\u2003", qquad: "\u2003\u2003",
  copyright: "©", dag: "†", ddag: "‡", textbar: "|", textless: "<", textgreater: ">", qed: "∎", textbullet: "•", slash: "/", space: " ",
});

/** Commands that leave nothing, with how many arguments. */
export const IGNORED: Record<string, number> = table({
  label: 1, index: 1, textcolor: 1, vspace: 1, hspace: 1, color: 1, phantomsection: 0, noindent: 0, indent: 0, centering: 0, smallskip: 0, medskip: 0,
  bigskip: 0, qedhere: 0, qedsymbol: 0, leavevmode: 0, newpage: 0, clearpage: 0, pagebreak: 0, linebreak: 0, hfill: 0, hfil: 0, xspace: 0,
  protect: 0, sloppy: 0, small: 0, footnotesize: 0, normalsize: 0, large: 0, rm: 0, it: 0, bf: 0, em: 0, sl: 0, tt: 0, sc: 0, itshape: 0,
  bfseries: 0, upshape: 0, rmfamily: 0, displaystyle: 0, nobreak: 0, allowbreak: 0, allowdisplaybreaks: 0, "(": 0, ")": 0, "[": 0, "]": 0,
});

/** Without what every object has: a command may have any name. */
function table<Value>(of: Record<string, Value>): Record<string, Value> {
  return Object.assign(Object.create(null) as Record<string, Value>, of);
}
