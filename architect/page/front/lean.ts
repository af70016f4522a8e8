// Lean text with its colours: Shiki's reader with the grammar of Lean's own editor extension.
import { createJavaScriptRegexEngine } from "@shikijs/engine-javascript";
import grammar from "@shikijs/langs/lean";
import { codeToTokensBase, createShikiPrimitive, type ShikiPrimitive } from "@shikijs/primitive";
import { element } from "./dom";

const MOST_COLOURED = 30_000; // characters; what is longer is shown in one colour, for the reader would hold up the page
const PARTS: readonly [string, string[]][] = [
  ["comment", ["comment", "punctuation.definition.comment"]],
  ["string", ["string", "constant.character"]],
  ["number", ["constant.numeric", "constant.language"]],
  ["hole", ["invalid"]],
  ["keyword", ["keyword", "storage"]],
  ["name", ["entity.name"]],
  ["sort", ["support", "storage.type"]],
];
// A theme has colours, not names: each part gets one that is its number.
const colourOf = (at: number): string => `#0000${(at + 16).toString(16)}`;
const theme = {
  name: "parts",
  settings: [
    { settings: { foreground: "#000000" } },
    ...PARTS.map(([, scope], at) => ({ scope, settings: { foreground: colourOf(at) } })),
  ],
};
const partOf = new Map(PARTS.map(([name], at) => [colourOf(at), name]));

// Comments name a grammar of their own for what is in them; without one they are no comments.
const comments = { name: "lean-comments", scopeName: "source.lean4.markdown", patterns: [{ match: "(?!)" }], repository: {} };

let reader: ShikiPrimitive | null = null; // made when the first text is shown

export function leanBlock(text: string): HTMLElement {
  const code = element("code");
  if (text.length > MOST_COLOURED) code.textContent = text;
  else colour(code, text);
  return element("pre", { class: "lean", tabindex: 0 }, code);
}

function colour(code: HTMLElement, text: string): void {
  reader ??= createShikiPrimitive({ langs: [comments, ...grammar], themes: [theme], engine: createJavaScriptRegexEngine() });
  const lines = codeToTokensBase(reader, text, { lang: "lean", theme: "parts" });
  for (const [at, line] of lines.entries()) {
    if (at > 0) code.append("\n");
    for (const token of line) {
      const part = partOf.get((token.color ?? "").toLowerCase());
      code.append(part === undefined ? token.content : element("span", { class: `lean-${part}` }, token.content));
    }
  }
}
