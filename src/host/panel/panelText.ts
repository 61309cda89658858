import type { JsonProblemKind } from '../../protocol/payload.ts';
import type { Translate } from '../words/translate.ts';
import type { PanelText } from '../../protocol/panelText.ts';

function jsonProblems(t: Translate): Readonly<Record<JsonProblemKind, string>> {
  return {
    empty: t('there is nothing but white space'),
    unexpected: t('this is not a JSON value'),
    comment: t('JSON has no comments'),
    valueMissing: t('a value is missing'),
    nameMissing: t('a name in double quotes is missing'),
    colonMissing: t('a colon is missing'),
    separatorMissing: t('a comma or the closing bracket is missing'),
    stringOpen: t('the string is not closed'),
    badCharacter: t('a control character stands in a string'),
    badEscape: t('this escape is not one of JSON'),
    badNumber: t('the number is not written as JSON numbers are'),
    trailing: t('more follows after the end of the value'),
    endsEarly: t('the payload ends too early'),
  };
}

function payloadText(t: Translate) {
  return {
    json: t('JSON'),
    raw: t('Raw'),
    hex: t('Hex'),
    form: t('Form'),
    parts: t('Parts'),
    xml: t('XML'),
    payloadFormat: t('Payload format'),
    payloadBytes: t('Bytes'),
    decoded: t('Decoded'),
    asReceived: t('As Received'),
    fold: t('Fold {0}'),
    unfold: t('Unfold {0}'),
    foldedFields: t('{0} fields'),
    foldedOneField: t('1 field'),
    foldedItems: t('{0} items'),
    foldedOneItem: t('1 item'),
    emptyBody: t('The body is empty.'),
    invalidJson: t('Not valid JSON at line {1}, column {2} (byte {3}): {0}.'),
    jsonProblems: jsonProblems(t),
    notText: t('The payload is not text.'),
    ...byteCountText(t),
    truncated: t('Showing the first {0} of {1} bytes.'),
    loadAll: t('Load All'),
    showMoreLines: t('Show more lines ({0})'),
    showMoreCharacters: t('Show more characters ({0})'),
    invisibleCharacter: t('Invisible or control character {0}'),
    offset: t('Offset'),
  };
}

/** What is told of bytes, and of what is made of fields and parts. */
function byteCountText(t: Translate) {
  return {
    invalidUtf8: t('Not UTF-8 text: byte {0} is {1}.'),
    beginsLike: t('The bytes begin like {0}.'),
    binaryKinds: {
      png: t('a PNG image'),
      jpeg: t('a JPEG image'),
      gif: t('a GIF image'),
      webp: t('a WebP image'),
      pdf: t('a PDF document'),
      zip: t('a ZIP archive'),
      gzip: t('gzip data'),
      zstd: t('Zstandard data'),
    },
    imageSize: t('It says to be {0} × {1} pixels; images are not previewed.'),
    readAs: t('Read as {0}.'),
    byteOrderMark: t('Starts with a byte order mark, which many JSON parsers do not accept.'),
    fieldName: t('Name'),
    fieldValue: t('Value'),
    partFile: t('File'),
    partType: t('Type'),
    partSize: t('Size'),
    byteCount: t('{0} bytes'),
    oneByte: t('1 byte'),
    moreFields: t('More fields: {0}. Raw shows all.'),
  };
}

function diagnosisTexts(t: Translate) {
  return {
    explanation: t('Explanation'),
    explain: t('Explain'),
    explainSignature: t('Explain Signature'),
    explainHint: t('Finds out why this signature does not verify, and proves it where it can be proven.'),
    explaining: t('Looking for the cause…'),
    cancel: t('Cancel'),
    showExplanation: t('Show Explanation'),
    evidence: t('Evidence'),
    diagnosisActions: {
      searchLonger: t('Search Longer'),
      showSigned: t('Show the Bytes That Verify'),
      setSecret: t('Set Signing Secret'),
      saveFoundSecret: t('Save This Secret'),
      saveCorrectedSecret: t('Save the Corrected Secret'),
      tryEnvSecrets: t('Try Secrets from .env Files...'),
    },
    steps: t('What to do'),
    openSetting: t('Open Setting'),
    breaks: t('Will it break in your code?'),
    breaksHint: t(
      'A signature covers bytes. A handler that parses the JSON and writes it again verifies other bytes than were signed, unless they come out the same:',
    ),
    breaksNotJson: t(
      'This compares plain UTF-8 JSON only. The body arrived compressed, in another encoding, is too large, or is not JSON.',
    ),
    breaksRemedies: t('Verify the bytes as they came. How to get at them:'),
  };
}

function deliveryTexts(t: Translate) {
  return {
    replay: t('Replay'),
    replayAgain: t('Replay...'),
    replayResigned: t('Replay Re-signed...'),
    editAndReplay: t('Edit and Replay...'),
    saveAsFixture: t('Save as Fixture'),
    deliveries: t('Forwarded and replayed'),
    received: t('Request and response'),
    deliveryRequest: t('Request'),
    deliveryAnswer: t('Response'),
    noAnswer: t('No response arrived.'),
    requestNotKept: t('The request as it was sent was not kept at that time.'),
    attempts: t('Attempts'),
    handlerFault: t('About this response'),
    handlerRemedies: t('How to get at the raw body'),
    showHandlerFault: t('Show Hints'),
  };
}

/** The fixed texts of the panel, in the person's language. */
export function panelText(t: Translate): PanelText {
  return {
    ...payloadText(t),
    ...diagnosisTexts(t),
    ...deliveryTexts(t),
    payload: t('Payload'),
    headers: t('Headers'),
    signature: t('Signature'),
    delivery: t('Delivery'),
    signatureVerdict: t('Signature verdict'),
    facts: t('Facts'),
    setSecret: t('Set Signing Secret'),
    saveSecret: t('Save Secret'),
    verifyAs: t('Check as Provider...'),
    openInEditor: t('Open in Editor'),
    openHeaders: t('Open Headers in Editor'),
    copyPayload: t('Copy Payload'),
    pin: t('Keep Open (Pin)'),
    unpin: t('Reuse This Panel'),
    newer: t('Newer Event'),
    older: t('Older Event'),
    copy: t('Copy {0}'),
    copyHeaders: t('Copy Headers'),
    copied: t('Copied'),
    headerName: t('Name'),
    headerValue: t('Value'),
    trailers: t('Trailers'),
    noHeaders: t('There are no headers.'),
    showExpected: t('Show Expected Signature'),
    expectedDigest: t('Expected signature'),
    eventGone: t('This event is no longer stored.'),
    loading: t('Loading…'),
  };
}
