// LaTeX as people read it: mathematics typeset by KaTeX, and the rest as its plain text.
import katex from "katex";
import { element } from "./dom";

const DISPLAYS = "equation|align|gather|multline|eqnarray|displaymath|alignat|flalign";
const MATHS = new RegExp(
  [
    String.raw`\$\$(?<dollars>[\s\S]+?)\$\$`,
    String.raw`\\\[(?<brackets>[\s\S]+?)\\\]`,
    String.raw`\\begin\{(?<name>(?:${DISPLAYS})\*?)\}(?<body>[\s\S]*?)\\end\{\k<name>\}`,
    String.raw`(?<!\\)\$(?<dollar>(?:[^$\\]|\\[\s\S])+)\$`,
    String.raw`\\\((?<parens>[\s\S]+?)\\\)`,
  ].join("|"),
  "g",
);
// What blueprints define most often, where the macros of the document do not reach us.
const MACROS = { "\\Q": "\\mathbb{Q}", "\\C": "\\mathbb{C}", "\\F": "\\mathbb{F}", "\\eps": "\\varepsilon" };
const MOST_EXPANSIONS = 200;

/** Blocks of text; nothing in them is markup, and what KaTeX does not know it shows as it is. */
export function latexBlock(text: string): HTMLElement {
  const block = element("div", { class: "latex" });
  for (const paragraph of text.trim().split(/\n\s*\n/)) {
    const shown = element("p");
    let end = 0;
    for (const found of paragraph.matchAll(MATHS)) {
      shown.append(plain(paragraph.slice(end, found.index)), typeset(found));
      end = found.index + found[0].length;
    }
    shown.append(plain(paragraph.slice(end)));
    block.append(shown);
  }
  return block;
}

function typeset(found: RegExpExecArray): HTMLElement {
  const { dollars, brackets, name, body, dollar, parens } = found.groups ?? {};
  const inline = dollar ?? parens;
  let maths = inline ?? dollars ?? brackets ?? body ?? "";
  if (name?.startsWith("align") || name?.startsWith("flalign") || name?.startsWith("eqnarray")) {
    maths = `\\begin{aligned}${maths}\\end{aligned}`;
  } else if (name !== undefined) maths = `\\begin{gathered}${maths}\\end{gathered}`;
  const shown = element("span", { class: inline === undefined ? "display" : "inline" });
  katex.render(maths.replace(/\\label\{[^}]*\}/g, ""), shown, {
    displayMode: inline === undefined,
    throwOnError: false,
    trust: false,
    strict: "ignore",
    maxExpand: MOST_EXPANSIONS,
    maxSize: 20,
    errorColor: "var(--bad)",
    macros: { ...MACROS },
  });
  return shown;
}

/** The commands that only set text are taken off; all others stay to be seen. */
function plain(text: string): string {
  return text
    .replace(/\\(?:emph|textit|textbf|textsl|textsc|text|textrm|underline)\{([^{}]*)\}/g, "$1")
    .replace(/\s+/g, " ")
    .replace(/\\(?:begin|end)\{(?:itemize|enumerate|center)\}(?:\[[^\]]*\])?/g, "")
    .replace(/\\item\b\s*/g, "\n• ")
    .replace(/\\(?:label)\{[^{}]*\}/g, "")
    .replace(/\\(?:ref|cref|Cref|autoref|eqref)\{([^{}]*)\}/g, "[$1]")
    .replace(/(?<!\\)~/g, "\u00a0")
    .replace(/``|''/g, (quotes) => (quotes === "``" ? "“" : "”"))
    .replace(/\\([%&#_$])/g, "$1");
}
