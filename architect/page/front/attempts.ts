// The attempts at a node, each folded: what was tried, what it cost, why it failed, and what Lean and the model said.
import type { Attempt } from "./data";
import { element } from "./dom";
import { leanBlock } from "./lean";
import { count, spent } from "./words";

export function attemptsOf(attempts: readonly Attempt[]): HTMLElement {
  return element("div", { class: "attempts" }, ...attempts.map(folded));
}

/** What is inside is made when it is first opened: a conversation may be long. */
function folded(attempt: Attempt): HTMLElement {
  const summary = element(
    "summary",
    {},
    element("span", { class: "method" }, attempt.method),
    element("span", { class: "outcome" }, attempt.outcome),
    element("span", { class: "quiet" }, spent(attempt)),
  );
  return unfolding("attempt", summary, () => inside(attempt));
}

function inside(attempt: Attempt): HTMLElement[] {
  const { diagnosis, script, messages, conversation } = attempt;
  return [
    ...(diagnosis ? [element("p", { class: "diagnosis" }, diagnosis)] : []),
    ...(script ? [leanBlock(script)] : []),
    ...(messages.length > 0 ? [element("ul", { class: "messages" }, ...messages.map(message))] : []),
    ...(conversation.length > 0
      ? [unfolding("conversation", element("summary", {}, `Conversation, ${count(conversation.length, "message")}`), () => conversation.map(said))]
      : []),
  ];
}

function message({ severity, line, column, text }: Attempt["messages"][number]): HTMLElement {
  const place = element("span", { class: "place" }, `${line}:${column}`);
  return element("li", { class: severity === "error" ? "error" : "" }, element("strong", {}, severity), " ", place, element("pre", {}, text));
}

function said({ role, text }: Attempt["conversation"][number]): HTMLElement {
  return element("div", { class: "said" }, element("h4", {}, role), element("pre", {}, text));
}

function unfolding(name: string, summary: HTMLElement, content: () => HTMLElement[]): HTMLElement {
  const details = element("details", { class: name }, summary);
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(...content());
  });
  return details;
}
