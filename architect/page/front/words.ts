// Numbers and names as people read them.

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

export function duration(seconds: number | null): string {
  if (seconds === null) return "";
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function dollars(money: number | null): string {
  if (money === null) return "";
  return `$${money.toFixed(money === 0 || money >= 1 ? 2 : money >= 0.01 ? 3 : 4)}`;
}

export function tokens(number: number | null): string {
  if (number === null) return "";
  if (number < 10_000) return `${number.toLocaleString("en")} tokens`;
  return number < 1_000_000 ? `${Math.round(number / 1000)}k tokens` : `${(number / 1_000_000).toFixed(1)}M tokens`;
}

/** What was spent, in one line; what is not known is not said. */
export function spent(of: { seconds: number | null; money: number | null; tokens: number | null }): string {
  return [duration(of.seconds), dollars(of.money), tokens(of.tokens)].filter((part) => part !== "").join(" · ");
}
