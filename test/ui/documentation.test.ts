import { until } from '../tools/wait.ts';
import { useVsCode } from './fixture.ts';

describe('The documentation of the installed extension', () => {
  const vscode = useVsCode();

  it('shows the README with its picture, and the pages that it leads to', async () => {
    const { workbench } = vscode;
    const { panel } = workbench;
    await workbench.runCommand('Open Documentation');
    await panel.getByRole('heading', { name: 'Three steps' }).waitFor();
    const picture = panel.locator('img').first();
    // One that is not there takes the height of its text.
    await until('the picture is shown', async () => ((await picture.boundingBox())?.height ?? 0) > 200);
    const link = panel.getByRole('link', { name: 'Providers', exact: true });
    await workbench.act((one) => link.click(one), panel.getByRole('heading', { name: 'Add a provider' }));
  });
});
