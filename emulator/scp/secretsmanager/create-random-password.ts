import { randomInt } from "node:crypto";
import type { z } from "zod";
import { ok } from "../../reply";
import { decodeBody } from "../body";
import { validationError } from "../errors";
import type { Operation } from "../service";
import { randomPasswordRequest } from "./validation/secret";

export const createRandomPassword: Operation = ({ body }) => {
  const input = decodeBody(randomPasswordRequest, body);
  const types = characterTypes(input);
  const all = types.flat();
  if (all.length === 0) throw validationError("No character is left for the password");
  if (!input.require_each_included_type) return answer(pick(all, input.password_length));
  if (types.some((characters) => characters.length === 0)) {
    throw validationError("No character of an included type is left for the password");
  }
  const required = types.flatMap((characters) => pick(characters, 1));
  return answer(shuffled([...required, ...pick(all, input.password_length - required.length)]));
};

function answer(characters: readonly string[]) {
  return ok({ random_password: characters.join("") });
}

/** The characters of each included type, without the excluded characters. */
function characterTypes(input: z.output<typeof randomPasswordRequest>): string[][] {
  const types = [
    { included: !input.exclude_lowercase, characters: "abcdefghijklmnopqrstuvwxyz" },
    { included: !input.exclude_uppercase, characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
    { included: !input.exclude_numbers, characters: "0123456789" },
    { included: !input.exclude_punctuation, characters: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" },
    { included: input.include_space, characters: " " },
  ];
  return types
    .filter(({ included }) => included)
    .map(({ characters }) => Array.from(characters).filter((one) => !input.exclude_characters.includes(one)));
}

function pick(characters: readonly string[], count: number): string[] {
  return Array.from({ length: count }, () => characters[randomInt(characters.length)] ?? "");
}

/** A shuffle in which each order is equally likely (Fisher and Yates). */
function shuffled(characters: readonly string[]): string[] {
  const result: string[] = [];
  characters.forEach((character, index) => {
    const place = randomInt(index + 1);
    const moved = result[place];
    if (moved !== undefined) result[index] = moved;
    result[place] = character;
  });
  return result;
}
