// What a LaTeX text refers to: labels by the titles of what they mean, citations by their keys.
import { element } from "./dom";
import type { Tokens } from "./tokens";

export const REFERENCES = new Set(["ref", "cref", "Cref", "autoref", "eqref", "nameref", "hyperref"]);
export const CITATIONS = new Set(["cite", "citep", "citet"]);

/** What a label is the name of, if anything is. */
export type Named = (label: string) => { title: string; open: () => void } | null;

/** What stands for the labels that are next. */
export function references(tokens: Tokens, name: string, named: Named): (HTMLElement | string)[] {
  const option = tokens.option();
  const labels = (name === "hyperref" && option !== null ? option : tokens.argument()).split(",");
  const own = name === "hyperref" ? tokens.argument() : null;
  return labels.flatMap((label, at) => {
    const meant = named(label.trim());
    const words = own ?? meant?.title ?? (name === "eqref" ? `(${label.trim()})` : label.trim());
    const shown = meant
      ? element("button", { type: "button", class: "link", title: label.trim(), onclick: meant.open }, words)
      : element("span", { class: "quiet" }, words);
    return at > 0 ? [", ", shown] : [shown];
  });
}

/** What stands for the citation that is next. */
export function cited(tokens: Tokens): HTMLElement {
  const option = tokens.option();
  return element("span", { class: "quiet" }, `[${tokens.argument()}${option === null ? "" : `, ${option.replace(/~/g, "\u00a0")}`}]`);
}
