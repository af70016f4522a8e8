// Builds ../built/page.html, the page in one file, and ../built/licences.txt; with --check only says whether they are current.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "..", "built");
const MOST_BYTES = 1_500_000;
const text = (...path) => readFileSync(join(here, ...path), "utf-8");
const hash = (content) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`;

async function script() {
  const result = await build({
    absWorkingDir: here,
    entryPoints: ["main.ts"],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none", // they are in licences.txt, whole
    logLevel: "warning",
  });
  return { code: result.outputFiles[0].text.trim(), inputs: Object.keys(result.metafile.inputs) };
}

/** KaTeX's own sheet with its fonts in it: woff2 only, which every browser reads that reads the script. */
function katexStyle() {
  const fonts = join("node_modules", "katex", "dist");
  const sheet = text(fonts, "katex.min.css").replace(/src:(url\([^)]*\.woff2\)) format\("woff2"\)[^;}]*/g, "src:$1 format(\"woff2\")");
  const inlined = sheet.replace(/url\((fonts\/[^)]*\.woff2)\)/g, (_, name) => {
    return `url(data:font/woff2;base64,${readFileSync(join(here, fonts, name)).toString("base64")})`;
  });
  if (/url\((?!data:)/.test(inlined)) throw new Error("katex.min.css names a file that is not inlined");
  return inlined;
}

async function style() {
  const own = await build({
    stdin: { contents: text("page.css"), loader: "css" },
    minify: true,
    write: false,
    charset: "utf8",
  });
  return katexStyle() + own.outputFiles[0].text.trim();
}

function page(code, sheet) {
  if (/<\/script|<!--/i.test(code) || /<\/style/i.test(sheet)) throw new Error("the text of the page would end its own element");
  const policy = [
    "default-src 'none'",
    `script-src ${hash(code)}`,
    `style-src ${hash(sheet)}`,
    "style-src-attr 'unsafe-inline'", // KaTeX places its boxes so
    "font-src data:",
    "img-src data:",
    "connect-src 'self'", // a page that is served asks its own server for what is new
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'", // so that no text can become markup, not even by mistake
  ].join("; ");
  const put = (frame, name, content) => frame.replace(name, () => content);
  return put(put(put(text("page.html"), "POLICY", policy), "STYLE", sheet), "SCRIPT", code);
}

/** Of the packages of which something is in the page, each with the licence file that it came with. */
function licences(inputs) {
  const names = new Set(["katex"]);
  for (const input of inputs) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll("\\", "/"));
    if (found) names.add(found[1]);
  }
  const parts = [...names].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
    const file = readdirSync(folder).find((one) => /^licen[cs]e(\.(md|txt))?$/i.test(one));
    if (file === undefined) throw new Error(`${name} has no licence file`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf-8").trim()}\n`;
  });
  const rule = `\n${"-".repeat(80)}\n\n`;
  return `What page.html contains of others, each under its own licence.\n${rule}${parts.join(rule)}`;
}

const { code, inputs } = await script();
const files = { "page.html": page(code, await style()), "licences.txt": licences(inputs) };
const size = Buffer.byteLength(files["page.html"]);
if (size > MOST_BYTES) throw new Error(`page.html has ${size} bytes, over ${MOST_BYTES}`);
const isCheck = process.argv.includes("--check");
for (const [name, content] of Object.entries(files)) {
  const path = join(built, name);
  if (!isCheck) writeFileSync(path, content);
  else if (!existsSync(path) || readFileSync(path, "utf-8") !== content) {
    console.error(`${relative(process.cwd(), path)}: it is not what its sources make: run \`make page\``);
    process.exitCode = 1;
  }
}
console.log(`page.html: ${size} bytes`);
