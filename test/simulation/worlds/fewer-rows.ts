import { seededRandom } from "../../../emulator/random";

/** A row as the index of a value in each column. */
export type Cells = readonly number[];

/** So many changes are tried to do without one more row. */
const mostChanges = 400_000;
/** How readily a change is made that costs a pair, so that others can be won. */
const readiness = 0.4;

/**
 * Fewer rows with all the pairs of values that these have. The first row stays, and no row becomes one that is refused. One row
 * after the other is taken out, and what only it had is brought into the others by changes of single cells, as in simulated
 * annealing.
 */
export function withFewerRows(
  rows: readonly Cells[],
  sizes: readonly number[],
  isRefused: (row: Cells) => boolean,
): readonly Cells[] {
  const random = seededRandom(1);
  const table = new Table(rows, sizes);
  for (let best = rows; ; best = table.rows) {
    if (best.length < 3) return best;
    table.dropPoorest();
    for (let count = 0; table.lost.size > 0; count++) {
      if (count === mostChanges) return best;
      const change = table.changeFor(table.lost.any(random()), 1 + Math.floor(random() * (table.length - 1)));
      if (change !== undefined && random() < Math.exp(-table.costOf(change) / readiness)) table.make(change, isRefused);
    }
  }
}

/** A new value of a cell. Values are known by their places among those of all columns. */
interface Change {
  readonly row: number;
  readonly column: number;
  readonly to: number;
}

/** Rows, and how many of them have each pair of values. */
class Table {
  /** Pairs that rows had, and none has any more. */
  readonly lost = new Bag();
  /** The place of each column's first value. */
  private readonly starts: readonly number[];
  private readonly columns: readonly number[];
  private readonly cells: number[][];
  private readonly counts: Uint16Array;

  constructor(rows: readonly Cells[], sizes: readonly number[]) {
    this.starts = sizes.map((_, column) => sizes.slice(0, column).reduce((sum, size) => sum + size, 0));
    this.columns = sizes.flatMap((size, column) => Array.from({ length: size }, () => column));
    this.cells = rows.map((row) => row.map((value, column) => (this.starts[column] ?? 0) + value));
    this.counts = new Uint16Array(this.columns.length ** 2);
    for (const row of this.cells) for (const pair of this.pairsOf(row)) this.count(pair, 1);
  }

  get length(): number {
    return this.cells.length;
  }

  get rows(): readonly Cells[] {
    return this.cells.map((row) => this.valuesOf(row));
  }

  /** Takes out the row that alone has the fewest pairs. */
  dropPoorest(): void {
    const alone = this.cells.map((row) => this.pairsOf(row).filter((pair) => this.counts[pair] === 1).length);
    const poorest = alone.indexOf(Math.min(...alone.slice(1)), 1);
    const [row = []] = this.cells.splice(poorest, 1);
    for (const pair of this.pairsOf(row)) this.count(pair, -1);
  }

  /** The change that brings a pair into a row, if the row has one of its values. */
  changeFor(pair: number, row: number): Change | undefined {
    const places = [Math.floor(pair / this.columns.length), pair % this.columns.length] as const;
    const [one, other] = places.map((place) => ({ row, column: this.columns[place] ?? 0, to: place }));
    const has = ({ column, to }: Change): boolean => this.cells[row]?.[column] === to;
    if (one === undefined || other === undefined || has(one) === has(other)) return undefined;
    return has(one) ? other : one;
  }

  /** How many pairs more would be lost than won. */
  costOf({ row, column, to }: Change): number {
    const cells = this.cells[row] ?? [];
    const from = cells[column] ?? 0;
    let cost = 0;
    for (const [other, place] of cells.entries()) {
      if (other === column) continue;
      if (this.counts[this.pair(from, place)] === 1) cost++;
      if (this.counts[this.pair(to, place)] === 0) cost--;
    }
    return cost;
  }

  make({ row, column, to }: Change, isRefused: (row: Cells) => boolean): void {
    const cells = this.cells[row] ?? [];
    const from = cells[column] ?? 0;
    if (isRefused(this.valuesOf(cells.with(column, to)))) return;
    for (const [other, place] of cells.entries()) {
      if (other === column) continue;
      this.count(this.pair(from, place), -1);
      this.count(this.pair(to, place), 1);
    }
    cells[column] = to;
  }

  private valuesOf(row: readonly number[]): Cells {
    return row.map((place, column) => place - (this.starts[column] ?? 0));
  }

  private count(pair: number, change: 1 | -1): void {
    const count = (this.counts[pair] ?? 0) + change;
    this.counts[pair] = count;
    if (count === 0) this.lost.add(pair);
    else if (count === 1 && change === 1) this.lost.remove(pair);
  }

  private pairsOf(row: readonly number[]): readonly number[] {
    return row.flatMap((one, index) => row.slice(index + 1).map((other) => this.pair(one, other)));
  }

  private pair(one: number, other: number): number {
    return one < other ? one * this.columns.length + other : other * this.columns.length + one;
  }
}

/** Numbers, any of which can be taken at once. */
class Bag {
  private readonly all: number[] = [];
  private readonly indices = new Map<number, number>();

  get size(): number {
    return this.all.length;
  }

  /** The number at a part of the way, from 0 to 1. */
  any(part: number): number {
    return this.all[Math.floor(part * this.all.length)] ?? 0;
  }

  add(number: number): void {
    this.indices.set(number, this.all.push(number) - 1);
  }

  remove(number: number): void {
    const index = this.indices.get(number);
    const last = this.all.at(-1);
    if (index === undefined || last === undefined) return;
    this.all[index] = last;
    this.indices.set(last, index);
    this.indices.delete(number);
    this.all.pop();
  }
}
