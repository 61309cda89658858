import type { BreakKind } from '../../protocol/diagnosis.ts';
import type { StepView } from '../../protocol/webview.ts';
import { ifSaid, said, type CauseContext, type CauseTexts, type CauseWords } from './causeWords.ts';
import { codeText, jsonChanges } from './differenceText.ts';
import { rawBodyIn, usualRawBodyIn, type Runtime } from './remedies.ts';

/** Characters of the names of writers that a sentence has room for. */
const mostNamed = 60;

/** Whose the JSON that came is like; empty where that is not known, or where many could be it. */
function writtenByFew(context: CauseContext): string {
  const writtenBy = said(context, 'writtenBy');
  return writtenBy.length > mostNamed ? '' : writtenBy;
}

/**
 * That another writing of the JSON was signed than came, and whose the one that came is like, where it tells and few
 * could be it. Which side wrote it cannot be proven: a sender may sign one serialization and send another.
 */
export function rewriteText(context: CauseContext): string {
  const { t } = context;
  const writtenBy = writtenByFew(context);
  if (writtenBy === '') {
    return t('a proxy or tunnel rewrote the JSON, or the sender signed one serialization and sent another');
  }
  return /, (?=[A-Z.])/.test(writtenBy)
    ? t(
        'a proxy or tunnel rewrote the JSON as {0} do, or the sender signed one serialization and sent another',
        writtenBy,
      )
    : t(
        'a proxy or tunnel rewrote the JSON as {0} does, or the sender signed one serialization and sent another',
        writtenBy,
      );
}

/** The names of writers begin with what they are written in, those of Java’s and of Rails with the library. */
const writers: Readonly<Record<Runtime, RegExp>> = {
  node: /^Node\.js/,
  php: /^PHP/,
  python: /^Python/,
  ruby: /^(Ruby|Rails)/,
  java: /^(Jackson|Gson)/,
  dotnet: /^\.NET/,
  go: /^Go/,
};

/** Of more of them no framework is the likely one. */
const mostRuntimes = 3;

/** What may have written the JSON that came is written in these; none where it may be any. */
function runtimesOf(context: CauseContext): readonly Runtime[] {
  const names = (context.cause.detail['writtenBy'] ?? '').split(/, (?=[A-Z.])/);
  const runtimes = (Object.keys(writers) as readonly Runtime[]).filter((runtime) =>
    names.some((name) => writers[runtime].test(name)),
  );
  return runtimes.length > mostRuntimes ? [] : runtimes;
}

export function rewriteRemedy(context: CauseContext): readonly (string | StepView)[] {
  const { t } = context;
  const runtimes = runtimesOf(context);
  const code = runtimes.length > 1 ? usualRawBodyIn(runtimes, t) : rawBodyIn(runtimes, t);
  return [
    t('Configure the proxy or tunnel to pass the body on byte for byte.'),
    code.length > 0
      ? { text: t('If it is code of your own, pass on the raw body in place of the parsed one:'), code }
      : t(
          'If it is code of your own, pass on the raw body in place of the parsed one, as shown below under “Will it break in your code?”.',
        ),
    t('If nothing on the way changes it, have the sender sign exactly the bytes that it sends.'),
  ];
}

function rewritten(id: BreakKind): (context: CauseContext) => CauseWords {
  return (context) => ({
    clause: context.t('{0}, which changed {1}', rewriteText(context), jsonChanges[id](context.t)),
    remedy: rewriteRemedy(context),
  });
}

/** That the order of the keys is not the sender's, by what shows it. */
function keyOrder(context: CauseContext): CauseWords {
  const { t } = context;
  const remedy = (last: string): readonly (string | StepView)[] => [...rewriteRemedy(context), last];
  if (said(context, 'sorted') !== '') {
    return {
      clause: t(
        'a program on the way sorted the keys of the JSON, as Go maps, Python’s sort_keys and jq -S do, or the sender sorts them itself',
      ),
      remedy: remedy(t('If the sender sorts the keys itself, check the secret instead.')),
    };
  }
  switch (said(context, 'how')) {
    case 'mixed':
      return {
        clause: t(
          'a program on the way wrote the keys of the JSON in random order, as Perl does: it differs from object to object',
        ),
        remedy: remedy(t('If the sender itself writes them that way, check the secret instead.')),
      };
    case 'documented':
      return {
        clause: t(
          'the keys of the JSON came in another order than {0} writes them: a program on the way rewrote it, or {0} did not send this event',
          said(context, 'provider'),
        ),
        remedy: remedy(t('If you wrote the event yourself, check the secret that signs it.')),
      };
    default:
      return rewritten('json-key-order')(context);
  }
}

/** What a parse and a new writing changed. */
export const jsonTexts: CauseTexts<BreakKind> = {
  'json-slashes': rewritten('json-slashes'),
  'json-unicode': rewritten('json-unicode'),
  'json-html': rewritten('json-html'),
  'json-whitespace': (context) =>
    said(context, 'how') === 'unquoted'
      ? {
          clause: context.t('the sender’s shell joined the lines of the body before it was signed'),
          remedy: context.t('Quote the variable in the script: `"$BODY"`.'),
          proof: 'with',
        }
      : rewritten('json-whitespace')(context),
  'json-key-order': keyOrder,
  'json-empty-objects': rewritten('json-empty-objects'),
  'json-numbers': rewritten('json-numbers'),
  'json-dates': rewritten('json-dates'),
  'json-big-integers': (context) => ({
    clause: ifSaid(
      context,
      'number',
      (number) =>
        context.t(
          '{0}, which rounded integers too big for a double, such as {1}: the digits that were signed are lost',
          rewriteText(context),
          number,
        ),
      () =>
        context.t(
          '{0}, which rounded an integer that is too big for a double: the digits that were signed are lost',
          rewriteText(context),
        ),
    ),
    remedy: rewriteRemedy(context),
  }),
  'json-duplicate-keys': (context) => ({
    clause: ifSaid(
      context,
      'key',
      (key) =>
        context.t(
          'the JSON came with the name {0} more than once, and what was signed was written by a program that keeps one of them',
          codeText(key),
        ),
      () =>
        context.t(
          '{0}, which kept one of two values under the same name: what was signed cannot be recovered',
          rewriteText(context),
        ),
    ),
    remedy:
      said(context, 'key') === ''
        ? rewriteRemedy(context)
        : [
            context.t(
              'If the sender signs a parsed copy of the body, have it sign exactly the bytes that it sends.',
            ),
            context.t('If it does not, check the secret.'),
          ],
  }),
};
