import * as vscode from 'vscode';
import { displayText } from '../words/displayText.ts';

/** Milliseconds: long enough to be read, short enough not to stand beside what comes next. */
const shown = 8000;
/** Characters that fit beside the other entries of a status bar. */
const longest = 160;

/** Says what was done where nothing has to be decided: in the status bar, which asks for no click. */
export function sayInStatusBar(text: string): void {
  // `$(name)` would become an icon there.
  vscode.window.setStatusBarMessage(displayText(text, longest).replaceAll('$(', '$ ('), shown);
}
