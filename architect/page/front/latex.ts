// LaTeX as people read it: mathematics typeset, lists and styles as such, references by the titles of what they mean.
import { MOST_FORMULAS } from "./bounded";
import type { Macro } from "./data";
import { element } from "./dom";
import { aligned, typeset } from "./maths";
import { CITATIONS, cited, type Named, REFERENCES, references } from "./references";
import { ACCENTS, IGNORED, LISTS, SPECIAL, STYLES, SWITCHES } from "./signs";
import { Tokens } from "./tokens";

/** What stands around a text: the macros of its document, and what a label there is the name of. */
export interface Surroundings {
  macros: readonly Macro[];
  named: Named;
}

const LONGEST = 200_000; // characters that are read as LaTeX
const DEEPEST = 40; // groups, lists and macros in each other
const MOST_EXPANSIONS = 300;
const DISPLAYS = /^(?:equation|align|gather|multline|eqnarray|displaymath|alignat|flalign|math)\*?$/;
const SOURCE = /^(?:tikzcd|tikzpicture|tabular|array|xy|figure|table|verbatim|lstlisting|minted|CD)\*?$/;
const DEFINITIONS = new Set(["newcommand", "renewcommand", "providecommand", "def", "gdef", "DeclareMathOperator"]);

/** Blocks of text; nothing in them is markup, and what is not known is shown as it is. */
export function latexBlock(text: string, around: Surroundings): HTMLElement {
  const block = element("div", { class: "latex" });
  if (text.length > LONGEST) block.append(element("pre", {}, text));
  else new Writer(new Tokens(text), around, new Map(around.macros.map((macro) => [macro.name, macro]))).blocks(block, "");
  block.normalize();
  return block;
}

class Writer {
  private expansions = 0;
  private formulas = 0;
  private left = LONGEST; // characters that macros may still make
  private depth = 0;

  constructor(
    private tokens: Tokens,
    private readonly around: Surroundings,
    private readonly macros: ReadonlyMap<string, Macro>,
  ) {}

  /** Paragraphs, lists and displays into `place`, until the end of the environment (empty: of all). */
  blocks(place: HTMLElement, until: string): void {
    const paragraph = (): HTMLElement => {
      const last = place.lastElementChild;
      if (last instanceof HTMLElement && last.matches("p[data-open]")) return last;
      return place.appendChild(element("p", { "data-open": true }));
    };
    const close = (): void => place.lastElementChild?.removeAttribute("data-open");
    let ended: string | null;
    for (;;) {
      if (this.tokens.skipBlankLine()) {
        close();
        continue;
      }
      const name = this.tokens.environment("begin");
      if (name !== null) this.environment(place, name, paragraph, close);
      else if (until in LISTS && this.tokens.isAtItem()) break;
      else if ((ended = this.tokens.environment("end")) !== null) {
        if (ended === until && until !== "") break;
      } else if (!this.inline(paragraph)) break;
    }
    close();
    for (const empty of place.querySelectorAll(":scope > p:empty")) empty.remove();
  }

  private environment(place: HTMLElement, name: string, paragraph: () => HTMLElement, close: () => void): void {
    if (DISPLAYS.test(name)) {
      paragraph().append(this.formula(aligned(name, this.tokens.until(`\\end{${name}}`)), true));
    } else if (SOURCE.test(name) || this.depth >= DEEPEST) {
      close();
      place.append(element("pre", { class: "source" }, this.tokens.until(`\\end{${name}}`).trim()));
    } else {
      close();
      this.tokens.option();
      const list = LISTS[name];
      const inner = place.appendChild(element(list ?? "div", list ? {} : { class: "environment" }));
      this.depth += 1;
      if (list === undefined) this.blocks(inner, name);
      else this.items(inner, name);
      this.depth -= 1;
    }
  }

  private items(list: HTMLElement, name: string): void {
    this.tokens.until("\\item", `\\end{${name}}`);
    while (this.tokens.takeItem()) {
      const label = this.tokens.option();
      const item = list.appendChild(element(list.localName === "dl" ? "dd" : "li"));
      if (label !== null) {
        const mark = element("span", { class: "mark" });
        this.within(label, mark);
        item.classList.add("marked");
        item.append(mark, " ");
      }
      this.blocks(item, name);
      if (!this.tokens.isAtItem()) return;
    }
    this.tokens.environment("end");
  }

  /** One piece of a line into the place; false at the end of the text. */
  private inline(place: () => HTMLElement): boolean {
    const { tokens } = this;
    if (tokens.isDone) return false;
    const maths = tokens.maths();
    if (maths !== null) place().append(this.formula(maths.text, maths.isDisplay));
    else if (tokens.isAt("{") && this.depth < DEEPEST) this.group(tokens.group(), place());
    else if (tokens.isAt("\\")) this.command(place);
    else place().append(tokens.words());
    return true;
  }

  /** Macros may make more formulas of a text than are counted in it. */
  private formula(maths: string, isDisplay: boolean): HTMLElement {
    this.formulas += 1;
    return this.formulas > MOST_FORMULAS ? element("code", {}, maths) : typeset(maths, isDisplay, this.around.macros);
  }

  /** What braces hold, in the style to which its beginning changes; null where the brace that opens here is not closed. */
  private group(held: string | null, place: HTMLElement): void {
    const style = SWITCHES[/^\s*\\([A-Za-z]+)/.exec(held ?? "")?.[1] ?? ""];
    if (held === null) this.tokens.take("{");
    else this.within(held, style === undefined ? place : place.appendChild(element(style)));
  }

  /** A text of its own within this one. */
  private within(text: string, place: HTMLElement): void {
    const outer = this.tokens;
    this.tokens = new Tokens(text);
    this.depth += 1;
    if (this.depth > DEEPEST) place.append(text);
    else if (text.includes("\\begin")) this.blocks(place, "");
    else while (this.inline(() => place));
    this.depth -= 1;
    this.tokens = outer;
  }

  private command(place: () => HTMLElement): void {
    const { tokens } = this;
    const name = tokens.command();
    const macro = this.macros.get(name);
    const style = STYLES[name];
    if (macro !== undefined && !macro.isSame && this.expansions < MOST_EXPANSIONS && this.left > 0) this.expand(macro, place);
    else if (style !== undefined) this.within(tokens.argument(), place().appendChild(element(style)));
    else if (name in SPECIAL) place().append(tokens.afterCommand(SPECIAL[name] ?? "", name));
    else if (name in ACCENTS) place().append(this.accented(name));
    else if (REFERENCES.has(name)) place().append(...references(tokens, name, this.around.named));
    else if (CITATIONS.has(name)) place().append(cited(tokens));
    else if (name === "url" || name === "path") place().append(element("code", {}, tokens.argument()));
    else if (name === "href") {
      tokens.argument();
      this.within(tokens.argument(), place());
    } else if (name === "footnote") this.within(` (${tokens.argument()})`, place().appendChild(element("small")));
    else if (name === "verb") place().append(element("code", {}, tokens.verbatim()));
    else if (name === "texorpdfstring") {
      this.within(tokens.argument(), place());
      tokens.argument();
    } else if (name === "\\" || name === "newline") place().append(element("br"));
    else if (name === "par") place().removeAttribute("data-open");
    else if (name in IGNORED) for (let i = IGNORED[name] ?? 0; i > 0; i--) tokens.argument();
    else if (DEFINITIONS.has(name)) tokens.definition();
    else place().append(this.asWritten(name));
  }

  /** Of a command that is not known. */
  private asWritten(name: string): string {
    const held = this.tokens.group();
    return held === null ? `\\${name}` : `\\${name}{${held}}`;
  }

  private expand(macro: Macro, place: () => HTMLElement): void {
    this.expansions += 1;
    const given: string[] = [];
    if (macro.first !== null) given.push(this.tokens.option() ?? macro.first);
    while (given.length < macro.arguments) given.push(this.tokens.argument());
    const text = macro.body.replace(/#([1-9])/g, (_, number: string) => given[Number(number) - 1] ?? "");
    this.left -= text.length;
    if (this.left > 0) this.within(text, place());
  }

  private accented(name: string): string {
    const held = this.tokens.argument().replace(/^\\([ij])\b\s*|[{}]/g, "$1");
    return `${held.slice(0, 1)}${ACCENTS[name]}${held.slice(1)}`.normalize("NFC");
  }
}
