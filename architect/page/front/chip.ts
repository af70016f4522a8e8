// A state as people see it: its colours in a small square, and its name.
import { paint } from "./colours";
import { element } from "./dom";

export function swatch(fill: string, border: string, dark: boolean): HTMLElement {
  const square = element("span", { class: "swatch", "aria-hidden": "true" });
  const colours = paint(fill, border, dark);
  square.style.background = colours.fill;
  square.style.borderColor = colours.border;
  return square;
}

export function chip(words: string, fill: string, border: string, dark: boolean): HTMLElement {
  return element("span", { class: "chip" }, swatch(fill, border, dark), words);
}
