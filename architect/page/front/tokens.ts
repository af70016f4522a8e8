// A text of LaTeX taken apart from left to right: commands, groups, mathematics, words; each step goes on, none goes back.

const WORDS = /[^\\{}$%\n~`'-]+|[\s\S]/y;
const BLANK_LINE = /\s*\n[ \t]*\n\s*/y;
const COMMAND = /\\([A-Za-z@]+\*?|[\s\S]?)/y;
const ITEM = /\\item(?![A-Za-z@])\s*/y;
const NAME = /\s*\{([^{}\n]*)\}/y;
const SPACE = /[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?/y;
const SIGNS: [string, string][] = [["---", "—"], ["--", "–"], ["``", "“"], ["''", "”"], ["`", "‘"], ["'", "’"], ["~", "\u00a0"]];
const BRACKETS: Record<string, string> = { "\\(": "\\)", "\\[": "\\]", $$: "$$", $: "$" }; // `$$` before `$`

export class Tokens {
  at = 0;
  private readonly missing = new Set<string>(); // closing signs of which there is no other: seeking them once is enough

  constructor(private readonly text: string) {}

  get isDone(): boolean {
    return this.at >= this.text.length;
  }

  isAtItem(): boolean {
    ITEM.lastIndex = this.at;
    return ITEM.test(this.text);
  }

  takeItem(): boolean {
    return this.matched(ITEM) !== null;
  }

  isAt(sign: string): boolean {
    return this.text.startsWith(sign, this.at);
  }

  take(sign: string): boolean {
    const isThere = this.isAt(sign);
    if (isThere) this.at += sign.length;
    return isThere;
  }

  skipSpace(): void {
    this.matched(SPACE);
  }

  skipBlankLine(): boolean {
    return this.matched(BLANK_LINE) !== null;
  }

  /** The name in `\begin{…}` or `\end{…}`, and past it. */
  environment(edge: "begin" | "end"): string | null {
    const before = this.at;
    if (this.take(`\\${edge}`)) {
      const found = this.matched(NAME);
      if (found !== null) return (found[1] ?? "").trim();
    }
    this.at = before;
    return null;
  }

  /** All before the first of these signs; the first of them is passed, of the others nothing. */
  until(sign: string, other = ""): string {
    const before = this.at;
    const end = this.sought(sign);
    const stop = other === "" ? -1 : this.sought(other);
    if (stop >= 0 && (end < 0 || stop < end)) this.at = stop;
    else if (end < 0) this.at = this.text.length;
    else this.at = other === "" ? end + sign.length : end;
    return this.text.slice(before, end < 0 || (stop >= 0 && stop < end) ? this.at : end);
  }

  /** A formula, and past it: what is in braces in it may hold others. */
  maths(): { text: string; isDisplay: boolean } | null {
    const opening = Object.keys(BRACKETS).find((sign) => this.isAt(sign));
    const closing = BRACKETS[opening ?? ""];
    if (opening === undefined || closing === undefined || this.missing.has(closing)) return null;
    let depth = 0;
    for (let end = this.at + opening.length; end < this.text.length; end++) {
      const sign = this.text[end];
      if (depth <= 0 && this.text.startsWith(closing, end)) {
        const text = this.text.slice(this.at + opening.length, end);
        this.at = end + closing.length;
        return { text, isDisplay: opening === "$$" || opening === "\\[" };
      }
      if (sign === "\\") end++;
      else if (sign === "{") depth++;
      else if (sign === "}") depth--;
    }
    this.missing.add(closing);
    return null;
  }

  command(): string {
    return this.matched(COMMAND)?.[1]?.replace(/(?<=.)\*$/, "") ?? "";
  }

  /** TeX passes over the space behind a command of letters. */
  afterCommand(shown: string, name: string): string {
    if (/^[A-Za-z]/.test(name)) this.skipSpace();
    return shown;
  }

  group(): string | null {
    return this.isAt("{") ? this.bracketed("}") : null;
  }

  option(): string | null {
    return this.isAt("[") ? this.bracketed("]") : null;
  }

  /** A group, a command, or one sign. */
  argument(): string {
    this.skipSpace();
    const held = this.group();
    if (held !== null) return held;
    const found = this.isAt("\\") ? this.matched(COMMAND)?.[0] : this.text[this.at++];
    return found ?? "";
  }

  verbatim(): string {
    const sign = this.text[this.at++] ?? "";
    return sign === "" ? "" : this.until(sign);
  }

  /** What stands behind `\newcommand`, `\def` and their like. */
  definition(): void {
    const isName = this.argument().startsWith("\\");
    while (isName && (this.option() !== null || /^#\d/.test(this.text.slice(this.at, this.at + 2)))) if (this.isAt("#")) this.at += 2;
    if (isName) this.group();
  }

  /** Some words as they are shown; at a comment none. */
  words(): string {
    if (this.isAt("%")) {
      const end = this.text.indexOf("\n", this.at);
      this.at = end < 0 ? this.text.length : end + 1;
      return "";
    }
    const sign = SIGNS.find(([written]) => this.isAt(written));
    if (sign === undefined) return this.matched(WORDS)?.[0] ?? "";
    this.at += sign[0].length;
    return sign[1];
  }

  /** What is within the braces or brackets that open here, and past them; null where they are not closed. */
  private bracketed(closing: "}" | "]"): string | null {
    if (this.missing.has(closing)) return null;
    let depth = 0;
    for (let end = this.at + 1; end < this.text.length; end++) {
      const sign = this.text[end];
      if (sign === "\\") end++;
      else if (sign === closing && depth === 0) {
        const held = this.text.slice(this.at + 1, end);
        this.at = end + 1;
        return held;
      } else if (sign === "{") depth++;
      else if (sign === "}") depth--;
      if (depth < 0) return null;
    }
    this.missing.add(closing);
    return null;
  }

  private sought(sign: string, from = this.at): number {
    if (this.missing.has(sign)) return -1;
    const found = this.text.indexOf(sign, from);
    if (found < 0) this.missing.add(sign);
    return found;
  }

  private matched(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at = pattern.lastIndex;
    return found;
  }
}
