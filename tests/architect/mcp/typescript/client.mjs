// Speaks to `architect mcp` with the TypeScript SDK's client, which shares no code with the Python one, and prints in
// one line of JSON what it saw. Arguments: `stdio PROGRAM WORD…`, or `http URL TOKEN`.
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const [kind, first, ...words] = process.argv.slice(2);
const transport =
  kind === "stdio"
    ? new StdioClientTransport({ command: first, args: words, env: process.env, stderr: "inherit" })
    : new StreamableHTTPClientTransport(new URL(first), {
        requestInit: { headers: { Authorization: `Bearer ${words[0]}` } },
      });
const client = new Client({ name: "a second client", version: "1.0.0" });
await client.connect(transport);
const call = async (name, given, options) => await client.callTool({ name, arguments: given }, options);

const told = [];
const tools = (await client.listTools()).tools.map((tool) => tool.name);
const checked = await call("check", { text: "theorem t : 1 = 2 := by\n  rfl\n" });
const proved = await call(
  "prove",
  { text: "theorem t (a b : Nat) : a + b = b + a := by\n  sorry\n", seconds: 60 },
  { onprogress: (progress) => told.push(progress.message), timeout: 240_000, resetTimeoutOnProgress: true },
);
const refused = await call("check", { path: "/etc/hosts" });
const stop = new AbortController();
const hard =
  "theorem hard (f : Nat → Nat) (h : ∀ n, f (f n) < f (n + 1)) : ∀ n, f n = n := by\n  sorry\n";
const stopped = await call(
  "prove",
  { text: hard, seconds: 60 },
  { signal: stop.signal, timeout: 240_000, onprogress: (progress) => /portfolio/.test(progress.message) && stop.abort() },
).then(
  () => "it ended",
  () => "cancelled",
);
const resource = await client.readResource({ uri: proved.structuredContent.result.toString() });
const prompts = (await client.listPrompts()).prompts.map((prompt) => prompt.name);
console.log(
  JSON.stringify({
    tools,
    errors: checked.structuredContent.errors,
    goals: checked.structuredContent.goals[0].goals,
    proved: proved.structuredContent.proved,
    told,
    refused: [refused.isError, refused.content[0].text],
    stopped,
    result: resource.contents[0].text,
    prompts,
    runs: (await call("runs", {})).structuredContent.runs.map((run) => run.state),
  }),
);
await client.close();
