/** Writes the providers of the table to package.json, where the settings editor takes them from. */
import { writeProviders } from './manifestProviders.ts';

writeProviders();
