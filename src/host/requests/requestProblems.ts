import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { isHttpError, type HttpProblem } from '../../protocol/httpFile.ts';
import { contextKeys } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import { httpProblemText } from './httpProblemText.ts';
import { isRequestDocument } from './requestDocument.ts';
import { requestsOf } from './requests.ts';

/** Milliseconds without a change after which a document is read. */
const pause = 250;

/** Underlines what is wrong in a document of requests, and says whether the active editor shows one. */
export class RequestProblems implements Disposable {
  readonly #engine: EngineCaller;
  readonly #problems: Problems;
  readonly #found = vscode.languages.createDiagnosticCollection('webhook-debugger');
  readonly #waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #parts = new DisposableStore();
  #isShown: boolean | null = null;

  constructor(engine: EngineCaller, problems: Problems) {
    this.#engine = engine;
    this.#problems = problems;
    this.#parts.add(this.#found);
    this.#parts.add(vscode.workspace.onDidOpenTextDocument((document) => this.#changed(document)));
    this.#parts.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#changed(document)));
    this.#parts.add(vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)));
    this.#parts.add(vscode.window.onDidChangeActiveTextEditor(() => this.#setContext()));
    vscode.workspace.textDocuments.forEach((document) => this.#changed(document));
    this.#setContext();
  }

  dispose(): void {
    this.#waiting.forEach((timer) => clearTimeout(timer));
    this.#parts.dispose();
  }

  #changed(document: vscode.TextDocument): void {
    if (document === vscode.window.activeTextEditor?.document) {
      this.#setContext();
    }
    clearTimeout(this.#waiting.get(document));
    this.#waiting.delete(document);
    if (isRequestDocument(document)) {
      const timer = setTimeout(() => this.#problems.watch(this.#look(document)), pause);
      this.#waiting.set(document, timer);
    } else {
      this.#found.delete(document.uri);
    }
  }

  #closed(document: vscode.TextDocument): void {
    clearTimeout(this.#waiting.get(document));
    this.#waiting.delete(document);
    this.#found.delete(document.uri);
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    this.#waiting.delete(document);
    const { version } = document;
    const requests = await requestsOf(document, this.#engine);
    if (!document.isClosed && document.version === version) {
      const found = requests.flatMap(({ problems }) => problems).map(diagnosticOf);
      this.#found.set(document.uri, found);
    }
  }

  #setContext(): void {
    const { activeTextEditor: editor } = vscode.window;
    const isShown = editor !== undefined && isRequestDocument(editor.document);
    if (isShown !== this.#isShown) {
      this.#isShown = isShown;
      this.#problems.watch(
        vscode.commands.executeCommand('setContext', contextKeys.requestDocument, isShown),
      );
    }
  }
}

function diagnosticOf(problem: HttpProblem): vscode.Diagnostic {
  const { line, from, to } = problem;
  const { Error: error, Information: remark } = vscode.DiagnosticSeverity;
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(line, from, line, to),
    httpProblemText(problem, vscode.l10n.t),
    isHttpError(problem) ? error : remark,
  );
  diagnostic.source = vscode.l10n.t('Webhook Debugger');
  return diagnostic;
}
