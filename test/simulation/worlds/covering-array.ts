import { withFewerRows, type Cells } from "./fewer-rows";

/** A choice that is made in each row, and what can be chosen. */
export type Choices = Readonly<Record<string, readonly unknown[]>>;

export type Row = Readonly<Record<string, unknown>>;

/**
 * Rows in which each two values of different choices stand together at least once. The same choices give the same rows, and the
 * first one has the first value of each choice. Values that stand `apart` meet in a row of their own, which counts for no other
 * pair.
 */
export function coveringArray(choices: Choices, apart: readonly Row[] = []): readonly Row[] {
  const columns = Object.values(choices);
  const names = Object.keys(choices);
  const cellsOf = (row: Row): Cell[] =>
    Object.entries(row).map(([name, value]) => [names.indexOf(name), choices[name]?.indexOf(value) ?? -1]);
  const open = new OpenPairs(columns, apart.map(cellsOf));
  const rows: Cells[] = [];
  for (let row = columns.map(() => 0); open.count > 0; row = open.bestRow()) {
    open.cover(row);
    rows.push(row);
  }
  const fewer = withFewerRows(
    rows,
    columns.map(({ length }) => length),
    (row) => open.isRefused(row),
  );
  const first = Object.fromEntries(names.map((name) => [name, choices[name]?.[0]]));
  const found = fewer.map((row) =>
    Object.fromEntries(names.map((name, column) => [name, columns[column]?.[row[column] ?? 0]])),
  );
  return [...found, ...apart.map((row) => ({ ...first, ...row }))];
}

/** How many pairs of values of different choices there are. */
export function countPairs(choices: Choices): number {
  const sizes = Object.values(choices).map(({ length }) => length);
  return sizes.reduce(
    (sum, size, index) => sum + sizes.slice(index + 1).reduce((more, other) => more + size * other, 0),
    0,
  );
}

/** How many of these pairs some rows have. */
export function coveredPairs(choices: Choices, rows: readonly Row[]): number {
  const names = Object.keys(choices);
  const pairs = rows.flatMap((row) =>
    names.flatMap((first, index) =>
      names.slice(index + 1).map((second) => JSON.stringify([first, row[first], second, row[second]])),
    ),
  );
  return new Set(pairs).size;
}

/** Pairs that no row has yet. Columns and values are known by their index. */
class OpenPairs {
  /** The open partners of a value: `column.value`, then `column.value` again. */
  private readonly partners = new Map<string, Set<string>>();
  count = 0;

  constructor(
    private readonly columns: readonly Choices[string][],
    private readonly apart: readonly (readonly Cell[])[],
  ) {
    for (const [a, b] of pairsOf(columns)) {
      for (const first of columns[a]?.keys() ?? []) {
        for (const second of columns[b]?.keys() ?? []) this.open([a, first], [b, second]);
      }
    }
    for (const [first, second] of apart) if (first !== undefined && second !== undefined) this.close(first, second);
  }

  /** A row that has many open pairs: column by column, beginning with the value that has most of them. */
  bestRow(): number[] {
    const row: (number | undefined)[] = this.columns.map(() => undefined);
    const [column, value] = this.richest();
    row[column] = value;
    for (const other of this.columns.keys()) row[other] ??= this.bestValue(row, other);
    return row as number[];
  }

  cover(row: readonly number[]): void {
    for (const [a, b] of pairsOf(row)) this.close([a, row[a] ?? 0], [b, row[b] ?? 0]);
  }

  /** Whether a row has values that stand apart. */
  isRefused(row: Cells): boolean {
    return this.apart.some((cells) => cells.every(([column, value]) => row[column] === value));
  }

  private richest(): readonly [column: number, value: number] {
    const [key] = [...this.partners].reduce((best, one) => (one[1].size > best[1].size ? one : best));
    const [column = 0, value = 0] = key.split(".").map(Number);
    return [column, value];
  }

  /** The value with most open pairs among what the row has; among equal ones, that with most pairs left. */
  private bestValue(row: readonly (number | undefined)[], column: number): number {
    const chosen = row.flatMap((value, other) => (value === undefined ? [] : [`${String(other)}.${String(value)}`]));
    const rank = (value: number): number => {
      const partners = this.partners.get(`${String(column)}.${String(value)}`) ?? new Set();
      return chosen.filter((one) => partners.has(one)).length * 1_000_000 + partners.size;
    };
    const [first = 0, ...others] = [...(this.columns[column]?.keys() ?? [])].filter(
      (value) => !this.isApart(row, column, value),
    );
    return others.reduce((best, value) => (rank(value) > rank(best) ? value : best), first);
  }

  private isApart(row: readonly (number | undefined)[], column: number, value: number): boolean {
    return this.apart.some(
      (cells) =>
        cells.some((cell) => cell[0] === column && cell[1] === value) &&
        cells.every((cell) => cell[0] === column || row[cell[0]] === cell[1]),
    );
  }

  private open(...[first, second]: readonly [Cell, Cell]): void {
    this.count++;
    for (const [one, other] of [
      [first.join("."), second.join(".")],
      [second.join("."), first.join(".")],
    ] as const) {
      this.partners.set(one, (this.partners.get(one) ?? new Set()).add(other));
    }
  }

  private close(first: Cell, second: Cell): void {
    if (this.partners.get(first.join("."))?.delete(second.join(".")) !== true) return;
    this.partners.get(second.join("."))?.delete(first.join("."));
    this.count--;
  }
}

type Cell = readonly [column: number, value: number];

function pairsOf(columns: readonly unknown[]): (readonly [number, number])[] {
  return columns.flatMap((_, a) => columns.slice(a + 1).map((_other, index) => [a, a + 1 + index] as const));
}
