// Counts what was played, and says it.

export class Report {
  constructor() {
    this.kinds = new Map();
    this.calls = 0;
    this.requests = 0;
    this.plays = 0;
    this.violations = 0;
  }

  /** `faultsEach`: 1 for single faults, 2 for pairs. */
  add(kind, faultsEach, { points, plays, calls, requests, found }) {
    const row = this.kinds.get(kind) ?? { single: {}, pairs: {}, plays: 0, points: 0, operations: 0, violations: 0 };
    this.kinds.set(kind, row);
    const counted = faultsEach === 1 ? row.single : row.pairs;
    for (const [fault, count] of Object.entries(points)) counted[fault] = (counted[fault] ?? 0) + count;
    row.plays += plays;
    row.points += Object.values(points).reduce((sum, count) => sum + count, 0) / faultsEach;
    row.operations += calls + requests;
    row.violations += found.length;
    this.plays += plays;
    this.calls += calls;
    this.requests += requests;
    this.violations += found.length;
  }

  /** What the engine has asked for, and what the plugins have asked the services for. */
  get operations() {
    return this.calls + this.requests;
  }

  /** Points by kind and fault: singly, and in pairs. */
  table() {
    const faults = [
      ...new Set([...this.kinds.values()].flatMap(({ single, pairs }) => Object.keys({ ...single, ...pairs }))),
    ];
    const rows = [
      ["", ...this.kinds.keys()],
      ...faults.map((fault) => [
        fault,
        ...[...this.kinds.values()].map(({ single, pairs }) => `${single[fault] ?? 0} + ${pairs[fault] ?? 0}`),
      ]),
      ...["points", "plays", "operations", "violations"].map((sum) => [
        sum,
        ...[...this.kinds.values()].map((row) => String(row[sum])),
      ]),
    ];
    const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
    return rows
      .map((cells) => cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "))
      .join("\n");
  }
}
