import type { Inputs, Meta, State } from "./state";

/** How a resource of this command has an object. */
type How =
  /** made in this command */
  | "made"
  /** taken over in this command */
  | "taken"
  /** in state, and what the program goes on with */
  | "kept"
  /** in state, as a refresh has seen it */
  | "seen"
  /** only read by the program */
  | "looked up";

interface Claim {
  readonly owner: string;
  readonly name: string;
  readonly how: How;
  /** Tells the states of one object apart: the time since when it is had. */
  readonly since: string | undefined;
}

/** Why an object is not deleted although a state names it. */
export interface Obstacle {
  /** The resource that has it. */
  readonly by: string;
  readonly how: How;
  /** True where that is the new state of the resource whose old state is to go. */
  readonly isOwn: boolean;
}

interface Resource {
  readonly name: string;
  /** Inputs of the last command, where it is in state. */
  olds?: Inputs;
  /** True where its object may be deleted before there is another one: nothing needs it. */
  isFree?: boolean;
  /** Inputs of a creation that was announced and has not happened yet. */
  announced?: Inputs;
  /** State of a creation of unknown outcome whose object that one is to go on with. */
  left?: State;
}

/**
 * What a command has made, taken over, or seen alive, of one kind. Pulumi asks for a deletion by a state alone: after a
 * rename, a forced replacement or a crash that state may name an object that another one, or a newer state, has now.
 */
export class Claims {
  private readonly resources = new Map<string, Resource>();
  /** Owners of announced creations that are to take an object over, by its id. */
  private readonly adopters = new Map<string, string>();
  /** The latest claim on an object comes last. */
  private readonly objects = new Map<string, readonly Claim[]>();

  /**
   * Pulumi checks a resource without old inputs where it will create it. These are the old inputs where that is a
   * replacement: then it has checked with them just before.
   */
  replaced(olds: Inputs, meta: Meta | undefined): Inputs | undefined {
    return isEmpty(olds) ? this.resources.get(ownerOf(meta))?.olds : undefined;
  }

  /** A resource was checked. */
  checked(olds: Inputs, news: Inputs): void {
    const resource = this.resourceOf(news.__meta);
    this.withdraw(resource);
    delete resource.olds;
    if (isEmpty(olds)) this.announce(resource, news);
    else Object.assign(resource, { olds, isFree: false });
  }

  /** The name of another resource that was given an object, or is about to take it over. */
  rival(id: string, meta: Meta | undefined): string | undefined {
    const owner = ownerOf(meta);
    const given = this.claimsOn(id).find(
      (claim) => claim.owner !== owner && (claim.how === "taken" || claim.how === "kept"),
    );
    return given?.name ?? this.announcedFor(id, owner)?.name;
  }

  /** True where the program runs, so that a comparison says what becomes of an object; a refresh compares as well. */
  isChecked(meta: Meta | undefined): boolean {
    return this.resources.get(ownerOf(meta))?.olds !== undefined;
  }

  /** Nothing needs the object of a resource until there is another one. */
  free(meta: Meta | undefined): void {
    this.resourceOf(meta).isFree = true;
  }

  isFree(meta: Meta | undefined): boolean {
    return this.resources.get(ownerOf(meta))?.isFree === true;
  }

  /** A resource is no replacement of what it was before. */
  forget(meta: Meta | undefined): void {
    delete this.resourceOf(meta).olds;
  }

  /** True where a refresh has read an object and the program has said nothing of it: its comparison is for the eye. */
  isOnlySeen(id: string, meta: Meta | undefined): boolean {
    const owner = ownerOf(meta);
    return !this.isChecked(meta) && this.claimsOn(id).some((claim) => claim.owner === owner && claim.how === "seen");
  }

  claim(id: string, { __meta, __since }: State, how: How): void {
    const owner = ownerOf(__meta);
    const claims = this.claimsOn(id);
    const own = claims.find((claim) => claim.owner === owner);
    if (how === "seen" && own !== undefined && isAlive(own)) return;
    const others = claims.filter((claim) => claim !== own);
    this.objects.set(id, [...others, { owner, name: __meta?.name ?? "", how, since: __since }]);
  }

  /** A creation was tried. */
  created({ __meta }: Inputs): void {
    this.withdraw(this.resourceOf(__meta));
  }

  /** The object of a creation of unknown outcome stays for the announced one. */
  leave(state: State): void {
    this.resourceOf(state.__meta).left = state;
  }

  /** What was left for a creation. */
  leftFor({ __meta }: Inputs): State | undefined {
    return this.resources.get(ownerOf(__meta))?.left;
  }

  /** The inputs for which the object of a state is to make room: its resource is replaced, and deleted first. */
  successor({ __meta }: State): Inputs | undefined {
    return this.resources.get(ownerOf(__meta))?.announced;
  }

  /** What stands in the way of deleting an object for a state: it belongs to whoever has claimed it last. */
  obstacle(id: string, { __meta, __since }: State): Obstacle | undefined {
    const owner = ownerOf(__meta);
    const alive = this.claimsOn(id).filter(isAlive);
    const claim = alive.at(-1) ?? this.claimsOn(id).at(-1);
    if (claim !== undefined && !isOfState(claim, owner, __since)) {
      return { by: claim.name, how: claim.how, isOwn: claim.owner === owner };
    }
    const announced = this.announcedFor(id, owner);
    return announced && { by: announced.name, how: "taken", isOwn: false };
  }

  /** A state lets go of its object. */
  release(id: string, { __meta, __since }: State): void {
    const owner = ownerOf(__meta);
    this.objects.set(
      id,
      this.claimsOn(id).filter((claim) => !isOfState(claim, owner, __since)),
    );
    this.forget(__meta);
  }

  private announce(resource: Resource, news: Inputs): void {
    resource.announced = news;
    const { __adopt: adopt, __meta } = news;
    if (typeof adopt === "string" && !this.adopters.has(adopt)) this.adopters.set(adopt, ownerOf(__meta));
  }

  private withdraw(resource: Resource): void {
    const { __adopt: adopt, __meta } = resource.announced ?? {};
    if (typeof adopt === "string" && this.adopters.get(adopt) === ownerOf(__meta)) this.adopters.delete(adopt);
    delete resource.announced;
    delete resource.left;
  }

  private announcedFor(id: string, owner: string): Resource | undefined {
    const adopter = this.adopters.get(id);
    return adopter === undefined || adopter === owner ? undefined : this.resources.get(adopter);
  }

  private claimsOn(id: string): readonly Claim[] {
    return this.objects.get(id) ?? [];
  }

  private resourceOf(meta: Meta | undefined): Resource {
    const owner = ownerOf(meta);
    const known = this.resources.get(owner) ?? { name: meta?.name ?? "" };
    this.resources.set(owner, known);
    return known;
  }
}

/** The name of a resource, told apart from one of the same name beneath another parent. */
function ownerOf(meta: Meta | undefined): string {
  return `${meta?.parent ?? ""}/${meta?.name ?? ""}`;
}

function isEmpty(inputs: Inputs): boolean {
  return Object.keys(inputs).length === 0;
}

function isAlive({ how }: Claim): boolean {
  return how === "made" || how === "taken" || how === "kept";
}

/** A state keeps its time under a new name (option `aliases`, `pulumi state rename`). */
function isOfState(claim: Claim, owner: string, since: string | undefined): boolean {
  return since === undefined ? claim.owner === owner && claim.since === undefined : claim.since === since;
}
