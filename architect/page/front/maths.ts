// Mathematics typeset by KaTeX, with the macros of the document; it runs none of TeX that could do anything else.
import katex from "katex";
import type { Macro } from "./data";
import { element } from "./dom";

type Meanings = NonNullable<NonNullable<Parameters<typeof katex.render>[2]>["macros"]>;

// What blueprints define most often, where the macros of the document do not reach us, and what LaTeX has and KaTeX not.
const ALWAYS: Meanings = {
  "\\Q": "\\mathbb{Q}",
  "\\C": "\\mathbb{C}",
  "\\F": "\\mathbb{F}",
  "\\eps": "\\varepsilon",
  "\\ensuremath": "#1",
  "\\xspace": "",
  "\\protect": "",
  "\\mbox": "\\text{#1}",
  "\\mathds": "\\mathbb{#1}",
  "\\mathbbm": "\\mathbb{#1}",
  "\\texorpdfstring": "#1",
};
const BOUNDS = { trust: false, strict: "ignore", maxExpand: 500, maxSize: 20, throwOnError: false, errorColor: "var(--bad)" } as const;
const LONGEST = 20_000; // characters of a formula
const REFERENCE = /\\(?:[cC]ref|autoref|eqref|ref)\*?\s*\{([^{}]*)\}/g;

const known = new WeakMap<readonly Macro[], Meanings>();

export function typeset(maths: string, isDisplay: boolean, macros: readonly Macro[]): HTMLElement {
  const shown = element("span", { class: isDisplay ? "display" : "inline" });
  if (maths.length > LONGEST) {
    shown.append(maths);
    return shown;
  }
  const plain = maths
    .replace(/\\label\s*\{[^{}]*\}/g, "")
    .replace(REFERENCE, (_, label: string) => `\\text{(${label.replace(/[\\^~]/g, " ").replace(/[_#&%$]/g, "\\$&")})}`);
  // KaTeX writes into the macros what a formula defines for all; that is to end with the formula.
  katex.render(plain, shown, { ...BOUNDS, displayMode: isDisplay, macros: { ...meaningsOf(macros) } });
  return shown;
}

/** The environments of displayed mathematics, as KaTeX has them within a formula. */
export function aligned(name: string, body: string): string {
  if (/^(?:align|flalign|eqnarray|alignat)/.test(name)) {
    const held = name.startsWith("alignat") ? body.replace(/^\s*\{\d+\}/, "") : body;
    return `\\begin{aligned}${held}\\end{aligned}`;
  }
  return `\\begin{gathered}${body}\\end{gathered}`;
}

/** KaTeX itself takes the definitions, one by one in their order; what it does not understand is left undefined. */
function meaningsOf(macros: readonly Macro[]): Meanings {
  let meanings = known.get(macros);
  if (meanings === undefined) {
    meanings = { ...ALWAYS };
    for (const macro of macros) {
      try {
        katex.renderToString(definition(macro), { ...BOUNDS, throwOnError: true, macros: meanings });
      } catch {
        // it is said where it is used: KaTeX shows in red what it does not know
      }
    }
    known.set(macros, meanings);
  }
  return meanings;
}

function definition({ name, body, arguments: count, first, isSame }: Macro): string {
  if (isSame) return `\\global\\let\\${name}=${body} `;
  const numbers = (from: number): string => Array.from({ length: count - from + 1 }, (_, i) => `#${from + i}`).join("");
  if (first === null || count === 0) return `\\gdef\\${name}${numbers(1)}{${body}}`;
  const inner = `\\${name}@given`;
  return `\\gdef${inner}[#1]${numbers(2)}{${body}}\\gdef\\${name}{\\@ifnextchar[{${inner}}{${inner}[${first}]}}`;
}
