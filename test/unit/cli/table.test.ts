import { expect, test } from "@jest/globals";

import { csv } from "../../../cli/output/csv";
import { table } from "../../../cli/output/table";

test("a table has a line for each row, and columns as wide as their widest cell", () => {
  expect(
    table(
      ["name", "id"],
      [
        ["orders", "1"],
        ["a", ""],
      ],
    ),
  ).toBe("NAME    ID\norders  1\na");
});

test("a table shows texts on one line, and cuts long ones", () => {
  expect(table(["name"], [["a\n b\t\u001b[31mc\u2028d"], ["x".repeat(200)]])).toBe(
    `NAME\na b [31mc d\n${"x".repeat(117)}...`,
  );
});

test("CSV keeps texts whole, and holds no formulas", () => {
  expect(
    csv(
      ["name", "id"],
      [
        ["a\nb", 'say "x"'],
        ["=1+1", "x".repeat(200)],
      ],
    ),
  ).toBe(`name,id\r\n"a\nb","say ""x"""\r\n'=1+1,${"x".repeat(200)}`);
});
