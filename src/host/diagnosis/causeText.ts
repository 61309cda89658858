import type { CauseId } from '../../protocol/diagnosis.ts';
import { bodyTexts } from './causeTextBody.ts';
import { algorithmTexts, encodingTexts } from './causeTextDigest.ts';
import { framingTexts } from './causeTextFraming.ts';
import { headerTexts } from './causeTextHeader.ts';
import { jsonTexts } from './causeTextJson.ts';
import { secretTexts } from './causeTextSecret.ts';
import { timeTexts } from './causeTextTime.ts';
import type { CauseContext, CauseTexts, CauseWords } from './causeWords.ts';

/** Every cause; one more breaks the build until it has words. */
const texts: CauseTexts<CauseId> = {
  ...headerTexts,
  ...encodingTexts,
  ...algorithmTexts,
  ...secretTexts,
  ...bodyTexts,
  ...jsonTexts,
  ...framingTexts,
  ...timeTexts,
};

export function causeWords(context: CauseContext): CauseWords {
  return texts[context.cause.id](context);
}
