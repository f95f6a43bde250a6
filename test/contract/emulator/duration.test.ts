import { expect, test } from "@jest/globals";
import { parseDuration } from "../../../emulator/duration";

test.each([
  ["PT72H", 72 * 3_600_000],
  ["P3D", 3 * 86_400_000],
  ["P1W", 7 * 86_400_000],
  ["PT1H30M", 5_400_000],
  ["P1DT12H", 129_600_000],
  ["PT15S", 15_000],
  ["PT0.25S", 250],
  ["PT0S", 0],
])("%s is %d ms", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(["", "P", "PT", "P1DT", "P1Y", "P1M", "-P1D", "P-1D", "PT1.5H", "72H", "P1D ", "p1d", "PT1M1H", "P1H", "1d"])(
  "%j is no duration",
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);
