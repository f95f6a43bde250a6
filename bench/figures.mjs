// How the figures of a benchmark are made from single measurements.

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The ratio of two measurements of each run, since only what was measured side by side can be compared. */
export function ratios(own, floor) {
  const each = own.map((value, run) => value / floor[run]);
  return { median: median(each), lowest: Math.min(...each), highest: Math.max(...each) };
}

/** "1.04 (0.98-1.11)" */
export function shownRatio(own, floor) {
  const { median: middle, lowest, highest } = ratios(own, floor);
  return own.length < 2 ? middle.toFixed(2) : `${middle.toFixed(2)} (${lowest.toFixed(2)}-${highest.toFixed(2)})`;
}

export function shownSeconds(numbers) {
  return `${median(numbers).toFixed(2)} s`;
}
