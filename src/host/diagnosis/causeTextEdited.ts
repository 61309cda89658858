import type { Translate } from '../words/translate.ts';
import { said, type CauseContext, type CauseWords } from './causeWords.ts';
import { codeText } from './differenceText.ts';
import { rawBodyIn } from './remedies.ts';
import type { Remedy } from './steps.ts';

const passBytes = (t: Translate): string =>
  t('Have every proxy, tunnel and script on the way pass the body on byte for byte.');

/** What happened to a body on its way; passing the bytes on is the remedy where no other is given. */
export function changed(
  context: CauseContext,
  clause: string,
  remedy: Remedy = passBytes(context.t),
): CauseWords {
  return { clause, remedy, proof: 'without' };
}

type HowText = (context: CauseContext) => Pick<CauseWords, 'clause'> & { readonly remedy?: Remedy };

/** What became of a body, by how that is called. */
const howTexts: Readonly<Record<string, HowText>> = {
  html: (context) => ({
    clause:
      said(context, 'times') === ''
        ? context.t('characters of the body were replaced with HTML entities, such as &quot;')
        : context.t(
            'characters of the body were replaced with HTML entities {0} times',
            said(context, 'times'),
          ),
    remedy: context.t('Verify the raw body before a filter escapes it.'),
  }),
  addslashes: ({ t }) => ({
    clause: t('the quotes and backslashes of the body were escaped, as PHP’s addslashes does'),
    remedy: t('Read the raw body (in PHP: `php://input`) before a framework escapes it.'),
  }),
  hex: ({ t }) => ({
    clause: t('the body was written in hexadecimal'),
    remedy: t('Forward the bytes, not their hexadecimal text.'),
  }),
  bytes: ({ t }) => ({
    clause: t("the body was printed as Python prints bytes, b'...'"),
    remedy: t('Use the bytes themselves, not what `str` makes of them.'),
  }),
  repr: ({ t }) => ({
    clause: t('the body was printed as Python prints a dict, which is no JSON'),
    remedy: [
      {
        text: t('Verify and forward the raw body, not what `str` makes of the parsed one. In Python:'),
        code: rawBodyIn(['python'], t),
      },
    ],
  }),
  inspect: ({ t }) => ({
    clause: t('the body was printed as Ruby prints a hash, which is no JSON'),
    remedy: [
      {
        text: t('Verify and forward the raw body, not the parsed one. In Ruby:'),
        code: rawBodyIn(['ruby'], t),
      },
    ],
  }),
  chunks: ({ t }) => ({
    clause: t('the chunk sizes of the transfer were left in the body'),
    remedy: t('Have the proxy or replay tool decode Transfer-Encoding: chunked.'),
  }),
  wrapped: ({ t }) => ({ clause: t('the body was broken into lines') }),
  echo: ({ t }) => ({
    clause: t('the sender’s shell printed -n and a newline with the body, and both were signed'),
    remedy: t('Use `printf %s "$BODY"` in place of `echo -n`.'),
  }),
  echoed: ({ t }) => ({
    clause: t(
      'the sender’s shell turned \\n and the like in the body into what they stand for, and that was signed',
    ),
    remedy: t('Use `printf %s "$BODY"` in place of `echo`.'),
  }),
  object: ({ t }) => ({
    clause: t('the body is “[object Object]”: JavaScript wrote an object as text'),
    remedy: t('Send `JSON.stringify` of the object, or the raw body.'),
  }),
  slashes: ({ t }) => ({
    clause: t('backslashes of the JSON were removed, as PHP’s stripslashes does'),
    remedy: t('Read the raw body (in PHP: `php://input`) before a framework unescapes it.'),
  }),
  quotes: ({ t }) => ({
    clause: t('the quotes of the JSON became typographic ones'),
    remedy: t('Turn off smart quotes where the body was pasted or edited.'),
  }),
  'no JSON': ({ t }) => ({
    clause: t('the body was changed, or its Content-Type is wrong: that says JSON, and the body is none'),
    remedy: [
      t('Compare the body with the one that the sender shows.'),
      t('Look for what changed it on the way.'),
    ],
  }),
};

const addedTexts: Readonly<Record<string, (context: CauseContext) => string>> = {
  twice: ({ t }) => t('the body came twice'),
  member: (context) => context.t('{0} was added to the JSON', codeText(said(context, 'name'))),
};

/** What was done to a body that is no rewriting of its JSON, line ends or encoding. */
export function edited(context: CauseContext): CauseWords {
  const { t } = context;
  const how = said(context, said(context, 'received') === 'object' ? 'received' : 'how');
  const text = Object.hasOwn(howTexts, how) ? howTexts[how]?.(context) : undefined;
  if (text !== undefined) {
    return {
      ...changed(context, text.clause, text.remedy),
      ...(how.startsWith('echo') ? { proof: 'with' } : {}),
    };
  }
  const added = said(context, 'added');
  if (added !== '') {
    return changed(context, addedTexts[added]?.(context) ?? t('something was added to the body'));
  }
  return {
    clause: t('the body was changed after it was signed'),
    remedy: [t('If you edited the body, re-sign it.'), t('Otherwise, look for what changes it on the way.')],
  };
}
