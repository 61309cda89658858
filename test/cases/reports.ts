import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { runEngineReport, type EngineReport } from './engineReport.ts';
import { runEnvReport, runHarReport, runHttpReport, type ReportFile } from './fileReports.ts';
import type { Outcome } from './outcome.ts';
import { runVectorReport, type VectorReport } from './vectorReport.ts';

const expectedEnd = '.expected.json';

/** Of a file that a product's own importer reads, with what is expected beside it. */
const importers: Readonly<Record<string, (file: ReportFile) => Promise<readonly Outcome[]>>> = {
  '.http': runHttpReport,
  '.har': runHarReport,
  '.env': runEnvReport,
};

function runJson(path: string): Promise<readonly Outcome[]> {
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return Array.isArray(content)
    ? Promise.resolve((content as readonly VectorReport[]).map(runVectorReport))
    : runEngineReport(content as EngineReport, path);
}

/** Runs a file of any form of the reports. */
async function runFile(path: string): Promise<readonly Outcome[]> {
  const importer = importers[extname(path)];
  try {
    if (importer === undefined) {
      return await runJson(path);
    }
    const expected: unknown = JSON.parse(readFileSync(path + expectedEnd, 'utf8'));
    return await importer({ path, expected: expected as Readonly<Record<string, unknown>> });
  } catch (error) {
    return [{ name: '', unmet: [error instanceof Error ? error.message : String(error)], toRead: [] }];
  }
}

function print(file: string, { name, unmet, toRead }: Outcome): void {
  const title = [file, name].filter((part) => part !== '').join(': ');
  unmet.forEach((text) => console.log(`${title}\n    ${text}`));
  toRead.forEach((text) => console.log(`to be read: ${title}\n    ${text}`));
}

/** The files of reports in a folder: those beside them that say what is expected are none. */
export function reportFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !name.endsWith(expectedEnd))
    .sort()
    .map((name) => join(folder, name));
}

/** Runs files, prints what is not met and what is to be read of each as it comes. */
export async function runReports(paths: readonly string[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const path of paths) {
    const some = await runFile(path);
    some.forEach((outcome) => print(basename(path), outcome));
    outcomes.push(...some);
  }
  return outcomes;
}
