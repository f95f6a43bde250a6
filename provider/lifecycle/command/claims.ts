import { plainId, sameId } from "../../words/ids";
import type { Ignored } from "../planning/ignored-inputs";
import type { Desired, ProgramResource, ResourceRecord } from "../record/record";

/** How a resource of this command came to its object. */
type How =
  /** the resource made it in this command */
  | "made"
  /** the resource adopted it in this command */
  | "taken"
  /** it is in state, and the program keeps it */
  | "kept"
  /** it is in state, and a refresh has read it */
  | "seen"
  /** the program only reads it */
  | "looked up";

/** The part of a record that tells whose object it is. */
type Held = Pick<ResourceRecord, "resource" | "since">;

/** With what is known of the object. */
type HeldObject = Held & Pick<ResourceRecord, "outputs">;

interface Claim {
  readonly owner: string;
  readonly name: string;
  readonly how: How;
  /** When the resource got the object: tells the states of one object apart. */
  readonly since: string | undefined;
  /** Names of the outputs that the resource's state has. */
  readonly outputs: readonly string[];
}

/** Why an object is not deleted although a state names it. */
export interface Obstacle {
  /** The resource that the object belongs to. */
  readonly by: string;
  readonly how: How;
  /** True if the object belongs to the new state of the resource whose old state is deleted. */
  readonly isOwn: boolean;
  /** Names of the outputs that the other state has. */
  readonly outputs: readonly string[];
}

/** The object that a resource has now, and what it is wanted to be. */
interface Present {
  readonly id: string;
  readonly desired: Desired;
}

interface Tracked {
  readonly name: string;
  /** Inputs of the last command, if the resource is in state. */
  olds?: Desired;
  /** The resource as a refresh of this command has found it. */
  seen?: Desired;
  /** True if Pulumi has asked for a comparison since it has checked the resource with old inputs. */
  isCompared?: boolean;
  /** What the resource ignores, as the request for its comparison said. */
  ignored?: Ignored | undefined;
  /** True if its object may be deleted before its successor exists: nothing needs it. */
  isFree?: boolean;
  /** Inputs of a creation that Pulumi has checked and not yet asked for. */
  announced?: Desired;
  /** True if nothing was known of an object that the announced creation may replace. */
  isUnforeseen?: boolean;
  /** The object that the resource goes on with, unless a replacement that was examined has made it. */
  present?: Present;
  /** Record of a creation of unknown outcome, whose object the announced creation will use. */
  left?: ResourceRecord;
}

/**
 * Which resource each object of one kind belongs to, as far as this command knows. Pulumi asks for a deletion by a state
 * alone. After a rename, a forced replacement or a crash, the object in that state may belong to another resource by now,
 * or to a newer state of the same one.
 */
export class Claims {
  private readonly all = new Map<string, Tracked>();
  /** Owners of announced creations that will adopt an object, by its id. */
  private readonly adopters = new Map<string, string>();
  /** The latest claim on an object comes last. */
  private readonly objects = new Map<string, readonly Claim[]>();

  /** @param existing the input that has the object's id, for kinds that adopt an object and never make one */
  constructor(private readonly existing?: string) {}

  /**
   * Pulumi checks a resource without old inputs if it will create it. If that is a replacement, it has checked with the old
   * inputs just before, unless a command asks for the replacement; but a refresh may have read the object then. This gives
   * the inputs of what is replaced.
   */
  replaced(olds: Desired | undefined, resource: ProgramResource | undefined): Desired | undefined {
    const tracked = this.all.get(ownerOf(resource));
    return olds === undefined ? (tracked?.olds ?? tracked?.seen) : undefined;
  }

  /** A refresh has found the object of a resource. */
  seen(found: Desired): void {
    if (found.resource?.get !== true) this.tracked(found.resource).seen = found;
  }

  /** Id of the object that a resource is to take over; undefined if it makes one, or if the id is not known yet. */
  adoptedBy({ adopt, inputs }: Desired): string | undefined {
    const id = this.existing === undefined ? adopt : inputs[this.existing];
    return typeof id === "string" ? id : undefined;
  }

  /** A resource was checked. */
  checked(olds: Desired | undefined, news: Desired): void {
    const tracked = this.tracked(news.resource);
    this.withdraw(tracked);
    if (olds === undefined) tracked.isUnforeseen = this.replaced(olds, news.resource) === undefined;
    delete tracked.olds;
    delete tracked.seen;
    if (olds === undefined) this.announce(tracked, news);
    else Object.assign(tracked, { olds, isFree: false, isCompared: false, ignored: undefined });
  }

  /** The name of another resource that the object belongs to, or that is about to adopt it. */
  rival(id: string, resource: ProgramResource | undefined): string | undefined {
    const owner = ownerOf(resource);
    const given = this.claimsOn(id).find(
      (claim) => claim.owner !== owner && (claim.how === "taken" || claim.how === "kept"),
    );
    return given?.name ?? this.announcedFor(id, owner)?.name;
  }

  /** True if the program has declared the resource in this command. A refresh compares without that. */
  isChecked(resource: ProgramResource | undefined): boolean {
    return this.all.get(ownerOf(resource))?.olds !== undefined;
  }

  /** Notes a comparison, and what the resource ignores: a transform may have added to what its constructor knew. */
  compared(resource: ProgramResource | undefined, ignored: Ignored | undefined): void {
    Object.assign(this.tracked(resource), { isCompared: true, ignored });
  }

  isCompared(resource: ProgramResource | undefined): boolean {
    return this.all.get(ownerOf(resource))?.isCompared === true;
  }

  /** The resource as the program has declared it before. Its state may have an older declaration. */
  declaredBefore(resource: ProgramResource | undefined): ProgramResource | undefined {
    return this.all.get(ownerOf(resource))?.olds?.resource;
  }

  ignoredBy(resource: ProgramResource | undefined): Ignored | undefined {
    return this.all.get(ownerOf(resource))?.ignored;
  }

  /** Notes that nothing needs the object of a resource, so it may be deleted before its successor exists. */
  free(resource: ProgramResource | undefined): void {
    this.tracked(resource).isFree = true;
  }

  isFree(resource: ProgramResource | undefined): boolean {
    return this.all.get(ownerOf(resource))?.isFree === true;
  }

  /** Notes that a later creation of the resource is no replacement. */
  forget(resource: ProgramResource | undefined): void {
    delete this.tracked(resource).olds;
    delete this.tracked(resource).seen;
  }

  /** True if only a refresh has read the object: its comparison is shown, and nothing follows from it. */
  isOnlySeen(id: string, { resource, since }: Held): boolean {
    const owner = ownerOf(resource);
    const isOwn = (claim: Claim): boolean => claim.owner === owner || isOfState(claim, owner, since);
    return !this.isChecked(resource) && this.claimsOn(id).some((claim) => claim.how === "seen" && isOwn(claim));
  }

  claim(id: string, { resource, since, outputs }: HeldObject, how: How): void {
    const owner = ownerOf(resource);
    const claims = this.claimsOn(id);
    const own = claims.find((claim) => claim.owner === owner);
    if (how === "seen" && own !== undefined && isAlive(own)) return;
    const others = claims.filter((claim) => claim !== own);
    this.objects.set(plainId(id), [
      ...others,
      { owner, name: resource?.name ?? "", how, since, outputs: Object.keys(outputs) },
    ]);
  }

  /** A creation has made an object. */
  made(id: string, desired: Desired): void {
    if (this.tracked(desired.resource).isUnforeseen === true) this.goesOn(id, desired);
  }

  /** A resource goes on with its object. */
  goesOn(id: string, desired: Desired): void {
    this.tracked(desired.resource).present = { id, desired };
  }

  /** What has taken the place of an object, perhaps without anybody having been asked about it. */
  inPlaceOf(id: string, { resource }: Held): Desired | undefined {
    const present = this.all.get(ownerOf(resource))?.present;
    return present !== undefined && sameId(present.id, id) ? undefined : present?.desired;
  }

  /** A creation was tried. */
  created({ resource }: Desired): void {
    this.withdraw(this.tracked(resource));
  }

  /** Leaves the object of a creation of unknown outcome to the announced creation. */
  leave(record: ResourceRecord): void {
    this.tracked(record.resource).left = record;
  }

  /** The record of an object that was left to a creation. */
  leftFor({ resource }: Desired): ResourceRecord | undefined {
    return this.all.get(ownerOf(resource))?.left;
  }

  /** The inputs of the successor, if the object of a state is deleted first to make room for it. */
  successor({ resource }: Held): Desired | undefined {
    return this.all.get(ownerOf(resource))?.announced;
  }

  /** Why an object must not be deleted for a state: it belongs to the resource that has claimed it last. */
  obstacle(id: string, { resource, since }: Held): Obstacle | undefined {
    const owner = ownerOf(resource);
    const alive = this.claimsOn(id).filter(isAlive);
    const claim = alive.at(-1) ?? this.claimsOn(id).at(-1);
    if (claim !== undefined && !isOfState(claim, owner, since)) {
      return { by: claim.name, how: claim.how, isOwn: claim.owner === owner, outputs: claim.outputs };
    }
    const announced = this.announcedFor(id, owner);
    return announced && { by: announced.name, how: "taken", isOwn: false, outputs: [] };
  }

  /** The object no longer belongs to a state. */
  release(id: string, { resource, since }: Held): void {
    const owner = ownerOf(resource);
    this.objects.set(
      plainId(id),
      this.claimsOn(id).filter((claim) => !isOfState(claim, owner, since)),
    );
    this.forget(resource);
  }

  private announce(tracked: Tracked, news: Desired): void {
    tracked.announced = news;
    const adopted = this.plainlyAdoptedBy(news);
    if (adopted !== undefined && !this.adopters.has(adopted)) this.adopters.set(adopted, ownerOf(news.resource));
  }

  private withdraw(tracked: Tracked): void {
    const { announced } = tracked;
    const adopted = announced && this.plainlyAdoptedBy(announced);
    if (adopted !== undefined && this.adopters.get(adopted) === ownerOf(announced?.resource))
      this.adopters.delete(adopted);
    delete tracked.announced;
    delete tracked.left;
  }

  private plainlyAdoptedBy(desired: Desired): string | undefined {
    const adopted = this.adoptedBy(desired);
    return adopted && plainId(adopted);
  }

  private announcedFor(id: string, owner: string): Tracked | undefined {
    const adopter = this.adopters.get(plainId(id));
    return adopter === undefined || adopter === owner ? undefined : this.all.get(adopter);
  }

  private claimsOn(id: string): readonly Claim[] {
    return this.objects.get(plainId(id)) ?? [];
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

/** A state keeps its time when its resource gets another name (option `aliases`, `pulumi state rename`). */
function isOfState(claim: Claim, owner: string, since: string | undefined): boolean {
  return since === undefined ? claim.owner === owner && claim.since === undefined : claim.since === since;
}
