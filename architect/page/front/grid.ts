// A plain table that sorts by any of its columns; each row may lead somewhere.
import { element } from "./dom";

export interface Column<Row> {
  name: string;
  cell: (row: Row) => Node | string;
  by: (row: Row) => string | number; // what the column is sorted by
  isNumber?: boolean;
}

/** Sorts in place of nothing: the first order is the one given. The body is made anew at each `fill`. */
export class Grid<Row> {
  readonly table: HTMLTableElement;
  private readonly body = element("tbody");
  private readonly heads: HTMLTableCellElement[];
  private rows: readonly Row[] = [];
  private column: Column<Row> | null = null;
  private down = false;

  constructor(
    caption: string,
    private readonly columns: readonly Column<Row>[],
    private readonly dress: (line: HTMLTableRowElement, row: Row) => void,
  ) {
    this.heads = columns.map((column) =>
      element(
        "th",
        { scope: "col", class: column.isNumber ? "number" : "" },
        element("button", { type: "button", onclick: () => this.sortBy(column) }, column.name),
      ),
    );
    const head = element("thead", {}, element("tr", {}, ...this.heads));
    this.table = element("table", { class: "grid" }, element("caption", { class: "aside" }, caption), head, this.body);
  }

  fill(rows: readonly Row[]): void {
    this.rows = rows;
    const { column } = this;
    const sorted = column === null ? rows : rows.toSorted((one, two) => (this.down ? -1 : 1) * compared(column.by(one), column.by(two)));
    this.body.replaceChildren(...sorted.map((row) => this.line(row)));
    for (const [at, head] of this.heads.entries()) {
      const isIt = column !== null && this.columns[at] === column;
      head.setAttribute("aria-sort", isIt ? (this.down ? "descending" : "ascending") : "none");
    }
  }

  private sortBy(column: Column<Row>): void {
    this.down = this.column === column ? !this.down : false;
    this.column = column;
    this.fill(this.rows);
  }

  private line(row: Row): HTMLTableRowElement {
    const cells = this.columns.map((column) => element("td", { class: column.isNumber ? "number" : "" }, column.cell(row)));
    const line = element("tr", {}, ...cells);
    this.dress(line, row);
    return line;
  }
}

function compared(one: string | number, two: string | number): number {
  if (typeof one === "number" && typeof two === "number") return one - two;
  return String(one).localeCompare(String(two), "en", { numeric: true });
}
