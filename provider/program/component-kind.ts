/** A kind of component as its class needs it. What its arguments are has no type here: the types that a program loads are few. */
export interface ComponentKind {
  readonly name: string;
  /** As component-definition.ts has it. */
  readonly definition: unknown;
}

/** The type token of a component: permanent, since it is a part of its children's URNs. */
export function componentType({ name }: Pick<ComponentKind, "name">): string {
  return `pulumi-scp:index:${name}`;
}

/** Whether a value is a component of a kind, also where several copies of this package are loaded. */
export function isComponent(value: unknown, kind: ComponentKind): boolean {
  return (
    typeof value === "object" && value !== null && "__pulumiType" in value && value.__pulumiType === componentType(kind)
  );
}
