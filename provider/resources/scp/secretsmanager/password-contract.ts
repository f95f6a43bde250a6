/** What a random password is made of. */
export interface PasswordRules {
  /** Number of characters, 5 to 1024. Default: 32. */
  length?: number;
  /** Characters that must not occur, up to 4096. Default: none. */
  excludeCharacters?: string;
  /** Whether a to z must not occur. Default: false. */
  excludeLowercase?: boolean;
  /** Whether A to Z must not occur. Default: false. */
  excludeUppercase?: boolean;
  /** Whether 0 to 9 must not occur. Default: false. */
  excludeNumbers?: boolean;
  /** Whether punctuation must not occur. Default: false. */
  excludePunctuation?: boolean;
  /** Whether spaces may occur. Default: false. */
  includeSpace?: boolean;
  /** Whether each type of characters that may occur has to. Default: true. */
  requireEachIncludedType?: boolean;
}

/** Inputs of a random password that state keeps. A change of any of them makes another password. */
export interface RandomPasswordArgs extends PasswordRules {
  /** Any texts. A change of one of them makes another password. */
  keepers?: Record<string, string>;
}

/** Outputs of a random password besides its inputs. */
export interface RandomPasswordOutputs {
  /** The password, secret. */
  password: string;
}
