import type { BreakKind } from '../../protocol/diagnosis.ts';
import { runtimeName } from './runtimeNames.ts';
import { ifSaid, said, type CauseContext, type CauseTexts, type CauseWords } from './causeWords.ts';
import { jsonChanges } from './differenceText.ts';

/** Who parsed the JSON and wrote it again, where its writing tells. */
export function rewriteText(context: CauseContext): string {
  const { t } = context;
  return ifSaid(
    context,
    'writtenBy',
    (writtenBy) =>
      t('a proxy or tunnel parsed the JSON and wrote it again, as {0} does', runtimeName(writtenBy)),
    () => t('a proxy or tunnel parsed the JSON and wrote it again'),
  );
}

export function rewriteRemedy(context: CauseContext): string {
  const { t } = context;
  const signedAs = said(context, 'signedAs');
  const remedy = t(
    'Have it pass the body on byte for byte; if it is your own code, forward and verify the raw body instead of the parsed one.',
  );
  return signedAs === ''
    ? remedy
    : `${remedy} ${t('The sender wrote it as {0} does.', runtimeName(signedAs))}`;
}

function rewritten(id: BreakKind): (context: CauseContext) => CauseWords {
  return (context) => ({
    clause: context.t('{0}, which changed {1}', rewriteText(context), jsonChanges[id](context.t)),
    remedy: rewriteRemedy(context),
  });
}

/** What a parse and a new writing changed. */
export const jsonTexts: CauseTexts<BreakKind> = {
  'json-slashes': rewritten('json-slashes'),
  'json-unicode': rewritten('json-unicode'),
  'json-html': rewritten('json-html'),
  'json-whitespace': rewritten('json-whitespace'),
  'json-key-order': rewritten('json-key-order'),
  'json-empty-objects': rewritten('json-empty-objects'),
  'json-numbers': rewritten('json-numbers'),
  'json-big-integers': (context) => ({
    clause: context.t(
      '{0}, which rounded an integer that is too big for a double: what was signed cannot be had back',
      rewriteText(context),
    ),
    remedy: rewriteRemedy(context),
  }),
  'json-duplicate-keys': (context) => ({
    clause: context.t(
      '{0}, which kept one of two values under the same name: what was signed cannot be had back',
      rewriteText(context),
    ),
    remedy: rewriteRemedy(context),
  }),
};
