// Elements of the page, made without markup: what is text stays text.

type Child = Node | string | null;
type Properties = Record<string, string | number | boolean | null | ((event: Event) => void)>;

/** Functions are listeners (`onclick`), true is an empty attribute; false and null are none. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  dress(made, properties, children);
  return made;
}

export function svg(name: string, properties: Properties = {}, ...children: Child[]): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  dress(made, properties, children);
  return made;
}

function dress(made: Element, properties: Properties, children: readonly Child[]): void {
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(key.replace(/^on/, ""), value);
    else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null));
}

/** The element of the page's own frame that has this id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

/** An icon of the frame's own set, which says nothing to a screen reader. */
export function icon(path: string): SVGElement {
  const shape = svg("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 1.6 });
  shape.setAttribute("stroke-linecap", "round");
  shape.setAttribute("stroke-linejoin", "round");
  return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, shape);
}
