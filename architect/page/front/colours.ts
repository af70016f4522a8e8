// Colours as the legend has them, and what becomes of them on a dark page.

type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [40, 48, 60];
const DARK_PAGE: Rgb = [23, 26, 31];
const known = new Map<string, Rgb>();

/** What a node looks like: colours that CSS and Cytoscape both read. */
export interface Paint {
  fill: string;
  border: string;
  text: string;
  dot: string; // of a node that is a few pixels large
}

/** In the dark the fill is a shade of the state's colour, and its border the colour itself, where it has no other. */
export function paint(fill: string, border: string, dark: boolean): Paint {
  const inside = rgbOf(fill || "#fff");
  if (!dark) {
    const edge = css(border ? rgbOf(border) : mixed(inside, INK, 0.5));
    return { fill: css(inside), border: edge, text: textOn(inside), dot: isGrey(inside) ? edge : css(mixed(inside, INK, 0.15)) };
  }
  const shade = mixed(inside, DARK_PAGE, isGrey(inside) ? 0.84 : 0.5);
  const edge = css(border ? mixed(rgbOf(border), WHITE, 0.45) : mixed(inside, DARK_PAGE, 0.25));
  return { fill: css(shade), border: edge, text: textOn(shade), dot: isGrey(inside) ? edge : css(mixed(inside, DARK_PAGE, 0.25)) };
}

function isGrey(colour: Rgb): boolean {
  return Math.max(...colour) - Math.min(...colour) < 20;
}

/** Any colour that CSS knows by name or number; a canvas is asked, which also makes what is no colour black. */
function rgbOf(colour: string): Rgb {
  let found = known.get(colour);
  if (found === undefined) {
    const context = document.createElement("canvas").getContext("2d");
    if (context === null) return [255, 255, 255];
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    found = [red, green, blue];
    known.set(colour, found);
  }
  return found;
}

function mixed(one: Rgb, two: Rgb, part: number): Rgb {
  const mix = (at: 0 | 1 | 2): number => Math.round(one[at] * (1 - part) + two[at] * part);
  return [mix(0), mix(1), mix(2)];
}

function css([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}

/** Black or white, whichever has more contrast (WCAG's relative luminance). */
function textOn(colour: Rgb): string {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
  return luminance > 0.179 ? "#000000" : "#ffffff";
}
