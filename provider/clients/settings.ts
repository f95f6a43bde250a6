/** Where a setting's value was found; named in messages. */
export interface Found {
  readonly value: string;
  readonly source: string;
}

/** What this process was given to find its settings in. */
export interface SettingsSource {
  /** Looks up a key such as `scp:region` in the stack's configuration, or in an explicit provider's own inputs. */
  readonly configured: (key: string) => Found | undefined;
  /** What an explicit provider with a profile has from the stack's configuration: the profile comes before it. */
  readonly inherited: (key: string) => Found | undefined;
  /** Whether an explicit provider is served: it reads no variables and no files but those that it names. */
  readonly explicit: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that holds the files of other tools. */
  readonly home: string;
}

/** One of the places that settings of a cloud are looked for in. Looks nowhere before it is asked. */
export interface SettingsLayer {
  readonly find: (name: string) => Found | undefined;
  /** What a setting is called there, for messages. */
  readonly called: (name: string) => string;
  /** Set where credentials must be in this layer, since it was named for them: what it is, for messages. */
  readonly holdsCredentials?: string;
}

/** A layer of values under keys such as `scp:region`. */
export function configurationLayer(cloud: string, look: (key: string) => Found | undefined): SettingsLayer {
  const called = (name: string): string => `${cloud}:${name}`;
  return { called, find: (name) => nonEmpty(look(called(name))) };
}

/** A layer of environment variables. `variables` says what each setting is called there. */
export function environmentLayer(
  env: Readonly<Record<string, string | undefined>>,
  variables: Readonly<Record<string, string>>,
): SettingsLayer {
  const called = (name: string): string => variables[name] ?? name;
  return {
    called,
    find: (name) => {
      const variable = variables[name];
      const value = variable === undefined ? undefined : env[variable];
      return value === undefined ? undefined : nonEmpty({ value, source: `environment variable ${variable ?? ""}` });
    },
  };
}

/** The value of the first layer that has one. */
export function findSetting(layers: readonly SettingsLayer[], name: string): Found | undefined {
  for (const layer of layers) {
    const found = layer.find(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function nonEmpty(found: Found | undefined): Found | undefined {
  return found?.value === "" ? undefined : found;
}
