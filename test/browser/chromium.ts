/** A real browser out of npm packages alone. */
import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Not the package's own arguments: they are made for a place that runs one page in one process, and switch web security off. */
const ARGUMENTS = ['--no-sandbox', '--font-render-hinting=none', '--hide-scrollbars', '--disable-dev-shm-usage'];

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await packaged.executablePath(), args: ARGUMENTS, headless: true });
}
