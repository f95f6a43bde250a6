import * as ts from "typescript";

/** Constants of a file by their names: parts of messages that have a name. */
export type Constants = ReadonlyMap<string, ts.Expression>;

/** A name that a file gives twice stands for neither of its values. */
export function constantsOf(file: ts.SourceFile): Constants {
  const found = new Map<string, ts.Expression | undefined>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      found.set(node.name.text, found.has(node.name.text) ? undefined : node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return new Map([...found].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** The forms of a text of the code, with names for its values: `the name "<name>" is taken by another <noun>`. */
export function formsOf(expression: ts.Expression, constants: Constants): readonly string[] {
  const inner = (part: ts.Expression): readonly string[] => formsOf(part, constants);
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isParenthesizedExpression(expression)) return inner(expression.expression);
  if (ts.isTemplateExpression(expression)) {
    return expression.templateSpans.reduce<readonly string[]>(
      (before, { expression: value, literal }) => joined(joined(before, inner(value)), [literal.text]),
      [expression.head.text],
    );
  }
  if (isSum(expression)) return joined(inner(expression.left), inner(expression.right));
  if (ts.isConditionalExpression(expression)) {
    return [...new Set([...inner(expression.whenTrue), ...inner(expression.whenFalse)])];
  }
  if (ts.isIdentifier(expression)) {
    const named = constants.get(expression.text);
    if (named !== undefined && isText(named)) return inner(named);
  }
  return [valueName(expression)];
}

/** Whether an expression is written as a text, or as parts of one. */
export function isText(node: ts.Node): node is ts.Expression {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true;
  if (ts.isParenthesizedExpression(node)) return isText(node.expression);
  if (ts.isConditionalExpression(node)) return isText(node.whenTrue) && isText(node.whenFalse);
  return isSum(node) && (isText(node.left) || isText(node.right));
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** All combinations of two parts; where these are too many, dots stand for the second part. */
function joined(before: readonly string[], after: readonly string[]): readonly string[] {
  const parts = before.length * after.length > 6 ? ["..."] : after;
  return before.flatMap((one) => parts.map((other) => one + other));
}

/** What a value is called in a message's form. */
function valueName(value: ts.Expression): string {
  if (ts.isIdentifier(value)) return `<${words(value.text)}>`;
  if (ts.isPropertyAccessExpression(value)) return `<${words(value.name.text)}>`;
  if (!ts.isCallExpression(value)) return "...";
  const [argument] = value.arguments;
  const called = value.expression;
  if (ts.isIdentifier(called) && called.text === "String" && argument !== undefined) return valueName(argument);
  if (!ts.isPropertyAccessExpression(called)) return "...";
  if (called.name.text === "stringify" && argument !== undefined) return `"${valueName(argument)}"`;
  return called.name.text === "join" ? valueName(called.expression) : "...";
}

function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
