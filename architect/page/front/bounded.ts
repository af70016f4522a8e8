// Of a long text only its beginning is typeset: each formula takes KaTeX about a millisecond, and the page waits for it.
import { element } from "./dom";
import { count } from "./words";

const MOST_CHARACTERS = 20_000;
const MOST_FORMULAS = 400;
const DEEPEST = 300; // elements in each other; Chromium crashes at some 2,000
const SIGN = /\\begin(?![A-Za-z])|\\[\s\S]|\$\$?|\s+/g;

/** The text by `typeset`; what is over the bounds stands below as it is written, under a line that says so. */
export function bounded(text: string, typeset: (beginning: string) => HTMLElement): HTMLElement {
  const end = endOfBeginning(text);
  const beginning = unlessDeep(() => typeset(text.slice(0, end)));
  if (beginning === null) {
    return element("div", {}, ...asWritten("The formulas of this text are nested too deeply. It is here as it is written:", text));
  }
  if (end === text.length) return beginning;
  const others = `The other ${count(text.length - end, "character")} of this long text are here as they are written:`;
  return element("div", {}, beginning, ...asWritten(others, text.slice(end)));
}

/** Null where the stack is too small for KaTeX, which goes into groups by recursion, or for the browser to lay it out. */
function unlessDeep(typeset: () => HTMLElement): HTMLElement | null {
  try {
    const made = typeset();
    let level: Element[] = [made];
    for (let depth = 0; level.length > 0 && depth < DEEPEST; depth++) level = level.flatMap((one) => [...one.children]);
    return level.length > 0 ? null : made;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function asWritten(reason: string, text: string): HTMLElement[] {
  return [element("p", { class: "quiet" }, reason), element("div", { class: "latex" }, text)];
}

/** Where the bounds are met, if there is one outside formulas at a space; what opens and closes them counts half. */
function endOfBeginning(text: string): number {
  let signs = 0;
  let isOpen = false;
  let end = 0;
  for (const { 0: sign, index } of text.matchAll(SIGN)) {
    if (index >= MOST_CHARACTERS) break;
    if (/^\s/.test(sign)) {
      if (!isOpen) end = index;
    } else if (sign === "\\begin") signs += 2;
    else if (/^(?:\$|\\[()[\]])/.test(sign)) {
      signs += 1;
      isOpen = !isOpen;
    }
    if (signs > 2 * MOST_FORMULAS) return end || index;
  }
  return text.length <= MOST_CHARACTERS ? text.length : end || MOST_CHARACTERS;
}
