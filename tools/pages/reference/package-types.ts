import { join } from "node:path";

import * as ts from "typescript";

const folder = join(__dirname, "..", "..", "..", "provider");

/** A member of an interface, as its contract writes it. */
export interface Member {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
  readonly text: string;
  /** Names of this package's interfaces in its type. */
  readonly mentions: readonly string[];
}

/** A function of the package: its comment, and the names of its types. */
export interface FunctionTypes {
  readonly form: string;
  readonly args: string;
  readonly result: string;
}

/** What the compiler knows of the package's exports. */
export class PackageTypes {
  private readonly checker: ts.TypeChecker;
  private readonly exports = new Map<string, ts.Symbol>();

  constructor() {
    const { config } = ts.readConfigFile(join(folder, "..", "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
      config: unknown;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(folder, ".."));
    const program = ts.createProgram([join(folder, "index.ts")], { ...options, noEmit: true });
    this.checker = program.getTypeChecker();
    const index = program.getSourceFile(join(folder, "index.ts"));
    const symbol = index && this.checker.getSymbolAtLocation(index);
    if (symbol === undefined) throw new Error("provider/index.ts exports nothing");
    for (const exported of this.checker.getExportsOfModule(symbol)) {
      this.exports.set(exported.name, this.origin(exported));
    }
  }

  /** The comment of an export: its text, and the code of its example. */
  comment(name: string): { readonly text: string; readonly example: string | undefined } {
    const symbol = this.export(name);
    const example = symbol.getJsDocTags(this.checker).find((tag) => tag.name === "example");
    return { text: this.paragraphsOf(symbol).join("\n\n"), example: example && ts.displayPartsToString(example.text) };
  }

  /** Whether the package exports a type of this name. */
  has(name: string): boolean {
    return ((this.exports.get(name)?.flags ?? 0) & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0;
  }

  /** How a type is written that is no object with members of its own: a union, or a text. */
  alternatives(name: string): string | undefined {
    const type = this.checker.getDeclaredTypeOfSymbol(this.export(name));
    const isObject = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
    if (isObject && this.checker.getPropertiesOfType(type).length > 0) return undefined;
    const declaration = this.export(name).declarations?.find(ts.isTypeAliasDeclaration);
    return declaration && oneLine(declaration.type.getText());
  }

  /** The texts of a type that has nothing but texts, in the service's spelling; undefined for any other type. */
  paths(name: string): string[] | undefined {
    const type = this.checker.getDeclaredTypeOfSymbol(this.export(name));
    const texts = type.isUnion() ? type.types : [];
    const isText = ({ flags }: ts.Type): boolean =>
      (flags & (ts.TypeFlags.StringLiteral | ts.TypeFlags.TemplateLiteral)) !== 0;
    if (!name.endsWith("Key") || texts.length === 0 || !texts.every(isText)) return undefined;
    const all = texts.map((text) => this.checker.typeToString(text).slice(1, -1));
    // The compiler has them in an order that changes with the rest of the package.
    const inService = all.filter((path) => !/[A-Z]/.test(path)).sort();
    return inService.map((path) => path.replace("${string}", "<name>").replace("${number}", "<number>"));
  }

  /** Names of the exported types that a type's declaration mentions. */
  mentions(name: string): string[] {
    const declarations = this.export(name).declarations ?? [];
    if (this.paths(name) !== undefined) return [];
    if (this.alternatives(name) !== undefined) return declarations.flatMap((one) => this.mentionedIn(one));
    return [
      ...this.members(name).flatMap(({ mentions }) => mentions),
      ...declarations.flatMap((one) => this.given(one)),
    ];
  }

  /** The paths that an object's declaration gives to the generic types that it is made of. */
  private given(declaration: ts.Declaration): string[] {
    const bases = ts.isInterfaceDeclaration(declaration)
      ? (declaration.heritageClauses ?? []).flatMap(({ types }) => types)
      : ts.isTypeAliasDeclaration(declaration) && ts.isTypeReferenceNode(declaration.type)
        ? [declaration.type]
        : [];
    return bases
      .flatMap(({ typeArguments = [] }) => typeArguments.flatMap((given) => this.mentionedIn(given)))
      .filter((name) => this.paths(name) !== undefined);
  }

  /** The members of an object type, in the order of their declarations; those of a class without what it inherits. */
  members(name: string): Member[] {
    const symbol = this.export(name);
    const type = this.checker.getDeclaredTypeOfSymbol(symbol);
    const owner = symbol.declarations?.find(ts.isClassDeclaration);
    const isOwn = ({ declarations = [] }: ts.Symbol): boolean =>
      owner === undefined || declarations.some(({ parent }) => parent === owner);
    return this.checker
      .getPropertiesOfType(type)
      .filter(isOwn)
      .map((property) => {
        const declared = property.declarations?.find(isProperty)?.type;
        const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
        return {
          name: property.name,
          type: declared === undefined ? "unknown" : oneLine(declared.getText()),
          isOptional: optional,
          text: this.paragraphsOf(property).join(" "),
          mentions: declared === undefined ? [] : this.mentionedIn(declared),
        };
      });
  }

  /** What a function takes and gives; undefined for any other export. */
  functionTypes(name: string): FunctionTypes | undefined {
    const symbol = this.export(name);
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined) return undefined;
    const { aliasSymbol, aliasTypeArguments } = this.checker.getTypeOfSymbolAtLocation(symbol, declaration);
    const [args, result] = aliasTypeArguments ?? [];
    if (aliasSymbol === undefined || args === undefined || result === undefined) return undefined;
    return { form: aliasSymbol.name, args: this.checker.typeToString(args), result: this.checker.typeToString(result) };
  }

  private export(name: string): ts.Symbol {
    const symbol = this.exports.get(name);
    if (symbol === undefined) throw new Error(`provider/index.ts does not export ${name}`);
    return symbol;
  }

  private origin(symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : this.checker.getAliasedSymbol(symbol);
  }

  private paragraphsOf(symbol: ts.Symbol): string[] {
    return ts
      .displayPartsToString(symbol.getDocumentationComment(this.checker))
      .replace(/\{@link ([\w.]+) ?\}/g, "`$1`")
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.replace(/\s*\n\s*/g, " "));
  }

  private mentionedIn(node: ts.Node): string[] {
    const names: string[] = [];
    const visit = (part: ts.Node): void => {
      if (ts.isTypeReferenceNode(part) && this.has(part.typeName.getText())) names.push(part.typeName.getText());
      ts.forEachChild(part, visit);
    };
    visit(node);
    return names;
  }
}

function isProperty(node: ts.Node): node is ts.PropertySignature | ts.PropertyDeclaration {
  return ts.isPropertySignature(node) || ts.isPropertyDeclaration(node);
}

function oneLine(code: string): string {
  return code
    .replace(/\/\*\*.*?\*\//gs, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^\| /, "");
}
