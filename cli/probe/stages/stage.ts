import type { Cloud } from "../../../provider/settings/table";
import type { Findings } from "../findings";
import type { Session } from "../session";

/** What the settings and the user give a stage. Nothing of it is written down. */
export interface Given {
  /** The clouds that there are credentials of. */
  readonly clouds: ReadonlySet<Cloud>;
  readonly accountId: string | undefined;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string | undefined;
  /** The role of SpaceONE's token. */
  readonly role?: string | undefined;
  /** Says that SpaceONE's token has expired. */
  readonly expired?: string | undefined;
  /** The access key that a vault is made for. */
  readonly vaultAccessKey: string | undefined;
}

/** A part of the probe: what it makes, sees, and removes again. */
export interface Stage {
  readonly name: string;
  /** Whose service it needs. */
  readonly cloud: Cloud;
  /** The service that it needs, as a reader knows it. */
  readonly service: string;
  /** What it makes. */
  readonly makes: string;
  /** What that costs, and what is left of it for a while. */
  readonly costs: string;
  /** The switches that it can tell, alone or with other stages. */
  readonly switches: readonly string[];
  /** The option without which it is left out; absent where it is always done. */
  readonly option?: string;
  /** Why it cannot be done with what is given; undefined where it can. */
  readonly lacks?: (given: Given) => string | undefined;
  readonly run: (session: Session, given: Given) => Promise<Findings>;
}
