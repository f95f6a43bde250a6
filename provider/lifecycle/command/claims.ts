import type { Desired, ProgramResource, ResourceRecord } from "../record/record";

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

/** A resource by its record, as far as it has an object. */
type Held = Pick<ResourceRecord, "resource" | "since">;

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

interface Tracked {
  readonly name: string;
  /** Inputs of the last command, where it is in state. */
  olds?: Desired;
  /** True where its object may be deleted before there is another one: nothing needs it. */
  isFree?: boolean;
  /** Inputs of a creation that was announced and has not happened yet. */
  announced?: Desired;
  /** State of a creation of unknown outcome whose object that one is to go on with. */
  left?: ResourceRecord;
}

/**
 * What a command has made, taken over, or seen alive, of one kind. Pulumi asks for a deletion by a state alone: after a
 * rename, a forced replacement or a crash that state may name an object that another one, or a newer state, has now.
 */
export class Claims {
  private readonly all = new Map<string, Tracked>();
  /** Owners of announced creations that are to take an object over, by its id. */
  private readonly adopters = new Map<string, string>();
  /** The latest claim on an object comes last. */
  private readonly objects = new Map<string, readonly Claim[]>();

  /**
   * Pulumi checks a resource without old inputs where it will create it. These are the old inputs where that is a
   * replacement: then it has checked with them just before.
   */
  replaced(olds: Desired | undefined, resource: ProgramResource | undefined): Desired | undefined {
    return olds === undefined ? this.all.get(ownerOf(resource))?.olds : undefined;
  }

  /** A resource was checked. */
  checked(olds: Desired | undefined, news: Desired): void {
    const tracked = this.tracked(news.resource);
    this.withdraw(tracked);
    delete tracked.olds;
    if (olds === undefined) this.announce(tracked, news);
    else Object.assign(tracked, { olds, isFree: false });
  }

  /** The name of another resource that was given an object, or is about to take it over. */
  rival(id: string, resource: ProgramResource | undefined): string | undefined {
    const owner = ownerOf(resource);
    const given = this.claimsOn(id).find(
      (claim) => claim.owner !== owner && (claim.how === "taken" || claim.how === "kept"),
    );
    return given?.name ?? this.announcedFor(id, owner)?.name;
  }

  /** True where the program runs, so that a comparison says what becomes of an object; a refresh compares as well. */
  isChecked(resource: ProgramResource | undefined): boolean {
    return this.all.get(ownerOf(resource))?.olds !== undefined;
  }

  /** Nothing needs the object of a resource until there is another one. */
  free(resource: ProgramResource | undefined): void {
    this.tracked(resource).isFree = true;
  }

  isFree(resource: ProgramResource | undefined): boolean {
    return this.all.get(ownerOf(resource))?.isFree === true;
  }

  /** A resource is no replacement of what it was before. */
  forget(resource: ProgramResource | undefined): void {
    delete this.tracked(resource).olds;
  }

  /** True where a refresh has read an object and the program has said nothing of it: its comparison is for the eye. */
  isOnlySeen(id: string, resource: ProgramResource | undefined): boolean {
    const owner = ownerOf(resource);
    return (
      !this.isChecked(resource) && this.claimsOn(id).some((claim) => claim.owner === owner && claim.how === "seen")
    );
  }

  claim(id: string, { resource, since }: Held, how: How): void {
    const owner = ownerOf(resource);
    const claims = this.claimsOn(id);
    const own = claims.find((claim) => claim.owner === owner);
    if (how === "seen" && own !== undefined && isAlive(own)) return;
    const others = claims.filter((claim) => claim !== own);
    this.objects.set(id, [...others, { owner, name: resource?.name ?? "", how, since }]);
  }

  /** A creation was tried. */
  created({ resource }: Desired): void {
    this.withdraw(this.tracked(resource));
  }

  /** The object of a creation of unknown outcome stays for the announced one. */
  leave(record: ResourceRecord): void {
    this.tracked(record.resource).left = record;
  }

  /** What was left for a creation. */
  leftFor({ resource }: Desired): ResourceRecord | undefined {
    return this.all.get(ownerOf(resource))?.left;
  }

  /** The inputs for which the object of a state is to make room: its resource is replaced, and deleted first. */
  successor({ resource }: Held): Desired | undefined {
    return this.all.get(ownerOf(resource))?.announced;
  }

  /** What stands in the way of deleting an object for a state: it belongs to whoever has claimed it last. */
  obstacle(id: string, { resource, since }: Held): Obstacle | undefined {
    const owner = ownerOf(resource);
    const alive = this.claimsOn(id).filter(isAlive);
    const claim = alive.at(-1) ?? this.claimsOn(id).at(-1);
    if (claim !== undefined && !isOfState(claim, owner, since)) {
      return { by: claim.name, how: claim.how, isOwn: claim.owner === owner };
    }
    const announced = this.announcedFor(id, owner);
    return announced && { by: announced.name, how: "taken", isOwn: false };
  }

  /** A state lets go of its object. */
  release(id: string, { resource, since }: Held): void {
    const owner = ownerOf(resource);
    this.objects.set(
      id,
      this.claimsOn(id).filter((claim) => !isOfState(claim, owner, since)),
    );
    this.forget(resource);
  }

  private announce(tracked: Tracked, news: Desired): void {
    tracked.announced = news;
    const { adopt, resource } = news;
    if (typeof adopt === "string" && !this.adopters.has(adopt)) this.adopters.set(adopt, ownerOf(resource));
  }

  private withdraw(tracked: Tracked): void {
    const { adopt, resource } = tracked.announced ?? {};
    if (typeof adopt === "string" && this.adopters.get(adopt) === ownerOf(resource)) this.adopters.delete(adopt);
    delete tracked.announced;
    delete tracked.left;
  }

  private announcedFor(id: string, owner: string): Tracked | undefined {
    const adopter = this.adopters.get(id);
    return adopter === undefined || adopter === owner ? undefined : this.all.get(adopter);
  }

  private claimsOn(id: string): readonly Claim[] {
    return this.objects.get(id) ?? [];
  }

  private tracked(resource: ProgramResource | undefined): Tracked {
    const owner = ownerOf(resource);
    const known = this.all.get(owner) ?? { name: resource?.name ?? "" };
    this.all.set(owner, known);
    return known;
  }
}

/** The name of a resource, told apart from one of the same name beneath another parent. */
function ownerOf(resource: ProgramResource | undefined): string {
  return `${resource?.parent ?? ""}/${resource?.name ?? ""}`;
}

function isAlive({ how }: Claim): boolean {
  return how === "made" || how === "taken" || how === "kept";
}

/** A state keeps its time under a new name (option `aliases`, `pulumi state rename`). */
function isOfState(claim: Claim, owner: string, since: string | undefined): boolean {
  return since === undefined ? claim.owner === owner && claim.since === undefined : claim.since === since;
}
