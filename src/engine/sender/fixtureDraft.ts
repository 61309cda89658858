import { HumanError } from '../../common/errors.ts';
import { isHttpError } from '../../protocol/httpFile.ts';
import type { EventToFire } from '../../protocol/sending.ts';
import { parseHttpFile, type HttpRequest } from '../requests/httpFile.ts';
import type { Scheme } from '../signature/scheme.ts';
import type { Draft } from './compose.ts';
import { proofHeaders } from '../replay/resign.ts';
import type { Place } from '../../protocol/signature.ts';

type FixtureToFire = Extract<EventToFire, { readonly kind: 'fixture' }>;

/** Lower-case names of the headers that signing makes: a fixture has those of the time when it was captured. */
function madeBySigning(scheme: Scheme): ReadonlySet<string> {
  const { verify } = scheme;
  const places: readonly (Place | undefined)[] =
    verify.kind === 'signature' ? [verify.timestamp?.from, ...(verify.requires ?? [])] : [];
  const names = places.flatMap((place) =>
    place !== undefined && 'header' in place ? [place.header.toLowerCase()] : [],
  );
  return new Set(['host', 'content-length', ...proofHeaders(scheme), ...names]);
}

function bodyOf({ body, isFormatted }: HttpRequest, { name, bodyFile }: FixtureToFire): Uint8Array {
  switch (body.kind) {
    case 'text':
      if (isFormatted) {
        throw new HumanError(
          `The body of the fixture "${name}" is formatted for reading. Show its exact bytes first.`,
        );
      }
      return body.bytes;
    case 'captured':
      throw new HumanError(
        `The body of the fixture "${name}" is that of a captured event: save it as a fixture anew.`,
      );
    case 'file':
      if (bodyFile === null) {
        throw new HumanError(`The file ${body.name} with the body of the fixture "${name}" was not read.`);
      }
      return bodyFile;
  }
}

/**
 * The first request of a fixture, less what signing makes: it is signed at the moment when it is sent.
 * @throws HumanError where it has none that a channel could send.
 */
export function fixtureDraft(fixture: FixtureToFire, scheme: Scheme): Draft {
  const [request] = parseHttpFile(fixture.text);
  if (request === undefined || request.method !== 'POST' || request.problems.some(isHttpError)) {
    throw new HumanError(
      `The fixture "${fixture.name}" has no POST request that can be sent as it is written.`,
    );
  }
  const made = madeBySigning(scheme);
  return {
    headers: request.headers.filter(([name]) => !made.has(name.toLowerCase())),
    body: bodyOf(request, fixture),
  };
}
