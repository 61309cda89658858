export interface PanelResources {
  /** What the content security policy calls the panel's own origin. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  readonly language: string;
  /** Until the page shows an event, whose title is its own then. */
  readonly title: string;
}

/** 128 random bits that nobody can guess. */
export function makeNonce(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** The frame of a panel: constant but for the places of its script and style. It holds nothing of an event. */
export function panelHtml(
  { cspSource, script, style, language, title }: PanelResources,
  nonce: string,
): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    // default-src covers none of these.
    `base-uri 'none'`,
    `form-action 'none'`,
    // Text becomes markup or a script through the policy that lit makes for its own templates alone, and that once.
    `require-trusted-types-for 'script'`,
    `trusted-types lit-html`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(title)}</title>
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${attribute(style)}" nonce="${nonce}">
</head>
<body>
<webhook-event-panel></webhook-event-panel>
<script type="module" nonce="${nonce}" src="${attribute(script)}"></script>
</body>
</html>
`;
}
