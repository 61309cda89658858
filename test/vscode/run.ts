import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import { limit } from '../support/limits.ts';
import { totalsOf, writeTotals } from '../tools/totals.ts';

interface Variables {
  readonly totals: string;
  readonly report: string;
  readonly grep: string;
}

function variables(): Variables {
  const { WEBHOOK_DEBUGGER_TEST_TOTALS: totals = '', WEBHOOK_DEBUGGER_TEST_GREP: grep = '' } = process.env;
  return { totals, report: `${totals}.txt`, grep };
}

/** The extension host's console drowns in VS Code's own lines, so the report goes to a file. */
function reportTo(file: string): void {
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => appendFileSync(file, `${format(...args)}\n`);
}

/** Called by VS Code. Runs every bundled test file beside this one. @throws where a test failed. */
export function run(): Promise<void> {
  const { totals, report, grep } = variables();
  const mocha = new Mocha({
    timeout: limit(20_000),
    reporter: 'spec',
    color: false,
    ...(grep ? { grep } : {}),
  });
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.test.cjs')).sort()) {
    mocha.addFile(join(__dirname, file));
  }
  reportTo(report);
  Mocha.reporters.Base.consoleLog(
    `Extension host of VS Code ${vscode.version}, Node ${process.versions.node}`,
  );
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      writeTotals(totals, sum());
      if (failures > 0) {
        reject(new Error(`${failures} failed`));
      } else {
        resolve();
      }
    });
    const sum = totalsOf(runner);
  });
}
