import { z } from "zod";

/** What a random password is made of. What is left out is the service's choice. */
export interface PasswordRules {
  /** Number of characters. */
  readonly length?: number | undefined;
  /** Each character of this text is left out. */
  readonly excludeCharacters?: string | undefined;
  readonly excludeLowercase?: boolean | undefined;
  readonly excludeUppercase?: boolean | undefined;
  readonly excludeNumbers?: boolean | undefined;
  readonly excludePunctuation?: boolean | undefined;
  readonly includeSpace?: boolean | undefined;
  /** Whether each type of characters that is not excluded has to occur. */
  readonly requireEachIncludedType?: boolean | undefined;
}

/** What is undefined is not sent. */
export function passwordBody(rules: PasswordRules): object {
  return {
    password_length: rules.length,
    exclude_characters: rules.excludeCharacters,
    exclude_lowercase: rules.excludeLowercase,
    exclude_uppercase: rules.excludeUppercase,
    exclude_numbers: rules.excludeNumbers,
    exclude_punctuation: rules.excludePunctuation,
    include_space: rules.includeSpace,
    require_each_included_type: rules.requireEachIncludedType,
  };
}

export const passwordReply = z
  .object({ random_password: z.string().min(1) })
  .transform(({ random_password }) => random_password);
