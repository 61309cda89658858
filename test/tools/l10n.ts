/** `npm run l10n`: writes the texts of the host to l10n/bundle.l10n.json. */
import { writeFileSync } from 'node:fs';
import { bundleFile, bundleText } from './l10nStrings.ts';

writeFileSync(bundleFile, bundleText());
