import type { EmulatorContext } from "../context";
import { ok, type Reply } from "../reply";
import { worldDocument } from "../world/changes";
import { switches, switchNames } from "../world/switches";
import { decodeAdminBody, type AdminCall } from "./call";

/** All switches: what each means, which values it may have, and how sure the default is. */
export const showWorld: AdminCall = ({ context }) => shown(context);

/** Changes all switches that the body names, or none of them, and answers all of them. */
export const changeWorld: AdminCall = ({ context, body }) => {
  context.world.change(decodeAdminBody(worldDocument, body));
  return shown(context);
};

function shown({ world }: EmulatorContext): Reply {
  const described = switchNames.map((name) => {
    const { schema: _schema, form: _form, ...about } = switches[name];
    return [name, { value: world.current[name], ...about }] as const;
  });
  return ok(Object.fromEntries(described));
}
